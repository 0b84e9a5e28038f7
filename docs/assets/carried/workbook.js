/* Tables as a workbook (ECMA-376, Part 1, 18), as those of the plans are: heads that stay, links, no formula.
   `data/workbook-blank.js` has the parts of one without any cell (converters/writing/workbook.py).
   `library.workbook`. */
(function () {
  "use strict";

  const library = (window.library = window.library || {});
  const TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  const NEEDED = ["assets/carried/zip.js", "assets/carried/xml.js", "assets/carried/open-packaging.js", "data/workbook-blank.js"];

  /* The letters of a column, counted from 0; there are never many. */
  function columnOf(at) {
    return String.fromCharCode("A".charCodeAt(0) + at);
  }

  /* How high a row is, in points, as workbook.py reckons it. */
  function heightOf(texts, columns) {
    const { line, highest } = library.workbookBlank;
    const widthOf = text => Array.from(text).reduce((sum, char) => sum + (char < "\x80" ? 0.5 : 1), 0);
    const lines = texts.map((text, at) => text.split("\n").reduce((sum, one) => sum + (Math.ceil(widthOf(one) / columns[at][1]) || 1), 0));
    return Math.min(line * Math.max(...lines), highest);
  }

  /* What stands in the part of a sheet; `numberOf` gives the number of a text, `links` of an address. */
  function written({ columns, rows, heads = 1 }, numberOf, links) {
    const { tag } = library.xml;
    const { plain, head, link, longest, paper } = library.workbookBlank;
    const places = [];
    const lines = [columns.map(column => column[0]), ...rows].map((row, at) => {
      const cells = row.map(cell => (typeof cell === "string" ? { text: cell } : cell));
      const made = cells.map(({ text, address }, number) => {
        const place = columnOf(number) + (at + 1);
        if (address) places.push(tag("hyperlink", { ref: place, "r:id": links.to(address) }));
        const shown = text.length > longest ? `${text.slice(0, longest - 2)}……` : text;
        return text ? tag("c", { r: place, s: at ? (address ? link : plain) : head, t: "s" }, tag("v", {}, numberOf(shown))) : "";
      });
      return tag("row", { r: at + 1, ht: heightOf(cells.map(cell => cell.text), columns) }, ...made);
    });
    const pane = { ...(heads ? { xSplit: heads } : {}), ySplit: 1, topLeftCell: `${columnOf(heads)}2`, activePane: heads ? "bottomRight" : "bottomLeft", state: "frozen" };
    return [
      tag("sheetPr", {}, tag("pageSetUpPr", { fitToPage: 1 })),
      tag("sheetViews", {}, tag("sheetView", { workbookViewId: 0 }, tag("pane", pane))),
      tag("cols", {}, ...columns.map(([, width], at) => tag("col", { min: at + 1, max: at + 1, width: 2 * width + 1, customWidth: 1 }))),
      tag("sheetData", {}, ...lines),
      tag("autoFilter", { ref: `A1:${columnOf(columns.length - 1)}${lines.length}` }),
      places.length ? tag("hyperlinks", {}, ...places) : "",
      tag("pageSetup", paper),
    ].join("");
  }

  /* The file of two sheets, {name, columns: [[head, width in characters]], rows, heads}; a cell is a text,
     or {text, address}; of the columns so many `heads` stay, else the first. */
  function made(sheets) {
    const { escaped, tag, filled } = library.xml;
    const strings = new Map();
    const numberOf = text => {
      if (!strings.has(text)) strings.set(text, strings.size);
      return strings.get(text);
    };
    const fill = {};
    const relations = [];
    sheets.forEach((sheet, at) => {
      const links = library.openPackaging.links();
      const inside = written(sheet, numberOf, links);
      fill[`xl/worksheets/sheet${at + 1}.xml`] = text => filled(text, inside);
      relations.push([`xl/worksheets/_rels/sheet${at + 1}.xml.rels`, links.part()]);
    });
    fill["xl/workbook.xml"] = text => sheets.reduce((all, { name }, at) => all.replace(`{${at + 1}}`, () => escaped(name)), text);
    fill["xl/sharedStrings.xml"] = text => filled(text, Array.from(strings.keys(), one => tag("si", {}, tag("t", { "xml:space": "preserve" }, escaped(one)))).join(""));
    return library.openPackaging.packed([...library.workbookBlank.parts, ...relations], fill, TYPE);
  }

  /* A promise of the file. */
  library.workbook = sheets => library.scripts(NEEDED).then(() => made(sheets));
})();
