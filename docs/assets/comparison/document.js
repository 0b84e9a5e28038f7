/* What is compared as a file: as a Word document, a table with a column for each, by topic where the page
   has it so; as a workbook, its table and whence it comes. `library.comparisonFiles`, the buttons. */
(function () {
  "use strict";

  const library = (window.library = window.library || {});
  const MOST_UPRIGHT = 2; // columns; more of them lie on a sheet on its side
  const TURNED = 1.55; // how much wider its text is
  const NAME = "条款对照";
  const OFFICIAL = "非官方文本，仅供查考；以发文机关公布者为准";
  const EDITED = "［校：";
  const EDITORS = "里说的是其前的文字里由校者推定或不可读的，依据见各自的校勘记";
  const MARKS = [
    [".same", "画线的是逐字相同的"],
    [".formula", "灰的是套语"],
    [".in-numbers", "粗的是频次和数量"],
    [".likely", "字下有圈的由校者推定或不可读，依据见各自的校勘记"],
  ];

  const holder = document.querySelector(".comparison");

  /* An address, which the page draws, as text that leads to it. */
  function shown(link) {
    return Object.assign(link.cloneNode(), { textContent: link.dataset.address, className: "" });
  }

  function pieces(node) {
    return { childNodes: Array.from(node.childNodes, one => one.nodeType === Node.ELEMENT_NODE && one.matches(".comparison__address") ? shown(one) : one) };
  }

  /* The paragraphs of a cell or a column; in the first of a unit its address stands apart. */
  function linesOf(sheet, cell) {
    return Array.from(cell.querySelectorAll("p"), line => {
      const link = line.matches(".comparison__unit > :first-child") ? line.querySelector(".comparison__address") : null;
      if (!link) return ["Cell", sheet.written(pieces(line))];
      const rest = { childNodes: Array.from(line.childNodes).filter(one => one !== link) };
      return ["Cell", sheet.written({ childNodes: [shown(link)] }) + sheet.run("　") + sheet.written(rest)];
    });
  }

  /* The rows below the head: of plans by topic those of the page, else one. */
  function rowsOf(sheet) {
    const columns = Array.from(holder.querySelectorAll(".comparison__column"));
    if (columns.length) return [columns.map(column => linesOf(sheet, column))];
    return Array.from(holder.querySelectorAll("tbody tr"), row => Array.from(row.cells, cell =>
      cell.matches(".comparison__topic") ? [["CellHead", sheet.written(cell)]] : linesOf(sheet, cell)));
  }

  /* The address of this page as it is published. */
  function here() {
    return library.tableText.address({ href: location.href.split(/[?#]/)[0] }) + location.search;
  }

  function write(sheet, sources) {
    const heads = Array.from(holder.querySelectorAll("h2"));
    const names = sources.map(source => source.name).join("、");
    const isWide = heads.length > MOST_UPRIGHT;
    sheet.add("Title", sheet.run(NAME));
    sheet.addTable([heads.map(head => [["CellHead", sheet.written(head)]]), ...rowsOf(sheet)],
      Math.round(library.wordBlank.width * (isWide ? TURNED : 1)));
    const told = MARKS.filter(([kind]) => holder.querySelector(kind)).map(([, words]) => words).join("，");
    const lines = sources.map(({ name, address, sha256 }) => `${name}　${address}　源文 SHA-256 ${sha256}`);
    return sheet.packed({
      title: names,
      address: here(),
      ends: [told && `${told}。`, ...lines, OFFICIAL].filter(Boolean),
      foot: [`${names}。${OFFICIAL}。`, here(), "源文 SHA-256 见文末的版本说明"],
      isWide,
    });
  }

  /* The sheets of a workbook: the table, and whence it comes. */
  function sheetsOf(table, sources) {
    const isEdited = table.rows.some(row => row.some(cell => (cell.text || cell).includes(EDITED)));
    const rows = sources.map(({ name, address, sha256 }) => [{ text: name, address }, address, sha256]);
    const told = [...(isEdited ? [`${EDITED}］${EDITORS}`] : []), OFFICIAL].map(words => ["说明", words, ""]);
    const version = {
      name: "版本说明",
      columns: [["所比的", 24], ["地址", 40], ["源文 SHA-256", 34]],
      rows: [...rows, [{ text: "这张表", address: here() }, here(), ""], ...told],
      heads: 0,
    };
    return [{ name: NAME, ...table }, version];
  }

  /* Buttons for both. `sources` are what is compared, {name, address, sha256}; `table` gives the sheet. */
  library.comparisonFiles = (sources, table, status) => [
    library.saving("存为 Word", status, () => library.script("assets/carried/word-sheet.js")
      .then(() => library.wordSheet())
      .then(sheet => [`${NAME}.docx`, write(sheet, sources)])),
    library.saving("存为 Excel", status, () => library.script("assets/carried/workbook.js")
      .then(() => library.workbook(sheetsOf(table(), sources)))
      .then(file => [`${NAME}.xlsx`, file])),
  ];
})();
