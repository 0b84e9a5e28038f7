/* The editor's notes: open at their mark by hover, focus, click or tap; Esc closes. */
(function () {
  "use strict";

  const library = (window.library = window.library || {});
  const { element } = library;
  const NARROW = matchMedia("(max-width: 699px)");
  const DELAY = 150; // milliseconds before a note opens or closes under a moving mouse

  const text = document.querySelector(".document");
  if (!text) return;

  const card = element("div", "note-card");
  card.id = "note-card";
  card.setAttribute("role", "note");
  card.hidden = true;
  let shown = null; // the mark whose note is open
  let timer = 0;
  let pressed = ""; // by what the reader last pressed: mouse, touch or pen; nothing after a key

  function noteOf(mark) {
    return document.getElementById(`note-${mark.dataset.entry || mark.id}`);
  }

  function place(mark) {
    if (NARROW.matches) {
      (mark.closest(".unit") || mark.parentElement).after(card);
      return;
    }
    text.parentElement.append(card);
    const box = mark.getClientRects()[0] || mark.getBoundingClientRect();
    library.float(card, box, 10);
  }

  function open(mark) {
    clearTimeout(timer);
    if (shown === mark || !noteOf(mark)) return;
    close();
    shown = mark;
    card.replaceChildren(
      ...Array.from(noteOf(mark).cloneNode(true).childNodes).reduce(
        (paragraph, node) => {
          paragraph[0].append(node);
          return paragraph;
        },
        [element("p")]
      )
    );
    card.hidden = false;
    place(mark);
    noteOf(mark).classList.add("current");
    mark.setAttribute("aria-expanded", "true");
  }

  /* Where the link leads that the mark stands in. */
  function offer(link) {
    const way = element("a", "", link.matches(".mention") ? `「${link.textContent}」见何处` : "这一条的地址");
    way.href = link.href;
    card.append(element("p", "", way));
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
    const mark = event.target instanceof Element ? event.target.closest(".emended") : null;
    return mark && text.contains(mark) ? mark : null;
  }

  text.querySelectorAll(".emended").forEach(mark => {
    if (!noteOf(mark) || mark.dataset.entry) return;
    mark.tabIndex = 0;
    mark.setAttribute("role", "button");
    mark.setAttribute("aria-expanded", "false");
    mark.setAttribute("aria-describedby", noteOf(mark).id);
    if (mark.classList.contains("unknown")) mark.setAttribute("aria-label", mark.textContent.replace(/□/g, "缺字"));
    if (mark.classList.contains("omitted")) mark.setAttribute("aria-label", "此处略去空白");
    mark.removeAttribute("title");
  });

  document.addEventListener("pointerover", event => {
    if (event.pointerType !== "mouse") return;
    const mark = markAt(event);
    if (mark) later(open.bind(null, mark));
    else if (card.contains(event.target)) clearTimeout(timer);
    else if (shown && document.activeElement !== shown) later(close);
  });
  text.addEventListener("focusin", event => {
    const mark = markAt(event);
    if (mark && mark.matches(":focus-visible")) open(mark);
  });
  document.addEventListener("focusin", event => {
    if (pressed) return; // what is pressed must not move before the click
    if (shown && event.target !== shown && !card.contains(event.target)) close();
  });
  /* A mark may stand in a link. Who has a mouse has the note before the click; under a finger the first
     tap opens the note, and the second goes where the link leads, as does what the note offers. */
  document.addEventListener("pointerdown", event => {
    pressed = event.pointerType;
  }, true);
  document.addEventListener("keydown", () => {
    pressed = "";
  }, true);
  document.addEventListener("click", event => {
    const mark = markAt(event);
    const link = mark && (pressed === "touch" || pressed === "pen") ? mark.closest("a[href]") : null;
    if (link && shown !== mark && noteOf(mark)) {
      event.preventDefault();
      event.stopPropagation();
      open(mark);
      offer(link);
    }
  }, true);
  document.addEventListener("click", event => {
    const mark = markAt(event);
    if (mark) open(mark);
    else if (!card.contains(event.target)) close();
  });
  document.addEventListener("keydown", event => {
    if (event.key === "Escape" && shown) {
      const mark = shown;
      if (card.contains(document.activeElement)) mark.focus();
      close();
    } else if (event.key === "Enter" || event.key === " ") {
      const at = markAt(event);
      if (!at || event.target !== at) return;
      event.preventDefault();
      open(at);
    }
  });
})();
