/* The duty sheet goes to paper, or into a Word document: buttons where the page says what it is. */
(function () {
  "use strict";

  const library = window.library;
  const HASH = /SHA-256 ([0-9a-f]+)/;
  const tools = document.querySelector(".duty-tools");
  if (!tools) return;

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
    add("Text", Array.from(label.children, one => written({ childNodes: [one] }, [kai])).join(run("　")));
    duty.querySelectorAll(".duty__body > p").forEach(line => {
      if (line.matches(".duty__note")) {
        if (!line.matches(":has(.number)")) add("Meta", written(line));
      } else add("Text", written(line, line.matches(".duty__units") ? [kai] : [], noted));
    });
  }

  function write(sheet) {
    const { add, run, written } = sheet;
    const title = text(document.querySelector("h1"));
    const page = tools.closest("article");
    add("Title", run(title));
    Array.from(page.children).forEach(one => {
      if (one.matches(".account")) add("Centred", written(one));
      else if (one.matches("h2")) add("Heading2", written(one, ['<w:rStyle w:val="FaceHei"/>']));
      else if (one.matches(".issued, .often")) add("Text", written(one));
      else if (one.matches(".duty")) addDuty(sheet, one);
    });
    const key = text(page.querySelector(".duty-key"));
    const ends = [key, ...Array.from(page.querySelectorAll(".print-end li"), text), `地址　${library.here()}`].filter(Boolean);
    const hashes = ends.map(line => HASH.exec(line)).filter(Boolean).map(found => found[1]);
    const foot = [`${title}。非官方文本，仅供查考；以发文机关公布者为准。`, library.here(), hashes.length > 1 ? "源文 SHA-256 见文末的版本说明" : `源文 SHA-256 ${hashes[0]}`];
    return sheet.packed({ title, address: library.here(), ends, foot });
  }

  const status = library.element("span");
  status.setAttribute("role", "status");
  const name = text(document.querySelector("h1")).replace(/[\\/:*?"<>|]/g, "");
  const word = library.saving("存为 Word", status, () => library.script("assets/carried/word-sheet.js")
    .then(() => library.wordSheet()).then(write).then(file => [`${name}.docx`, file]));
  tools.append(library.button("打印职责单", () => { print(); }), " ", word, " ", status);
})();
