/* The card of a name: what it is, how else it is written, which plans mention it how often. It
   opens by hover or keyboard focus, stays while the pointer is on it, and goes by Esc (WCAG 1.4.13).
   On touch the link is just followed. Its data is a script beside the page, loaded when first
   needed: a page from disk may not fetch. */
(function () {
  "use strict";

  var library = (window.library = window.library || {});
  var DELAY = 300; // milliseconds before the card opens or closes under a moving mouse
  var SQUARES = 12; // one for each mention, up to this many
  var KEY = /(?:agencies|terms|instruments)\/[a-z0-9-]+(?=\/|\.html|$)/;

  var text = document.querySelector(".document[data-names]");
  if (!text) return;

  var card = document.createElement("div");
  card.className = "name-card";
  card.id = "name-card";
  card.setAttribute("role", "tooltip");
  var shown = null; // the link whose card is open
  var wanted = null; // the link whose card is to open
  var timer = 0;
  var loading = null;

  function load() {
    loading =
      loading ||
      new Promise(function (resolve, reject) {
        var script = document.createElement("script");
        script.src = text.dataset.names;
        script.onload = resolve;
        script.onerror = reject;
        document.head.append(script);
      });
    return loading;
  }

  function element(tag, className, content) {
    var made = document.createElement(tag);
    made.className = className;
    made.textContent = content;
    return made;
  }

  function row(plan) {
    var made = document.createElement("tr");
    made.append(element("th", "", plan[0]));
    made.append(element("td", "squares", "■".repeat(Math.min(plan[1], SQUARES)) + (plan[1] > SQUARES ? "…" : "")));
    made.append(element("td", "count", String(plan[1])));
    made.firstChild.scope = "row";
    made.children[1].setAttribute("aria-hidden", "true");
    return made;
  }

  function fill(data) {
    card.replaceChildren(element("p", "kind", data.kind), element("p", "name", data.name));
    if (data.forms.length) card.append(element("p", "forms", "又作：" + data.forms.join("、")));
    var table = document.createElement("table");
    table.append.apply(table, data.plans.map(row));
    card.append(table);
    var more = data.more ? "，另见 " + data.more + " 份" : "";
    card.append(element("p", "total", "共 " + data.total + " 处" + more));
  }

  function place(link) {
    text.parentElement.append(card);
    var boxes = link.getClientRects();
    var box = boxes[boxes.length - 1] || link.getBoundingClientRect();
    var left = Math.min(box.left, document.documentElement.clientWidth - card.offsetWidth - 18);
    var below = box.bottom + card.offsetHeight + 10 < innerHeight;
    card.style.insetInlineStart = Math.max(18, left) + scrollX + "px";
    card.style.insetBlockStart = (below ? box.bottom + 6 : box.top - card.offsetHeight - 6) + scrollY + "px";
  }

  function open(link) {
    clearTimeout(timer);
    wanted = link;
    if (shown === link) return;
    load().then(function () {
      var key = KEY.exec(link.getAttribute("href"));
      var data = key && library.names[key[0]];
      if (!data || wanted !== link) return;
      close();
      wanted = shown = link;
      fill(data);
      place(link);
      link.setAttribute("aria-describedby", card.id);
    }, close);
  }

  function close() {
    clearTimeout(timer);
    wanted = null;
    if (!shown) return;
    shown.removeAttribute("aria-describedby");
    shown = null;
    card.remove();
  }

  function later(act) {
    clearTimeout(timer);
    timer = setTimeout(act, DELAY);
  }

  function linkAt(event) {
    var link = event.target instanceof Element ? event.target.closest("a.mention") : null;
    return link && text.contains(link) ? link : null;
  }

  document.addEventListener("pointerover", function (event) {
    if (event.pointerType !== "mouse") return;
    var link = linkAt(event);
    if (link) later(open.bind(null, link));
    else if (card.contains(event.target)) clearTimeout(timer);
    else if (!shown || document.activeElement !== shown) later(close);
  });
  document.addEventListener("focusin", function (event) {
    var link = linkAt(event);
    if (link && link.matches(":focus-visible")) open(link);
    else if (shown) close();
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") close();
  });
  document.addEventListener("pointerdown", function (event) {
    if (shown && !card.contains(event.target)) close();
  });
})();
