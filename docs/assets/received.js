/* 校读 / 原文 / 对照: the same page, each piece as it was received, or that beside it. The text is
   the file itself, put together of scripts beside the page (a page from disk may not fetch); each element
   says in data-at which part of the file it stands for, in code points. */
(function () {
  "use strict";

  const library = (window.library = window.library || {});
  const { element } = library;
  const text = document.querySelector(".document");
  const link = document.querySelector(".toolbar .as-received");
  if (!text || !link) return;

  let points = null; // the file, one string for each code point
  let readings = null; // while 原文 is shown: what each piece holds in the reading
  let shown = "reading";
  const buttons = {};

  /* The file, put together of the texts of the plan, see converters/exports/received.py. */
  function put(units, steps) {
    const whole = Array.from(units.id.map((_, at) => units.label[at] + units.heading[at] + units.separator[at] + units.body[at]).join(""));
    const found = [];
    let at = 0;
    for (let step = 0; step < steps.length; step += 3) {
      at += steps[step + 1];
      found.push(Array.from(steps[step]), whole.slice(at, at + steps[step + 2]));
      at += steps[step + 2];
    }
    return found.flat();
  }

  function range(node) {
    return node.dataset.at.split("-").map(Number);
  }

  function slice(from, to) {
    return points.slice(from, to).join("");
  }

  /* The nearest elements below one that stand for a part of the file. */
  function parts(node) {
    return Array.from(node.children).flatMap(child => child.hasAttribute("data-at") ? [child] : parts(child));
  }

  function isHandle(node) {
    return node.nodeType === 1 && (node.matches(".address, .line-number") || (node.id && !node.hasAttribute("data-at") && !node.textContent));
  }

  function write(source, target, from, to) {
    let at = from;
    source.querySelectorAll("*").forEach(node => {
      if (isHandle(node) && node.closest("[data-at]") === source) target.append(node.cloneNode(true));
    });
    parts(source).forEach(part => {
      const place = range(part);
      const start = Math.max(at, place[0]);
      const end = Math.min(to, place[1]);
      if (end < start || (part.dataset.entry && end === start)) return;
      target.append(slice(at, start));
      const copy = part.cloneNode(false);
      ["title", "role", "tabindex", "aria-label", "aria-expanded", "aria-describedby", "data-number"].forEach(name => {
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
    parts(text).forEach(piece => {
      const place = range(piece);
      const received = document.createDocumentFragment();
      write(piece, received, place[0], place[1]);
      const reading = document.createDocumentFragment();
      reading.append(...piece.childNodes);
      piece.append(received);
      if (piece.classList.contains("noise")) piece.hidden = false;
      readings.set(piece, reading);
    });
  }

  function showReading() {
    readings.forEach((reading, piece) => {
      piece.replaceChildren(reading);
      if (piece.classList.contains("noise")) piece.hidden = true;
    });
    readings = null;
  }

  /* Keep under the reader's eyes what is there now. */
  function keepingPlace(change) {
    const top = parseFloat(getComputedStyle(document.documentElement).scrollPaddingBlockStart) || 0;
    const units = Array.from(text.querySelectorAll(".unit"));
    const unit = units.find(one => one.getBoundingClientRect().bottom > top);
    const before = unit ? unit.getBoundingClientRect().top : 0;
    change();
    if (unit && scrollY > 0) scrollBy(0, unit.getBoundingClientRect().top - before);
  }

  /* Whoever has written into the text takes it back at `viewend`, and may write again at `viewstart`. */
  function show(view) {
    if (view === shown) return;
    keepingPlace(() => {
      text.dispatchEvent(new CustomEvent("viewend"));
      if (shown === "received") showReading();
      if (shown === "beside") library.beside.hide();
      if (view === "received") showReceived();
      if (view === "beside") library.beside.show(points);
      shown = text.dataset.view = view;
      text.dispatchEvent(new CustomEvent("viewstart"));
    });
    Object.keys(buttons).forEach(name => {
      buttons[name].setAttribute("aria-pressed", String(name === view));
    });
  }

  function load(then) {
    if (points) return then();
    library.script(new URL(text.dataset.received, document.baseURI).href).then(() => {
      const [work, sign, steps] = library.received;
      return library.textsOf(work).then(plan => {
        if (plan.sign !== sign) throw new Error("texts of another day");
        points = put(plan.units, steps);
      });
    }).then(() => {
      then();
    }, () => {
      location.href = link.href; // the page of the source has the same text
    });
  }

  /* The address says what is shown, for a reload and for who comes back. */
  function keep(view) {
    const address = new URL(location.href);
    if (view === "reading") address.searchParams.delete("view");
    else address.searchParams.set("view", view);
    history.replaceState(history.state, "", address);
  }

  function button(view, word) {
    const made = library.button(word, () => {
      keep(view);
      if (view === "reading") show(view);
      else load(show.bind(null, view));
    });
    made.setAttribute("aria-pressed", String(view === "reading"));
    buttons[view] = made;
    return made;
  }

  const group = element("div", "switch");
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", "版本");
  group.append(button("reading", "校读"), button("received", "原文"), button("beside", "对照"));
  link.parentElement.replaceWith(group);

  /* What a piece holds in the reading, whichever is shown. */
  library.readingOf = function (piece) {
    return (readings && readings.get(piece)) || piece;
  };

  const asked = new URLSearchParams(location.search).get("view");
  if (asked === "received" || asked === "beside") {
    load(() => {
      show(asked);
      const way = performance.getEntriesByType("navigation")[0];
      if (way && way.type !== "navigate") return; // the browser goes to where the reader was
      if (location.hash) location.replace(location.hash); // the element it names may be a new one
    });
  }
})();
