/* A link to just the words that a reader has selected: offered below a selection inside one clause,
   and marked for whoever follows it. `?passage=` has the words, of many the first ones, and `to=` the
   last; `nth=` which of equal ones; the fragment is the address that they stand at, so that a browser
   without scripts, and a reader of a later text, still lands there. */
(function () {
  "use strict";

  var library = (window.library = window.library || {});
  var WHOLE = 60; // characters of a passage that the link has whole
  var END = 20; // of either end of a longer one
  var PAUSE = 250; // milliseconds after which a selection is made

  var text = document.querySelector(".document");
  if (!text) return;

  var asked = new URLSearchParams(location.search);
  var loading = null;
  var offer = null;
  var timer = 0;

  function load() {
    loading = loading || (library.folding ? Promise.resolve() : library.script("assets/search/folding.js")).then(function () {
      return library.marks || library.script("assets/search/marks.js");
    }).catch(function (error) {
      loading = null;
      throw error;
    });
    return loading;
  }

  function made(tag, words, className) {
    var element = document.createElement(tag);
    element.textContent = words || "";
    if (className) element.className = className;
    return element;
  }

  /* The link */

  /* Where a selection stands: {unit, start, end} in its text; null unless in one unit alone. */
  function placeOf(selected) {
    var units = library.marks.units().map(function (unit) {
      var ends = unit.shares.map(within).filter(Boolean);
      return ends.length && { unit: unit, start: ends[0][0], end: ends[ends.length - 1][1] };
    }).filter(Boolean);
    return units.length === 1 ? trimmed(units[0]) : null;

    function within(share) {
      var node = share[1];
      if (!selected.intersectsNode(node)) return null;
      var from = Math.max(share[2], node === selected.startContainer ? selected.startOffset : 0);
      var to = Math.min(share[2] + share[3], node === selected.endContainer ? selected.endOffset : Infinity);
      return from < to ? [share[0] + from - share[2], share[0] + to - share[2]] : null;
    }
  }

  function trimmed(place) {
    var words = place.unit.text.slice(place.start, place.end);
    var start = place.start + words.length - words.trimStart().length;
    return words.trim() ? { unit: place.unit, start: start, end: start + words.trim().length } : null;
  }

  function linkTo(place, node) {
    var unit = place.unit;
    var words = unit.text.slice(place.start, place.end);
    var isLong = words.length > WHOLE;
    var first = isLong ? words.slice(0, END) : words;
    var params = new URLSearchParams({ passage: first });
    if (isLong) params.append("to", words.slice(-END));
    var nth = all(unit.text, first).findIndex(function (range) { return range[0] === place.start; });
    if (nth > 0) params.append("nth", nth + 1);
    if (text.dataset.view === "received") params.append("view", "received");
    var holder = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[id]");
    var id = holder && text.contains(holder) && holder !== text ? holder.id : unit.id;
    return library.here() + "?" + params + "#" + id;
  }

  function all(whole, words) {
    var folding = library.folding;
    return folding.places(folding.folded(whole), [folding.fold(words)]);
  }

  /* What is offered is of the words that are selected: it goes as soon as they are others. A tap on it
     may collapse the selection first. */
  function watch() {
    if (isUsed()) return;
    if (!getSelection().isCollapsed) withdraw();
    clearTimeout(timer);
    var own = (timer = setTimeout(function () {
      var selection = getSelection();
      if (isUsed()) return;
      withdraw();
      if (selection.isCollapsed || !selection.rangeCount) return;
      var selected = selection.getRangeAt(0);
      if (!text.contains(selected.commonAncestorContainer)) return;
      load().then(function () {
        if (own !== timer) return; // the selection has changed since
        var place = placeOf(selected);
        if (place) present(selected, place, linkTo(place, selected.startContainer));
      }, function () {});
    }, PAUSE));
  }

  function present(selected, place, url) {
    var status = made("span");
    status.setAttribute("role", "status");
    var words = place.unit.text.slice(place.start, place.end).replace(/[\n\t]/g, " ");
    var citation = library.copying.citation(new URL(url).hash);
    var range = selected.cloneRange(); // a tap on what is offered may collapse the selection
    var link = button("复制所选文字的链接", "请复制这个链接", function () { return url; });
    var quote = button("复制文字（附出处）", "请复制这段文字", function () {
      return library.copying.quote(range, words, citation, url);
    });
    offer = made("div", "", "passage-offer");
    link.setAttribute("aria-keyshortcuts", "c"); // who selects by keyboard is far from the button
    offer.append(link, quote, status);
    document.body.append(offer);
    var count = text.dataset.view === "received" ? 0 : library.copying.doubtful(range);
    var hints = [count ? "其中 " + count + " 处由校者推定或不可读" : "", matchMedia("(hover: hover)").matches ? "按键 c" : ""].filter(Boolean);
    setTimeout(function () { status.textContent = hints.join("，"); }, 0); // to be announced
    var boxes = selected.getClientRects();
    var box = boxes[boxes.length - 1];
    offer.style.insetBlockStart = box.bottom + scrollY + 8 + "px";
    offer.style.insetInlineStart = Math.max(12, Math.min(box.left, innerWidth - offer.offsetWidth - 12)) + scrollX + "px";

    function button(word, asked, content) {
      var one = made("button", word);
      one.type = "button";
      one.addEventListener("pointerdown", function (event) { event.preventDefault(); }); // keeps the selection
      one.addEventListener("click", function () {
        copy(content(), asked, status);
      });
      return one;
    }
  }

  function copy(content, asked, status) {
    function fail() {
      var field = offer.querySelector("textarea") || made("textarea");
      field.value = content;
      field.readOnly = true;
      field.setAttribute("aria-label", asked);
      status.textContent = "浏览器不许写入剪贴板，请自行复制：";
      offer.append(field);
      field.focus();
      field.select();
    }
    if (!navigator.clipboard) return fail();
    navigator.clipboard.writeText(content).then(function () {
      status.textContent = "已复制";
    }, fail);
  }

  function isUsed() {
    return Boolean(offer && offer.contains(document.activeElement));
  }

  function withdraw() {
    if (offer) offer.remove();
    offer = null;
  }

  document.addEventListener("selectionchange", watch);
  document.addEventListener("keydown", function (event) {
    if (!offer || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") withdraw();
    else if (event.key === "c" && !offer.contains(event.target)) offer.querySelector("button").click();
  });
  document.addEventListener("pointerdown", function (event) {
    if (offer && !offer.contains(event.target)) withdraw();
  });

  /* The receiver */

  if (!asked.get("passage")) return;

  var bar = made("section", "", "match-bar");

  /* {unit, range} of the passage: in the unit that the address is in, or else in any other. */
  function sought() {
    var units = library.marks.units();
    var target = document.querySelector(":target");
    var own = units.filter(function (unit) {
      return target && unit.pieces.some(function (piece) { return piece.contains(target) || target.contains(piece); });
    });
    return own.concat(units).map(inside).find(Boolean) || null;
  }

  function inside(unit) {
    var first = all(unit.text, asked.get("passage"))[(Number(asked.get("nth")) || 1) - 1];
    if (!first || !asked.get("to")) return first && { unit: unit, range: first };
    var last = all(unit.text, asked.get("to")).find(function (range) { return range[0] >= first[0]; });
    return last && { unit: unit, range: [first[0], last[1]] };
  }

  function mark() {
    library.marks.clear();
    var place = sought();
    var match = place && library.marks.put([place])[0];
    var words = made("p", match ? "链接所指的文字已标出" + doubted(match.marks) : "链接所指的文字这里没有，或已有改动；以下是它原来所在的一条", "words");
    var off = made("button", "去掉标记");
    off.type = "button";
    off.addEventListener("click", leave);
    words.setAttribute("role", "status");
    bar.replaceChildren(words, off);
    if (match) match.marks.forEach(function (one) { one.classList.add("current"); });
    return match;
  }

  /* How many places of what is marked are the editor's, in words. */
  function doubted(marks) {
    var range = document.createRange();
    range.setStartBefore(marks[0]);
    range.setEndAfter(marks[marks.length - 1]);
    var count = text.dataset.view === "received" ? 0 : library.copying.doubtful(range);
    return count ? "，其中 " + count + " 处由校者推定或不可读" : "";
  }

  function leave() {
    library.marks.clear();
    bar.remove();
    removeEventListener("keydown", type);
    text.removeEventListener("viewend", library.marks.clear);
    text.removeEventListener("viewstart", mark);
    ["passage", "to", "nth"].forEach(function (name) { asked.delete(name); });
    var rest = String(asked);
    history.replaceState(history.state, "", location.pathname + (rest ? "?" + rest : "") + location.hash);
  }

  function type(event) {
    if (event.key === "Escape" && !document.querySelector(".address-menu, .preview, .note-card:not([hidden])")) leave();
  }

  load().then(function () {
    bar.setAttribute("aria-label", "链接所指的文字");
    text.before(bar);
    var match = mark();
    if (match) match.marks[0].scrollIntoView({ block: "center", inline: "nearest" });
    text.addEventListener("viewend", library.marks.clear);
    text.addEventListener("viewstart", mark);
    addEventListener("keydown", type);
  }, function () {});
})();
