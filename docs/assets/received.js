/* 校读 / 原文 / 对照: the same page, each piece as it was received, or that beside it. The text is
   the file itself, loaded as a script beside the page (a page from disk may not fetch); each element
   says in data-at which part of the file it stands for, in code points. */
(function () {
  "use strict";

  var library = (window.library = window.library || {});
  var text = document.querySelector(".document");
  var link = document.querySelector(".toolbar .as-received");
  if (!text || !link) return;

  var points = null; // the file, one string for each code point
  var readings = null; // while 原文 is shown: what each piece holds in the reading
  var shown = "reading";
  var buttons = {};

  function range(element) {
    return element.dataset.at.split("-").map(Number);
  }

  function slice(from, to) {
    return points.slice(from, to).join("");
  }

  /* The nearest elements below one that stand for a part of the file. */
  function parts(element) {
    return Array.from(element.children).flatMap(function (child) {
      return child.hasAttribute("data-at") ? [child] : parts(child);
    });
  }

  function isHandle(node) {
    return node.nodeType === 1 && (node.matches(".address, .line-number") || (node.id && !node.hasAttribute("data-at") && !node.textContent));
  }

  function write(source, target, from, to) {
    var at = from;
    source.querySelectorAll("*").forEach(function (node) {
      if (isHandle(node) && node.closest("[data-at]") === source) target.append(node.cloneNode(true));
    });
    parts(source).forEach(function (part) {
      var place = range(part);
      var start = Math.max(at, place[0]);
      var end = Math.min(to, place[1]);
      if (end < start || (part.dataset.entry && end === start)) return;
      target.append(slice(at, start));
      var copy = part.cloneNode(false);
      ["title", "role", "tabindex", "aria-label", "aria-expanded", "aria-describedby", "data-number"].forEach(function (name) {
        copy.removeAttribute(name);
      });
      if (part.classList.contains("emended") && !part.classList.contains("slip")) {
        copy.className = end > start ? "damaged" : "damaged inserted";
      }
      write(part, copy, start, end);
      target.append(copy);
      at = end;
    });
    target.append(slice(at, to));
  }

  function showReceived() {
    readings = new Map();
    parts(text).forEach(function (piece) {
      var place = range(piece);
      var received = document.createDocumentFragment();
      write(piece, received, place[0], place[1]);
      var reading = document.createDocumentFragment();
      reading.append.apply(reading, Array.from(piece.childNodes));
      piece.append(received);
      if (piece.classList.contains("noise")) piece.hidden = false;
      readings.set(piece, reading);
    });
  }

  function showReading() {
    readings.forEach(function (reading, piece) {
      piece.replaceChildren(reading);
      if (piece.classList.contains("noise")) piece.hidden = true;
    });
    readings = null;
  }

  /* Keep under the reader's eyes what is there now. */
  function keepingPlace(change) {
    var top = parseFloat(getComputedStyle(document.documentElement).scrollPaddingBlockStart) || 0;
    var units = Array.from(text.querySelectorAll(".unit"));
    var unit = units.find(function (one) {
      return one.getBoundingClientRect().bottom > top;
    });
    var before = unit ? unit.getBoundingClientRect().top : 0;
    change();
    if (unit && scrollY > 0) scrollBy(0, unit.getBoundingClientRect().top - before);
  }

  /* Whoever has written into the text takes it back at `viewend`, and may write again at `viewstart`. */
  function show(view) {
    if (view === shown) return;
    keepingPlace(function () {
      text.dispatchEvent(new CustomEvent("viewend"));
      if (shown === "received") showReading();
      if (shown === "beside") library.beside.hide();
      if (view === "received") showReceived();
      if (view === "beside") library.beside.show(points);
      shown = text.dataset.view = view;
      text.dispatchEvent(new CustomEvent("viewstart"));
    });
    Object.keys(buttons).forEach(function (name) {
      buttons[name].setAttribute("aria-pressed", String(name === view));
    });
  }

  function load(then) {
    if (points) return then();
    var script = document.createElement("script");
    script.src = text.dataset.received;
    script.onload = function () {
      points = Array.from(library.received);
      then();
    };
    script.onerror = function () {
      location.href = link.href; // the page of the source has the same text
    };
    document.head.append(script);
  }

  /* The address says what is shown, for a reload and for who comes back. */
  function keep(view) {
    var address = new URL(location.href);
    if (view === "reading") address.searchParams.delete("view");
    else address.searchParams.set("view", view);
    history.replaceState(history.state, "", address);
  }

  function button(view, word) {
    var made = document.createElement("button");
    made.type = "button";
    made.textContent = word;
    made.setAttribute("aria-pressed", String(view === "reading"));
    made.addEventListener("click", function () {
      keep(view);
      if (view === "reading") show(view);
      else load(show.bind(null, view));
    });
    buttons[view] = made;
    return made;
  }

  var group = document.createElement("div");
  group.className = "switch";
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", "版本");
  group.append(button("reading", "校读"), button("received", "原文"), button("beside", "对照"));
  link.parentElement.replaceWith(group);

  /* What a piece holds in the reading, whichever is shown. */
  library.readingOf = function (piece) {
    return (readings && readings.get(piece)) || piece;
  };

  var asked = new URLSearchParams(location.search).get("view");
  if (asked === "received" || asked === "beside") {
    load(function () {
      show(asked);
      var way = performance.getEntriesByType("navigation")[0];
      if (way && way.type !== "navigate") return; // the browser goes to where the reader was
      if (location.hash) location.replace(location.hash); // the element it names may be a new one
    });
  }
})();
