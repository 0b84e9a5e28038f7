/* A link to just the words that a reader has selected: offered below a selection inside one clause,
   and marked for whoever follows it. `?passage=` has the words, of many the first ones, and `to=` the
   last; `nth=` which of equal ones; the fragment is the address that they stand at, so that a browser
   without scripts, and a reader of a later text, still lands there. */
(function () {
  "use strict";

  const library = (window.library = window.library || {});
  const { element } = library;
  const WHOLE = 60; // characters of a passage that the link has whole
  const END = 20; // of either end of a longer one
  const PAUSE = 250; // milliseconds after which a selection is made

  const text = document.querySelector(".document");
  if (!text) return;

  const asked = new URLSearchParams(location.search);
  let offer = null;
  let timer = 0;

  function load() {
    return Promise.all(["folding", "marks"].map(name => library[name] || library.script(`assets/search/${name}.js`, true)));
  }

  /* The link */

  /* Where a selection stands: {unit, start, end} in its text; null unless in one unit alone. */
  function placeOf(selected) {
    const units = library.marks.units().map(unit => {
      const ends = unit.shares.map(within).filter(Boolean);
      return ends.length && { unit, start: ends[0][0], end: ends[ends.length - 1][1] };
    }).filter(Boolean);
    return units.length === 1 ? trimmed(units[0]) : null;

    function within(share) {
      const node = share[1];
      if (!selected.intersectsNode(node)) return null;
      const from = Math.max(share[2], node === selected.startContainer ? selected.startOffset : 0);
      const to = Math.min(share[2] + share[3], node === selected.endContainer ? selected.endOffset : Infinity);
      return from < to ? [share[0] + from - share[2], share[0] + to - share[2]] : null;
    }
  }

  function trimmed(place) {
    const words = place.unit.text.slice(place.start, place.end);
    const start = place.start + words.length - words.trimStart().length;
    return words.trim() ? { unit: place.unit, start, end: start + words.trim().length } : null;
  }

  function linkTo(place, node) {
    const unit = place.unit;
    const words = unit.text.slice(place.start, place.end);
    const isLong = words.length > WHOLE;
    const first = isLong ? words.slice(0, END) : words;
    const params = new URLSearchParams({ passage: first });
    if (isLong) params.append("to", words.slice(-END));
    const nth = all(unit.text, first).findIndex(range => range[0] === place.start);
    if (nth > 0) params.append("nth", nth + 1);
    if (text.dataset.view === "received") params.append("view", "received");
    const holder = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[id]");
    const id = holder && text.contains(holder) && holder !== text ? holder.id : unit.id;
    return `${library.here()}?${params}#${id}`;
  }

  function all(whole, words) {
    const folding = library.folding;
    return folding.places(folding.folded(whole), [folding.fold(words)]);
  }

  /* What is offered is of the words that are selected: it goes as soon as they are others. A tap on it
     may collapse the selection first. */
  function watch() {
    if (isUsed()) return;
    if (!getSelection().isCollapsed) withdraw();
    clearTimeout(timer);
    const own = (timer = setTimeout(() => {
      const selection = getSelection();
      if (isUsed()) return;
      withdraw();
      if (selection.isCollapsed || !selection.rangeCount) return;
      const selected = selection.getRangeAt(0);
      if (!text.contains(selected.commonAncestorContainer)) return;
      load().then(() => {
        if (own !== timer) return; // the selection has changed since
        const place = placeOf(selected);
        if (place) present(selected, place, linkTo(place, selected.startContainer));
      }, () => {});
    }, PAUSE));
  }

  function present(selected, place, url) {
    const status = element("span");
    status.setAttribute("role", "status");
    const words = place.unit.text.slice(place.start, place.end).replace(/[\n\t]/g, " ");
    const citation = library.copying.citation(new URL(url).hash);
    const range = selected.cloneRange(); // a tap on what is offered may collapse the selection
    const link = button("复制所选文字的链接", "请复制这个链接", () => url);
    const quote = button("复制文字（附出处）", "请复制这段文字", () => library.copying.quote(range, words, citation, url));
    offer = element("div", "passage-offer");
    link.setAttribute("aria-keyshortcuts", "c"); // who selects by keyboard is far from the button
    offer.append(link, quote, status);
    document.body.append(offer);
    const count = text.dataset.view === "received" ? 0 : library.copying.doubtful(range);
    const hints = [count ? `其中 ${count} 处由校者推定或不可读` : "", matchMedia("(hover: hover)").matches ? "按键 c" : ""].filter(Boolean);
    setTimeout(() => { status.textContent = hints.join("，"); }, 0); // to be announced
    const boxes = selected.getClientRects();
    library.float(offer, boxes[boxes.length - 1], 8);

    function button(word, asked, content) {
      const one = library.button(word, () => {
        library.copy(content(), { asked, status, holder: offer });
      });
      one.addEventListener("pointerdown", event => { event.preventDefault(); }); // keeps the selection
      return one;
    }
  }

  function isUsed() {
    return Boolean(offer && offer.contains(document.activeElement));
  }

  function withdraw() {
    if (offer) offer.remove();
    offer = null;
  }

  document.addEventListener("selectionchange", watch);
  document.addEventListener("keydown", event => {
    if (!offer || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") withdraw();
    else if (event.key === "c" && !offer.contains(event.target)) offer.querySelector("button").click();
  });
  document.addEventListener("pointerdown", event => {
    if (offer && !offer.contains(event.target)) withdraw();
  });

  /* The receiver */

  if (!asked.get("passage")) return;

  const bar = element("section", "match-bar");

  /* {unit, range} of the passage: in the unit that the address is in, or else in any other. */
  function sought() {
    const units = library.marks.units();
    const target = document.querySelector(":target");
    const own = units.filter(unit => target && unit.pieces.some(piece => piece.contains(target) || target.contains(piece)));
    return own.concat(units).map(inside).find(Boolean) || null;
  }

  function inside(unit) {
    const first = all(unit.text, asked.get("passage"))[(Number(asked.get("nth")) || 1) - 1];
    if (!first || !asked.get("to")) return first && { unit, range: first };
    const last = all(unit.text, asked.get("to")).find(range => range[0] >= first[0]);
    return last && { unit, range: [first[0], last[1]] };
  }

  function mark() {
    library.marks.clear();
    const place = sought();
    const match = place && library.marks.put([place])[0];
    const found = match ? `链接所指的文字已标出${doubted(match.marks)}` : "";
    const words = element("p", "words", found || "链接所指的文字这里没有，或已有改动；以下是它原来所在的一条");
    words.setAttribute("role", "status");
    bar.replaceChildren(words, library.button("去掉标记", leave));
    if (match) match.marks.forEach(one => { one.classList.add("current"); });
    return match;
  }

  /* How many places of what is marked are the editor's, in words. */
  function doubted(marks) {
    const range = document.createRange();
    range.setStartBefore(marks[0]);
    range.setEndAfter(marks[marks.length - 1]);
    const count = text.dataset.view === "received" ? 0 : library.copying.doubtful(range);
    return count ? `，其中 ${count} 处由校者推定或不可读` : "";
  }

  function leave() {
    library.marks.clear();
    bar.remove();
    removeEventListener("keydown", type);
    text.removeEventListener("viewend", library.marks.clear);
    text.removeEventListener("viewstart", mark);
    ["passage", "to", "nth"].forEach(name => { asked.delete(name); });
    const rest = String(asked);
    history.replaceState(history.state, "", location.pathname + (rest ? `?${rest}` : "") + location.hash);
  }

  function type(event) {
    if (event.key === "Escape" && !document.querySelector(".address-menu, .preview, .note-card:not([hidden])")) leave();
  }

  load().then(() => {
    bar.setAttribute("aria-label", "链接所指的文字");
    text.before(bar);
    const match = mark();
    if (match) match.marks[0].scrollIntoView({ block: "center", inline: "nearest" });
    text.addEventListener("viewend", library.marks.clear);
    text.addEventListener("viewstart", mark);
    addEventListener("keydown", type);
  }, () => {});
})();
