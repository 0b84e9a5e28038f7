/* The duty sheet goes to paper, into a Word document or into a workbook: buttons where the page says what
   it is. */
(function () {
  "use strict";

  const library = window.library;
  const HASH = /SHA-256 ([0-9a-f]+)/;
  const OFFICIAL = "非官方文本，仅供查考；以发文机关公布者为准";
  const COLUMNS = [["出处", 16], ["条款", 10], ["标题", 18], ["角色", 8], ["与谁", 10], ["正文", 48], ["责任单位", 24], ["校勘", 24]]; // and how wide, in characters
  const tools = document.querySelector(".duty-tools");
  if (!tools) return;
  const page = tools.closest("article");

  function text(node) {
    return node ? node.textContent.replace(/\s+/g, " ").trim() : "";
  }

  /* One duty: its clause, who has it with whom, what is said, and the notes as footnotes. */
  function addDuty(sheet, duty) {
    const { add, run, written } = sheet;
    const notes = new Map(Array.from(duty.querySelectorAll(".duty__note:has(.number)"), line => [text(line.querySelector(".number")), line]));
    const kai = '<w:rStyle w:val="FaceKai"/>';
    const noted = number => notes.has(number) ? text(notes.get(number)) : "";
    const label = duty.querySelector(".duty__label");
    const clause = /#(.*)$/.exec(label.querySelector("a").href)[1];
    add("Heading3", sheet.marked(decodeURIComponent(clause), written(duty.querySelector("h3"), [kai], noted)));
    add("Text", Array.from(label.children, one => written({ childNodes: [one] }, [kai])).join(run("　")), true);
    duty.querySelectorAll(".duty__body > p").forEach(line => {
      if (line.matches(".duty__note")) {
        if (!line.matches(":has(.number)")) add("Meta", written(line));
      } else add("Text", written(line, line.matches(".duty__units") ? [kai] : [], noted));
    });
  }

  /* Which edition it is of, and where it stands. */
  function told() {
    return [...Array.from(page.querySelectorAll(".print-end li"), text), `地址　${library.here()}`];
  }

  /* One duty in a row. */
  function rowOf(plan, duty) {
    const address = library.tableText.address(duty.querySelector(".duty__label a"));
    const [clause, role, shared] = Array.from(duty.querySelector(".duty__label").children, text);
    const lines = kind => Array.from(duty.querySelectorAll(`.duty__body > ${kind}`), text).join("\n");
    return [plan, { text: clause, address }, text(duty.querySelector("h3")), role, shared, lines("p:not(.duty__units, .duty__note)"), lines(".duty__units"), lines(".duty__note")];
  }

  function sheets() {
    let plan = "";
    const rows = [];
    Array.from(page.children).forEach(one => {
      if (one.matches("h2")) plan = text(one);
      else if (one.matches(".duty")) rows.push(rowOf(plan, one));
    });
    const version = { name: "版本说明", columns: [["版本说明", 80]], rows: told().map(line => [line]), heads: 0 };
    return [{ name: "职责单", columns: COLUMNS, rows, heads: 3 }, version];
  }

  function write(sheet) {
    const { add, run, written } = sheet;
    const title = text(document.querySelector("h1"));
    add("Title", run(title));
    Array.from(page.children).forEach(one => {
      if (one.matches(".account")) add("Centred", written(one));
      else if (one.matches("h2")) add("Heading2", written(one, ['<w:rStyle w:val="FaceHei"/>']));
      else if (one.matches(".issued, .often")) add("Text", written(one));
      else if (one.matches(".duty")) addDuty(sheet, one);
    });
    const ends = [text(page.querySelector(".duty-key")), ...told()].filter(Boolean);
    const hashes = ends.map(line => HASH.exec(line)).filter(Boolean).map(found => found[1]);
    const foot = [`${title}。${OFFICIAL}。`, library.here(), hashes.length > 1 ? "源文 SHA-256 见文末的版本说明" : `源文 SHA-256 ${hashes[0]}`];
    return sheet.packed({ title, address: library.here(), ends, foot });
  }

  const status = library.element("span");
  status.setAttribute("role", "status");
  const name = text(document.querySelector("h1")).replace(/[\\/:*?"<>|]/g, "");
  const word = library.saving("存为 Word", status, () => library.script("assets/carried/word-sheet.js")
    .then(() => library.wordSheet()).then(write).then(file => [`${name}.docx`, file]));
  const excel = library.saving("存为 Excel", status, () => library.scripts(["assets/table-text.js", "assets/carried/workbook.js"])
    .then(() => library.workbook(sheets())).then(file => [`${name}.xlsx`, file]));
  tools.append(library.button("打印职责单", () => { print(); }), " ", word, " ", excel, " ", status);
})();
