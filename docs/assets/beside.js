/* 对照: before each piece of the reading stands what was received there, beside it where there is
   room. The reading itself is not touched. */
(function () {
  "use strict";

  var library = (window.library = window.library || {});
  var text = document.querySelector(".document");
  if (!text) return;

  var added = []; // what stands in the page for this view alone

  function range(element) {
    return element.dataset.at.split("-").map(Number);
  }

  /* The nearest elements in one, or the element itself, that stand for a part of the file. */
  function pieces(element) {
    if (element.hasAttribute("data-at")) return [element];
    return Array.from(element.children).flatMap(pieces);
  }

  function isChanged(piece) {
    return piece.classList.contains("emended") && !piece.classList.contains("slip");
  }

  /* The file from one place to another, what was emended in it marked. */
  function write(piece, target, from, to, points) {
    var at = from;
    Array.from(piece.children).flatMap(pieces).forEach(function (part) {
      var start = Math.max(at, range(part)[0]);
      var end = Math.min(to, range(part)[1]);
      if (end < start || (part.dataset.entry && end === start)) return;
      target.append(points.slice(at, start).join(""));
      var inside = target;
      if (isChanged(part)) {
        inside = document.createElement("span");
        inside.className = end > start ? "damaged" : "damaged inserted";
        target.append(inside);
      }
      write(part, inside, start, end, points);
      at = end;
    });
    target.append(points.slice(at, to).join(""));
  }

  function add(element, before) {
    before.before(element);
    added.push(element);
  }

  /* The number of the line that a piece begins in, in it or right before it. */
  function lineOf(piece) {
    for (var one = piece.previousElementSibling; one && !pieces(one).length; one = one.previousElementSibling) {
      if (one.matches(".line-number")) return one;
    }
    return piece.querySelector(".line-number");
  }

  function foldBlanks(made) {
    made.normalize();
    var last = made.lastChild;
    if (last.nodeType !== Node.TEXT_NODE) return;
    var blank = document.createElement("span");
    blank.className = "beside__blank";
    blank.append(last.splitText(last.data.trimEnd().length));
    made.append(blank);
  }

  /* What was received for some elements, which follow each other in the page. */
  function received(elements, points) {
    var found = elements.flatMap(pieces).sort(function (one, other) {
      return range(one)[0] - range(other)[0];
    });
    if (!found.length) return null;
    var made = document.createElement("div");
    made.className = "beside";
    var line = lineOf(elements[0]);
    if (line) {
      var link = document.createElement("a");
      link.className = "beside__line";
      link.href = line.href;
      link.tabIndex = -1;
      link.dataset.line = line.dataset.line;
      link.setAttribute("aria-label", line.getAttribute("aria-label"));
      made.append(link);
    }
    found.forEach(function (piece) {
      write(piece, made, range(piece)[0], range(piece)[1], points);
    });
    foldBlanks(made);
    return made;
  }

  /* A heading and the text that runs on in its line are one piece. */
  function showUnit(unit, points) {
    var children = Array.from(unit.children).filter(function (child) {
      return pieces(child).length;
    });
    var rows = unit.classList.contains("run-in")
      ? [children]
      : children.map(function (child) {
          return [child];
        });
    rows.forEach(function (row) {
      var made = row.length ? received(row, points) : null;
      if (!made) return;
      var gap = document.createElement("div");
      gap.className = "beside-gap";
      add(gap, row[0]);
      add(made, row[0]);
    });
  }

  /* What is no part of the reading has nothing beside it. */
  function showLeftOut(piece, points) {
    var made = document.createElement("div");
    made.className = "unit left-out";
    var words = document.createElement("p");
    words.className = "left-out__words";
    words.textContent = "剔除，不入校读本";
    made.append(received([piece], points), words);
    add(made, piece);
  }

  library.beside = {
    /* Show the file, given as one string for each code point. */
    show: function (points) {
      Array.from(text.children).forEach(function (child) {
        if (child.classList.contains("noise")) showLeftOut(child, points);
        else showUnit(child, points);
      });
    },
    hide: function () {
      added.forEach(function (element) {
        element.remove();
      });
      added = [];
    },
  };
})();
