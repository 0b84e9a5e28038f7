/* 对照: before each piece of the reading stands what was received there, beside it where there is
   room. The reading itself is not touched. */
(function () {
  "use strict";

  const library = (window.library = window.library || {});
  const { element } = library;
  const text = document.querySelector(".document");
  if (!text) return;

  let added = []; // what stands in the page for this view alone

  function range(node) {
    return node.dataset.at.split("-").map(Number);
  }

  /* The nearest elements in one, or the element itself, that stand for a part of the file. */
  function pieces(node) {
    if (node.hasAttribute("data-at")) return [node];
    return Array.from(node.children).flatMap(pieces);
  }

  function isChanged(piece) {
    return piece.classList.contains("emended") && !piece.classList.contains("slip");
  }

  /* The file from one place to another, what was emended in it marked. */
  function write(piece, target, from, to, points) {
    let at = from;
    Array.from(piece.children).flatMap(pieces).forEach(part => {
      const start = Math.max(at, range(part)[0]);
      const end = Math.min(to, range(part)[1]);
      if (end < start || (part.dataset.entry && end === start)) return;
      target.append(points.slice(at, start).join(""));
      let inside = target;
      if (isChanged(part)) {
        inside = element("span", end > start ? "damaged" : "damaged inserted");
        target.append(inside);
      }
      write(part, inside, start, end, points);
      at = end;
    });
    target.append(points.slice(at, to).join(""));
  }

  function add(node, before) {
    before.before(node);
    added.push(node);
  }

  /* The number of the line that a piece begins in, in it or right before it. */
  function lineOf(piece) {
    for (let one = piece.previousElementSibling; one && !pieces(one).length; one = one.previousElementSibling) {
      if (one.matches(".line-number")) return one;
    }
    return piece.querySelector(".line-number");
  }

  function foldBlanks(made) {
    made.normalize();
    const last = made.lastChild;
    if (last.nodeType !== Node.TEXT_NODE) return;
    const blank = element("span", "beside__blank");
    blank.append(last.splitText(last.data.trimEnd().length));
    made.append(blank);
  }

  /* What was received for some elements, which follow each other in the page. */
  function received(elements, points) {
    const found = elements.flatMap(pieces).sort((one, other) => range(one)[0] - range(other)[0]);
    if (!found.length) return null;
    const made = element("div", "beside");
    const line = lineOf(elements[0]);
    if (line) {
      const link = element("a", "beside__line");
      link.href = line.href;
      link.tabIndex = -1;
      link.dataset.line = line.dataset.line;
      link.setAttribute("aria-label", line.getAttribute("aria-label"));
      made.append(link);
    }
    found.forEach(piece => {
      write(piece, made, range(piece)[0], range(piece)[1], points);
    });
    foldBlanks(made);
    return made;
  }

  /* A heading and the text that runs on in its line are one piece. */
  function showUnit(unit, points) {
    const children = Array.from(unit.children).filter(child => pieces(child).length);
    const rows = unit.classList.contains("run-in")
      ? [children]
      : children.map(child => [child]);
    rows.forEach(row => {
      const made = row.length ? received(row, points) : null;
      if (!made) return;
      const gap = element("div", "beside-gap");
      add(gap, row[0]);
      add(made, row[0]);
    });
  }

  /* What is no part of the reading has nothing beside it. */
  function showLeftOut(piece, points) {
    const made = element("div", "unit left-out");
    const words = element("p", "left-out__words", "剔除，不入校读本");
    made.append(received([piece], points), words);
    add(made, piece);
  }

  library.beside = {
    /* Show the file, given as one string for each code point. */
    show(points) {
      Array.from(text.children).forEach(child => {
        if (child.classList.contains("noise")) showLeftOut(child, points);
        else showUnit(child, points);
      });
    },
    hide() {
      added.forEach(node => {
        node.remove();
      });
      added = [];
    },
  };
})();
