/* What is compared as a Word document: a table, a column for each, by topic where the page has it so.
   `library.comparisonWord`, the button for it. */
(function () {
  "use strict";

  const library = (window.library = window.library || {});
  const MOST_UPRIGHT = 2; // columns; more of them lie on a sheet on its side
  const TURNED = 1.55; // how much wider its text is
  const OFFICIAL = "非官方文本，仅供查考；以发文机关公布者为准";
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

  function write(sheet) {
    const heads = Array.from(holder.querySelectorAll("h2"));
    const names = heads.map(head => head.textContent);
    const isWide = heads.length > MOST_UPRIGHT;
    sheet.add("Title", sheet.run("条款对照"));
    sheet.addTable([heads.map(head => [["CellHead", sheet.written(head)]]), ...rowsOf(sheet)],
      Math.round(library.wordBlank.width * (isWide ? TURNED : 1)));
    const address = library.tableText.address({ href: location.href.split(/[?#]/)[0] }) + location.search;
    const told = MARKS.filter(([kind]) => holder.querySelector(kind)).map(([, words]) => words).join("，");
    const sources = heads.map((head, at) => {
      const link = head.querySelector("a");
      const plan = Object.values(library.comparison.plans).find(one => link.href.includes(`/${one.work}/`));
      return `${names[at]}　${library.tableText.address(link)}　源文 SHA-256 ${plan.sha256}`;
    });
    return sheet.packed({
      title: names.join("、"),
      address,
      ends: [told && `${told}。`, ...sources, OFFICIAL].filter(Boolean),
      foot: [`${names.join("、")}。${OFFICIAL}。`, address, "源文 SHA-256 见文末的版本说明"],
      isWide,
    });
  }

  library.comparisonWord = status => library.button("存为 Word", () => {
    library.script("assets/carried/word-sheet.js").then(() => library.wordSheet()).then(write).then(file => {
      library.save("条款对照.docx", file, file.type);
      status.textContent = "已存";
    }).catch(() => { status.textContent = "没有做成，请再试一次"; });
  });
})();
