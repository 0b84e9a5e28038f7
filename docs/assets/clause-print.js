/* The print of one clause with all that is below it: what it is stands above it, below it the notes on
   what the editor read in it, its whole address and the edition. */
(function () {
  "use strict";

  const library = (window.library = window.library || {});
  const { element } = library;
  const text = document.querySelector(".document");
  if (!text) return;

  function idOf(unit) {
    const address = unit.querySelector("a.address");
    return address ? decodeURIComponent(address.hash.slice(1)) : "";
  }

  /* A string of CSS (CSS Syntax 3, 4.3.5). */
  function string(content) {
    return `"${content.replace(/["\\\n]/g, char => `\\${char.charCodeAt(0).toString(16)} `)}"`;
  }

  /* The units to be printed for one: itself and those below it. */
  library.unitsOf = function (unit) {
    const id = idOf(unit);
    return Array.from(text.querySelectorAll(":scope > .unit")).filter(one => one === unit || (id && idOf(one).indexOf(`${id}-`) === 0));
  };

  /* The notes at the end of the print of the plan on what is marked in some units. */
  function notesOf(units) {
    return Array.from(document.querySelectorAll(".print-notes li[data-of]")).filter(note => {
      const mark = document.getElementById(note.dataset.of);
      return units.some(one => one.contains(mark));
    });
  }

  /* The citation is what stands above the text; the address is that of the clause. */
  library.printClause = function (unit, citation, url) {
    const units = library.unitsOf(unit);
    const above = element("p", "print-source", citation);
    const below = element("p", "print-source below", `${url}　${text.dataset.edition || ""}　非官方文本，仅供查考；以发文机关公布者为准`);
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`@page { @bottom-left { content: ${string(url)}; } }`);
    document.adoptedStyleSheets = document.adoptedStyleSheets.concat(sheet);
    document.documentElement.classList.add("prints-clause");
    const printed = units.concat(notesOf(units));
    printed.forEach(one => { one.classList.add("printed"); });
    units[0].before(above);
    document.querySelector(".print-end").after(below);
    addEventListener("afterprint", () => {
      above.remove();
      below.remove();
      printed.forEach(one => { one.classList.remove("printed"); });
      document.documentElement.classList.remove("prints-clause");
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter(one => one !== sheet);
    }, { once: true });
    print();
  };
})();
