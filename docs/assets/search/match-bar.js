/* What a reader finds who comes from the search: all places of the query are marked, that in the
   clause of the address is the current one, and a bar at the foot of the window leads from one to
   the next, takes the marks away, and back to the results. */
(function () {
  "use strict";

  const library = (window.library = window.library || {});
  const { element } = library;
  const HAN = /[\u3400-\u9fff\uf900-\ufaff]|[\ud840-\ud8ff]/;
  const OPEN = ".address-menu, .preview, .note-card:not([hidden])"; // what Esc closes first

  const text = document.querySelector(".document");
  if (!text) return;

  const asked = new URLSearchParams(location.search);
  const typed = asked.get("q").trim();
  let forms = library.query.parse(typed).wanted.map(library.folding.fold);
  if (!forms.length) return;

  let matches = [];
  let current = -1;
  const bar = element("section", "match-bar");
  const words = element("p", "words");
  const count = element("p", "count");
  const back = element("a", "back", "回到检索结果");
  const previous = button("上一处", "p", step.bind(null, -1));
  const next = button("下一处", "n", step.bind(null, 1));

  function button(word, key, act) {
    const made = library.button(word, act);
    if (key) made.setAttribute("aria-keyshortcuts", key);
    if (key) made.title = `按键 ${key}`;
    return made;
  }

  function build() {
    bar.setAttribute("aria-label", "检索所得");
    count.setAttribute("role", "status");
    back.href = results();
    bar.append(words, count, previous, next, button("去掉标记", "", leave), back);
    text.before(bar);
  }

  /* The page of results that the reader comes from, with all its filters; if from elsewhere, the query. */
  function results() {
    const page = library.page("search/");
    const from = document.referrer;
    if (from.indexOf(page) === 0 && new URL(from).searchParams.get("q") === asked.get("q")) return from;
    return `${page}?q=${encodeURIComponent(typed)}`;
  }

  /* Marks all places in the text that is shown, and makes current the first from `place` on. */
  function mark(place) {
    matches = library.marks.show(forms.concat(asked.getAll("also").map(library.folding.fold).filter(Boolean)));
    const where = text.dataset.view === "received" ? "原文" : matches.length ? "本页" : "校读";
    const quoted = /[“”"]/.test(typed) ? typed : `“${typed}”`;
    const found = matches.length ? ` ${matches.length} 处` : "未见";
    words.replaceChildren(element("b", "", quoted), element("span", "place", where + found));
    previous.hidden = next.hidden = matches.length < 2;
    current = -1;
    count.textContent = "";
    if (matches.length) choose(matches.indexOf(nearest(place)));
  }

  function nearest(place) {
    const unit = place && library.marks.units().find(one => one.pieces.some(piece => piece.contains(place) || place.contains(piece)));
    const here = matches.filter(match => unit && match.unit.pieces[0] === unit.pieces[0]);
    return here.find(isFrom) || here[0] || matches.find(isFrom) || matches[0];

    function isFrom(match) {
      return place && place.compareDocumentPosition(match.marks[0]) & Node.DOCUMENT_POSITION_FOLLOWING;
    }
  }

  function choose(number) {
    if (current >= 0) dress(matches[current], false);
    current = number;
    dress(matches[current], true);
    count.replaceChildren(
      element("span", "spoken", `第 ${current + 1} 处，共 ${matches.length} 处`),
      element("span", "figures", `${current + 1}/${matches.length}`)
    );
    count.lastChild.setAttribute("aria-hidden", "true");
  }

  function dress(match, isCurrent) {
    match.marks.forEach(one => {
      one.classList.toggle("current", isCurrent);
      if (isCurrent) one.setAttribute("aria-current", "true");
      else one.removeAttribute("aria-current");
    });
  }

  function step(by) {
    if (!matches.length) return;
    choose((current + by + matches.length) % matches.length);
    bring("center");
  }

  /* Brings the current match into the part of the window that nothing lies over. */
  function bring(block) {
    if (current < 0) return;
    const one = matches[current].marks[0];
    const box = one.getBoundingClientRect();
    const top = parseFloat(getComputedStyle(document.documentElement).scrollPaddingBlockStart) || 0;
    const isSeen = box.top >= top && box.bottom <= bar.getBoundingClientRect().top;
    one.scrollIntoView({ block: isSeen ? "nearest" : block, inline: "nearest" });
  }

  function target() {
    try {
      const found = document.getElementById(decodeURIComponent(location.hash.slice(1)));
      return found && text.contains(found) ? found : null;
    } catch {
      return null; // no address at all
    }
  }

  /* Takes marks and bar away, and the query out of the address. The focus of a reader who was in
     the bar goes to the address of the clause that he was shown. */
  function leave() {
    const piece = current >= 0 ? matches[current].unit.pieces[0] : null;
    const hadFocus = bar.contains(document.activeElement);
    library.marks.clear();
    bar.remove();
    removeEventListener("keydown", type, true);
    text.removeEventListener("viewend", library.marks.clear);
    text.removeEventListener("viewstart", markAgain);
    asked.delete("q");
    asked.delete("also");
    if (text.dataset.view !== "received") asked.delete("view");
    const rest = asked.toString();
    history.replaceState(history.state, "", location.pathname + (rest ? `?${rest}` : "") + location.hash);
    if (!hadFocus) return;
    const unit = piece && (piece.closest("tr, .unit") || piece);
    const link = (unit && unit.querySelector("a.address")) || text.querySelector("a.address");
    if (link) link.focus({ preventScroll: true });
  }

  function type(event) {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable], [role='dialog']")) return;
    if (event.key === "Escape" && !document.querySelector(OPEN)) leave();
    else if (event.key === "n") step(1);
    else if (event.key === "p") step(-1);
  }

  function markAgain() {
    mark(current >= 0 ? matches[current].unit.pieces[0] : target());
  }

  function start() {
    build();
    text.addEventListener("viewend", library.marks.clear);
    text.addEventListener("viewstart", markAgain);
    addEventListener("keydown", type, true); // before what is open closes
    if (asked.get("view") === "received" && text.dataset.view !== "received") return;
    mark(target());
    arrive();
  }

  /* The browser goes to the address until the page is there, and back to where the reader was
     when he comes again; after that the match itself is brought into sight. */
  function arrive() {
    const came = performance.getEntriesByType("navigation")[0];
    if (came && came.type !== "navigate") return;
    if (document.readyState === "complete") bring("nearest");
    else addEventListener("load", () => { bring("nearest"); }, { once: true });
  }

  /* Only a term in characters that the page has not needs the table of traditional characters. */
  function isForeign(form) {
    return Array.from(form).some(char => HAN.test(char) && text.textContent.indexOf(char) < 0);
  }

  function simplified(form) {
    return Array.from(form, char => library.simplified[char] || char).join("");
  }

  if (!forms.some(isForeign)) return start();
  // The table hands itself over as the data of the search do.
  library.units = library.units || {
    simplify(pairs) {
      library.simplified = pairs;
    },
  };
  library.loadData("simplified.js", library.load).then(() => {
    forms = forms.map(simplified);
  }, () => {}).then(start);
})();
