/* Marks on the page of a plan every place where forms stand, as the engine finds them: unit by
   unit, in the text that is shown. A match may run over links, emendations and paragraphs; each
   text node has its share of it. What is taken back is taken back whole: the same nodes. */
(function () {
  "use strict";

  const library = (window.library = window.library || {});
  const folding = library.folding;
  const text = document.querySelector(".document");
  if (!text) return;

  const LEADING = new RegExp(`^${folding.BLANK}*`);
  const TRAILING = new RegExp(`${folding.BLANK}*$`);
  let replaced = []; // [text node, what stands for it]

  /* The elements that stand for a part of the file, but for those inside another. */
  function pieces(element) {
    const found = Array.from(element.querySelectorAll("[data-at]"));
    if (element.matches("[data-at]")) found.unshift(element);
    return found.filter(piece => !piece.parentElement.closest("[data-at]"));
  }

  /* The units of the page, as converters/search/units.py has them: {id, text, body, pieces, shares}. (What
     is no part of the document has no addresses: each of its lines is a unit.)
     `body` is where that of a clause or block begins in the text, as the data have it; a table has none.
     `shares` are [start in the text, text node, start in the node, length]. */
  function units() {
    const found = [];
    let clause = null; // a later paragraph may stand after a table of its clause
    Array.from(text.children).forEach(element => {
      if (element.matches(".noise:not([hidden])")) add(element.id, [element], "");
      else if (element.matches(".layer-p")) {
        pieces(element).forEach(piece => {
          addPiece(clause, piece, clause.hasBody ? "\n" : "");
          clause.hasBody = true;
        });
      } else if (element.matches(".unit:has(> table)")) addTable(element.querySelector("table"));
      else if (element.matches('[class*="layer-"]')) {
        const own = pieces(element);
        clause = add(own[0].id, own, "");
        clause.hasBody = own[own.length - 1].matches("p");
      } else if (element.matches(".unit")) addBlock(pieces(element));
    });
    return found;

    function add(id, own, between) {
      const unit = { id, text: "", pieces: [], shares: [] };
      own.forEach((piece, number) => {
        addPiece(unit, piece, number ? between : "");
      });
      found.push(unit);
      return unit;
    }

    function addBlock(own) {
      add(own[0].id, own, "\n").body = 0;
    }

    function addTable(table) {
      const head = Array.from(table.querySelectorAll("caption, thead"));
      add(table.id, head.flatMap(pieces), "\t");
      table.querySelectorAll("tbody tr").forEach(row => {
        add(row.id, pieces(row), "\t");
      });
    }
  }

  /* Adds a piece to a unit, without the blanks around it and after its label: they are the page's
     or the file's, but not the text's. */
  function addPiece(unit, piece, between) {
    const nodes = textNodes(piece);
    const whole = nodes.map(dataOf).join("");
    const start = LEADING.exec(whole)[0].length;
    const end = Math.max(start, whole.length - TRAILING.exec(whole)[0].length);
    const label = library.readingOf(piece).querySelector("a.label");
    const after = label && whole.startsWith(label.textContent, start) ? start + label.textContent.length : start;
    const gap = after > start ? LEADING.exec(whole.slice(after))[0].length : 0;
    unit.pieces.push(piece);
    unit.text += between;
    share(start, after);
    if (unit.body === undefined && piece.matches("p")) unit.body = unit.text.length;
    share(after + gap, end);

    function share(from, to) {
      let at = 0;
      nodes.forEach(node => {
        const first = Math.max(from, at);
        const last = Math.min(to, at + node.length);
        if (first < last) {
          unit.shares.push([unit.text.length, node, first - at, last - first]);
          unit.text += node.data.slice(first - at, last - at);
        }
        at += node.length;
      });
    }
  }

  function textNodes(piece) {
    const walker = document.createTreeWalker(piece, NodeFilter.SHOW_TEXT);
    const nodes = [];
    while (walker.nextNode()) nodes.push(walker.currentNode);
    return nodes;
  }

  function dataOf(node) {
    return node.data;
  }

  /* Marks all places of the folded forms; gives the matches in the order of the page, each
     {unit, marks}, its <mark> elements. */
  function show(forms) {
    clear();
    return put(units().flatMap(unit => folding.places(folding.folded(unit.text), forms).map(range => ({ unit, range }))));
  }

  /* Marks places, {unit, range} in the order of the page, none over another; gives the matches. */
  function put(found) {
    const places = new Map(); // of each text node, [start, end, match]
    const matches = found.map(place => {
      const match = { unit: place.unit, marks: [] };
      place.unit.shares.forEach(share => {
        const start = Math.max(place.range[0], share[0]) - share[0];
        const end = Math.min(place.range[1], share[0] + share[3]) - share[0];
        if (start >= end) return;
        if (!places.has(share[1])) places.set(share[1], []);
        places.get(share[1]).push([share[2] + start, share[2] + end, match]);
      });
      return match;
    });
    places.forEach((own, node) => {
      wrap(node, own);
    });
    return matches;
  }

  function wrap(node, places) {
    const made = [];
    let at = 0;
    places.forEach(place => {
      if (at < place[0]) made.push(document.createTextNode(node.data.slice(at, place[0])));
      const mark = document.createElement("mark");
      mark.className = "match";
      mark.textContent = node.data.slice(place[0], place[1]);
      place[2].marks.push(mark);
      made.push(mark);
      at = place[1];
    });
    if (at < node.length) made.push(document.createTextNode(node.data.slice(at)));
    node.replaceWith(...made);
    replaced.push([node, made]);
  }

  function clear() {
    replaced.forEach(one => {
      one[1][0].before(one[0]);
      one[1].forEach(made => {
        made.remove();
      });
    });
    replaced = [];
  }

  library.marks = { units, show, put, clear };
})();
