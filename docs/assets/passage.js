/* A link to just the words that a reader has selected (`library.passage`, for what is offered below them),
   and the same words marked for whoever follows it. The fragment is their address (`quote-address.js`).
   What has none, as a heading, a cell, the text as received, is told by `?passage=`: the words, of many
   the first ones, and `to=` the last; `nth=` which of equal ones; the fragment is then the address that
   they stand at. */
(function () {
  "use strict";

  const library = (window.library = window.library || {});
  const { element } = library;
  const WHOLE = 60; // characters of a passage that the link has whole
  const END = 20; // of either end of a longer one

  const text = document.querySelector(".document");
  if (!text) return;

  const asked = new URLSearchParams(location.search);

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

  /* The address that words stand at: of a paragraph or an item, if they are in one. */
  function addressOf(place, node) {
    const holder = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[id]:not(.emended, .mention)");
    return holder && text.contains(holder) && holder !== text ? holder.id : place.unit.id;
  }

  function linkTo(place, id) {
    return shortLink(place) || longLink(place, id);
  }

  /* The link to words of the text proper, as it is read; null for any other. */
  function shortLink({ unit, start, end }) {
    if (text.dataset.view === "received" || !(unit.body <= start)) return null;
    const address = library.quoteAddress.make(unit.id, unit.text.slice(unit.body), start - unit.body, end - unit.body);
    return address && `${library.here()}#${address}`;
  }

  function longLink(place, id) {
    const unit = place.unit;
    const words = unit.text.slice(place.start, place.end);
    const isLong = words.length > WHOLE;
    const first = isLong ? words.slice(0, END) : words;
    const params = new URLSearchParams({ passage: first });
    if (isLong) params.append("to", words.slice(-END));
    const nth = all(unit.text, first).findIndex(range => range[0] === place.start);
    if (nth > 0) params.append("nth", nth + 1);
    if (text.dataset.view === "received") params.append("view", "received");
    return `${library.here()}?${params}#${id}`;
  }

  function all(whole, words) {
    const folding = library.folding;
    return folding.places(folding.folded(whole), [folding.fold(words)]);
  }

  library.passage = { load, placeOf, addressOf, linkTo };

  /* The receiver */

  const bar = element("section", "match-bar");
  bar.setAttribute("aria-label", "链接所指的文字");
  let address = null; // of words, if the page was asked for some

  /* The units that an element is of. */
  function unitsOf(units, target) {
    return units.filter(unit => target && unit.pieces.some(piece => piece.contains(target) || target.contains(piece)));
  }

  /* {unit, range} of the words: those that have an address are in its clause or nowhere; a passage in the
     unit that the fragment is of, or else in any other. */
  function sought() {
    const units = library.marks.units();
    if (address) return unitsOf(units, document.getElementById(address.id)).map(addressed).find(Boolean) || null;
    return unitsOf(units, document.querySelector(":target")).concat(units).map(inside).find(Boolean) || null;
  }

  function addressed(unit) {
    if (unit.body === undefined) return null;
    const range = library.quoteAddress.find(unit.text.slice(unit.body), address);
    return range && { unit, range: range.map(at => at + unit.body) };
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
    const hash = address ? `#${address.id}` : location.hash;
    address = null;
    history.replaceState(history.state, "", location.pathname + (rest ? `?${rest}` : "") + hash);
  }

  function type(event) {
    if (event.key === "Escape" && !document.querySelector(".address-menu, .preview, .note-card:not([hidden])")) leave();
  }

  function land() {
    address = library.quoteAddress.parse(location.hash);
    if (!address && !asked.get("passage")) return;
    const clause = address && document.getElementById(address.id);
    if (clause) clause.scrollIntoView(); // a fragment that is no id leads nowhere
    else if (address) return; // of that another script speaks
    load().then(() => {
      text.before(bar);
      const match = mark();
      if (match) match.marks[0].scrollIntoView({ block: "center", inline: "nearest" });
      else if (clause) location.replace(`#${encodeURIComponent(address.id)}`); // so that it is the target
      text.addEventListener("viewend", library.marks.clear);
      text.addEventListener("viewstart", mark);
      addEventListener("keydown", type);
    }, () => {});
  }

  land();
  addEventListener("hashchange", () => {
    if (library.quoteAddress.parse(location.hash)) land();
  });
})();
