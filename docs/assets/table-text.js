/* A table as text that goes into a spreadsheet: `library.tableText`. A table is an array of lines, a line
   one of cells; what a spreadsheet might run as a formula has a ' before it. */
(function () {
  "use strict";

  const library = (window.library = window.library || {});
  const ACTIVE = /^'*[=+\-@\t\r\n]/; // how a cell begins that a spreadsheet may run as a formula
  const MARK = "\ufeff"; // without which spreadsheets take UTF-8 for another encoding

  function guarded(cell) {
    return ACTIVE.test(cell) ? `'${cell}` : cell;
  }

  function inQuotes(cell) {
    return `"${cell.replace(/"/g, '""')}"`;
  }

  /* Where the site is published: of a copy on disk, what the address of this page in it says. */
  function site() {
    const { root } = library;
    const canonical = document.querySelector('link[rel="canonical"]');
    const path = location.href.split(/[?#]/)[0].slice(root.length);
    if (location.protocol !== "file:" || !canonical || canonical.href.slice(-path.length) !== path) return root;
    return canonical.href.slice(0, -path.length);
  }

  library.tableText = {
    csv: lines => MARK + lines.map(line => `${line.map(guarded).map(cell => (/[",\r\n]/.test(cell) ? inQuotes(cell) : cell)).join(",")}\r\n`).join(""),
    /* For the clipboard: a spreadsheet takes a cell of several lines in quotes. */
    tabs: lines => lines.map(line => line.map(guarded).map(cell => (/^"|[\t\r\n]/.test(cell) ? inQuotes(cell) : cell)).join("\t")).join("\n"),
    /* The address of a link as it is published, for who reads a copy from disk too. */
    address(link) {
      return site() + link.href.slice(library.root.length).replace(/index\.html(?=#|$)/, "").replace(/\.html(?=#|$)/, "/");
    },
  };
})();
