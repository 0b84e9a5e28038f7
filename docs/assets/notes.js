/* The editor's notes: open at their mark by hover, focus, click or tap; Esc closes. */
(function () {
  "use strict";

  var NARROW = matchMedia("(max-width: 699px)");
  var DELAY = 150; // milliseconds before a note opens or closes under a moving mouse

  var text = document.querySelector(".document");
  if (!text) return;

  var card = document.createElement("div");
  card.className = "note-card";
  card.id = "note-card";
  card.setAttribute("role", "note");
  card.hidden = true;
  var shown = null; // the mark whose note is open
  var timer = 0;

  function noteOf(mark) {
    return document.getElementById("note-" + (mark.dataset.entry || mark.id));
  }

  function place(mark) {
    if (NARROW.matches) {
      (mark.closest(".unit") || mark.parentElement).after(card);
      return;
    }
    text.parentElement.append(card);
    var box = mark.getClientRects()[0] || mark.getBoundingClientRect();
    var left = Math.min(box.left, document.documentElement.clientWidth - card.offsetWidth - 18);
    card.style.insetInlineStart = Math.max(18, left) + scrollX + "px";
    card.style.insetBlockStart = box.bottom + scrollY + 10 + "px";
  }

  function open(mark) {
    clearTimeout(timer);
    if (shown === mark || !noteOf(mark)) return;
    close();
    shown = mark;
    card.replaceChildren.apply(
      card,
      Array.from(noteOf(mark).cloneNode(true).childNodes).reduce(
        function (paragraph, node) {
          paragraph[0].append(node);
          return paragraph;
        },
        [document.createElement("p")]
      )
    );
    card.hidden = false;
    place(mark);
    noteOf(mark).classList.add("current");
    mark.setAttribute("aria-expanded", "true");
  }

  function close() {
    clearTimeout(timer);
    if (!shown) return;
    noteOf(shown).classList.remove("current");
    shown.setAttribute("aria-expanded", "false");
    shown = null;
    card.hidden = true;
    card.remove();
  }

  function later(act) {
    clearTimeout(timer);
    timer = setTimeout(act, DELAY);
  }

  function markAt(event) {
    var mark = event.target instanceof Element ? event.target.closest(".emended") : null;
    return mark && text.contains(mark) ? mark : null;
  }

  text.querySelectorAll(".emended").forEach(function (mark) {
    if (!noteOf(mark) || mark.dataset.entry) return;
    mark.tabIndex = 0;
    mark.setAttribute("role", "button");
    mark.setAttribute("aria-expanded", "false");
    mark.setAttribute("aria-describedby", noteOf(mark).id);
    if (mark.classList.contains("unknown")) mark.setAttribute("aria-label", mark.textContent.replace(/□/g, "缺字"));
    if (mark.classList.contains("omitted")) mark.setAttribute("aria-label", "此处略去空白");
    mark.removeAttribute("title");
  });

  document.addEventListener("pointerover", function (event) {
    if (event.pointerType !== "mouse") return;
    var mark = markAt(event);
    if (mark) later(open.bind(null, mark));
    else if (card.contains(event.target)) clearTimeout(timer);
    else if (shown && document.activeElement !== shown) later(close);
  });
  text.addEventListener("focusin", function (event) {
    var mark = markAt(event);
    if (mark && mark.matches(":focus-visible")) open(mark);
  });
  document.addEventListener("focusin", function (event) {
    if (shown && event.target !== shown && !card.contains(event.target)) close();
  });
  document.addEventListener("click", function (event) {
    var mark = markAt(event);
    if (mark) open(mark);
    else if (!card.contains(event.target)) close();
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && shown) {
      var mark = shown;
      if (card.contains(document.activeElement)) mark.focus();
      close();
    } else if (event.key === "Enter" || event.key === " ") {
      var at = markAt(event);
      if (!at || event.target !== at) return;
      event.preventDefault();
      open(at);
    }
  });
})();
