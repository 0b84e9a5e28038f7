/* Marks on the page of a plan every place where forms stand, as the engine finds them: unit by
   unit, in the text that is shown. A match may run over links, emendations and paragraphs; each
   text node has its share of it. What is taken back is taken back whole: the same nodes. */
(function () {
  "use strict";

  var library = (window.library = window.library || {});
  var folding = library.folding;
  var text = document.querySelector(".document");
  if (!text) return;

  var LEADING = new RegExp("^" + folding.BLANK + "*");
  var TRAILING = new RegExp(folding.BLANK + "*$");
  var replaced = []; // [text node, what stands for it]

  /* The elements that stand for a part of the file, but for those inside another. */
  function pieces(element) {
    var found = Array.from(element.querySelectorAll("[data-at]"));
    if (element.matches("[data-at]")) found.unshift(element);
    return found.filter(function (piece) {
      return !piece.parentElement.closest("[data-at]");
    });
  }

  /* The units of the page, as converters/search/units.py has them: {id, text, pieces, shares}. (What
     is no part of the document has no addresses: each of its lines is a unit.)
     `shares` are [start in the text, text node, start in the node, length]. */
  function units() {
    var found = [];
    var clause = null; // a later paragraph may stand after a table of its clause
    Array.from(text.children).forEach(function (element) {
      if (element.matches(".noise:not([hidden])")) add(element.id, [element], "");
      else if (element.matches(".layer-p")) {
        pieces(element).forEach(function (piece) {
          addPiece(clause, piece, clause.hasBody ? "\n" : "");
          clause.hasBody = true;
        });
      } else if (element.matches(".unit:has(> table)")) addTable(element.querySelector("table"));
      else if (element.matches('[class*="layer-"]')) {
        var own = pieces(element);
        clause = add(own[0].id, own, "");
        clause.hasBody = own[own.length - 1].matches("p");
      } else if (element.matches(".unit")) addBlock(pieces(element));
    });
    return found;

    function add(id, own, between) {
      var unit = { id: id, text: "", pieces: [], shares: [] };
      own.forEach(function (piece, number) {
        addPiece(unit, piece, number ? between : "");
      });
      found.push(unit);
      return unit;
    }

    function addBlock(own) {
      add(own[0].id, own, "\n");
    }

    function addTable(table) {
      var head = Array.from(table.querySelectorAll("caption, thead"));
      add(table.id, [].concat.apply([], head.map(pieces)), "\t");
      table.querySelectorAll("tbody tr").forEach(function (row) {
        add(row.id, pieces(row), "\t");
      });
    }
  }

  /* Adds a piece to a unit, without the blanks around it and after its label: they are the page's
     or the file's, but not the text's. */
  function addPiece(unit, piece, between) {
    var nodes = textNodes(piece);
    var whole = nodes.map(dataOf).join("");
    var start = LEADING.exec(whole)[0].length;
    var end = Math.max(start, whole.length - TRAILING.exec(whole)[0].length);
    var label = library.readingOf(piece).querySelector("a.label");
    var after = label && whole.startsWith(label.textContent, start) ? start + label.textContent.length : start;
    var gap = after > start ? LEADING.exec(whole.slice(after))[0].length : 0;
    unit.pieces.push(piece);
    unit.text += between;
    share(start, after);
    share(after + gap, end);

    function share(from, to) {
      var at = 0;
      nodes.forEach(function (node) {
        var first = Math.max(from, at);
        var last = Math.min(to, at + node.length);
        if (first < last) {
          unit.shares.push([unit.text.length, node, first - at, last - first]);
          unit.text += node.data.slice(first - at, last - at);
        }
        at += node.length;
      });
    }
  }

  function textNodes(piece) {
    var walker = document.createTreeWalker(piece, NodeFilter.SHOW_TEXT);
    var nodes = [];
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
    return put(units().flatMap(function (unit) {
      return folding.places(folding.folded(unit.text), forms).map(function (range) {
        return { unit: unit, range: range };
      });
    }));
  }

  /* Marks places, {unit, range} in the order of the page, none over another; gives the matches. */
  function put(found) {
    var places = new Map(); // of each text node, [start, end, match]
    var matches = found.map(function (place) {
      var match = { unit: place.unit, marks: [] };
      place.unit.shares.forEach(function (share) {
        var start = Math.max(place.range[0], share[0]) - share[0];
        var end = Math.min(place.range[1], share[0] + share[3]) - share[0];
        if (start >= end) return;
        if (!places.has(share[1])) places.set(share[1], []);
        places.get(share[1]).push([share[2] + start, share[2] + end, match]);
      });
      return match;
    });
    places.forEach(function (own, node) {
      wrap(node, own);
    });
    return matches;
  }

  function wrap(node, places) {
    var made = [];
    var at = 0;
    places.forEach(function (place) {
      if (at < place[0]) made.push(document.createTextNode(node.data.slice(at, place[0])));
      var mark = document.createElement("mark");
      mark.className = "match";
      mark.textContent = node.data.slice(place[0], place[1]);
      place[2].marks.push(mark);
      made.push(mark);
      at = place[1];
    });
    if (at < node.length) made.push(document.createTextNode(node.data.slice(at)));
    node.replaceWith.apply(node, made);
    replaced.push([node, made]);
  }

  function clear() {
    replaced.forEach(function (one) {
      one[1][0].before(one[0]);
      one[1].forEach(function (made) {
        made.remove();
      });
    });
    replaced = [];
  }

  /* The clipboard gets what it would get of a page without marks; as plain text it does anyway. */
  function copy(event) {
    var selection = getSelection();
    if (!event.clipboardData || event.target.closest("input, textarea") || selection.isCollapsed) return;
    var range = selection.getRangeAt(0);
    var holder = document.createElement("div");
    holder.append(range.cloneContents());
    if (!replaced.length || !range.intersectsNode(text)) return;
    holder.querySelectorAll(".address, .line-number, .notes, .note-card, [hidden]").forEach(function (one) {
      one.remove();
    });
    holder.querySelectorAll("mark.match").forEach(function (mark) {
      mark.replaceWith.apply(mark, mark.childNodes);
    });
    holder.querySelectorAll("a").forEach(function (link) {
      link.setAttribute("href", link.href);
    });
    event.clipboardData.setData("text/html", holder.innerHTML);
    event.clipboardData.setData("text/plain", selection.toString());
    event.preventDefault();
  }

  document.addEventListener("copy", copy);

  library.marks = { units: units, show: show, put: put, clear: clear };
})();
