/* What a page says as a Word document, laid out as those of the plans are: `data/word-blank.js` has the
   parts of one without any text (converters/writing/word_document.py). `library.wordSheet`. */
(function () {
  "use strict";

  const library = (window.library = window.library || {});
  const TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
  const LONGEST = 40; // characters of a bookmark
  const SKIPPED = ".address, .number, [hidden]";

  /* A document that is being written: `add` a paragraph of a style or a table, `save` it. */
  function begun() {
    const { escaped, tag } = library.xml;
    const links = library.openPackaging.links();
    const notes = [];
    const names = new Set();
    let body = "";
    let count = 0;

    function valued(name, value) {
      return tag(name, { "w:val": value });
    }

    /* How an element of the page shows in the text that it holds, in the order of the schema (17.3.2). */
    const LOOKS = [
      ["strong", valued("w:rStyle", "FaceHei")],
      [".frequency, .in-numbers", tag("w:b", {})],
      [".formula", valued("w:color", "808080")],
      [".own, .same", valued("w:u", "single")],
      [".emended.certain:not(.punctuation)", valued("w:em", "underDot")],
      [".emended.likely:not(.punctuation)", valued("w:em", "circle")],
    ];

    /* Some text with properties; of those of one name the last counts. */
    function run(text, properties = []) {
      if (!text) return "";
      const own = new Map(properties.map(one => [/^<([\w:]+)/.exec(one)[1], one]));
      const style = own.get("w:rStyle") || "";
      const others = ["w:b", "w:color", "w:u", "w:em"].map(name => own.get(name) || "");
      return tag("w:r", {}, tag("w:rPr", {}, style, tag("w:rFonts", { "w:hint": "eastAsia" }), ...others),
        tag("w:t", { "xml:space": "preserve" }, escaped(text)));
    }

    /* What stands in a node; `noted` gives the text of a note by its number in the page. */
    function written(node, properties = [], noted = () => "") {
      return Array.from(node.childNodes, one => {
        if (one.nodeType === Node.TEXT_NODE) return run(one.data.replace(/\s*\n\s*/g, ""), properties);
        if (one.nodeType !== Node.ELEMENT_NODE) return "";
        if (one.matches(".note-number")) {
          const told = noted(one.textContent.trim());
          return told ? note(told) : run(one.textContent, properties);
        }
        if (one.matches(SKIPPED)) return "";
        const inside = written(one, [...properties, ...LOOKS.filter(look => one.matches(look[0])).map(look => look[1])], noted);
        return one.matches("a[href]") && inside ? tag("w:hyperlink", { "r:id": links.to(addressOf(one)), "w:history": 1 }, inside) : inside;
      }).join("");
    }

    function addressOf(link) {
      return link.href.startsWith(library.root) ? library.tableText.address(link) : link.href;
    }

    function note(text) {
      const number = notes.length + 1;
      const style = tag("w:rPr", {}, valued("w:rStyle", "NoteNumber"));
      notes.push(tag("w:footnote", { "w:id": number }, paragraph("FootnoteText", tag("w:r", {}, style, tag("w:footnoteRef", {})) + run(` ${text}`))));
      return tag("w:r", {}, style, tag("w:footnoteReference", { "w:id": number }));
    }

    /* Something between the bookmarks of an address; where another plan has the same one, of the place. */
    function marked(id, inside) {
      const own = id.replace(/_/g, "__").replace(/-/g, "_");
      let name = own.slice(0, LONGEST);
      for (let number = 2; names.has(name); number += 1) name = `plan${number}_${own}`.slice(0, LONGEST);
      names.add(name);
      count += 1;
      return tag("w:bookmarkStart", { "w:id": count, "w:name": name }) + inside + tag("w:bookmarkEnd", { "w:id": count });
    }

    function paragraph(style, inside, staysWithNext) {
      return tag("w:p", {}, tag("w:pPr", {}, valued("w:pStyle", style), staysWithNext ? tag("w:keepNext", {}) : ""), inside);
    }

    /* A table, all columns of one width. A row has its cells, each [style, what stands in it] for each of
       its paragraphs; one of one cell has it across the table. The first row is the head. */
    function addTable(rows, width) {
      const each = Math.floor(width / rows[0].length);
      const grid = tag("w:tblGrid", {}, ...rows[0].map(() => tag("w:gridCol", { "w:w": each })));
      const head = tag("w:trPr", {}, tag("w:cantSplit", {}), tag("w:tblHeader", {}));
      const properties = library.wordBlank.table.replace(/(<w:tblW w:w=")\d+/, `$1${each * rows[0].length}`);
      const cell = (lines, span) => tag("w:tc", {},
        tag("w:tcPr", {}, tag("w:tcW", { "w:w": each * span, "w:type": "dxa" }), span > 1 ? valued("w:gridSpan", span) : ""),
        lines.map(([style, inside]) => paragraph(style, inside)).join("") || paragraph("Cell", ""));
      const made = rows.map((row, at) => tag("w:tr", {}, at ? "" : head, ...row.map(one => cell(one, rows[0].length / row.length))));
      body += tag("w:tbl", {}, properties, grid, ...made) + paragraph("Cell", "");
    }

    function add(style, inside, staysWithNext) {
      body += paragraph(style, inside, staysWithNext);
    }

    /* The file, with its title, what its end says and what stands below each page. */
    function packed({ title, address, ends, foot, isWide }) {
      add("ColophonHead", run("版本说明"));
      ends.forEach(line => { add("Colophon", run(line)); });
      const below = foot.map(line => paragraph("FooterSource", run(line))).join("");
      const fill = {
        "word/document.xml": text => (isWide ? turned(text) : text).replace("<w:body>", () => `<w:body>${body}`),
        "word/footnotes.xml": text => text.replace("</w:footnotes>", () => `${notes.join("")}</w:footnotes>`),
        "word/odd.xml": text => text.replace("</w:ftr>", () => `${below}</w:ftr>`),
        "word/even.xml": text => text.replace("</w:ftr>", () => `${below}</w:ftr>`),
        "word/_rels/document.xml.rels": text => text.replace("</Relationships>", () => `${links.written()}</Relationships>`),
        "docProps/core.xml": text => text.replace("{title}", () => escaped(title)).replace("{address}", () => escaped(address)).replace("SHA-256 {sha256}", () => escaped(foot[foot.length - 1])),
      };
      return library.openPackaging.packed(library.wordBlank.parts, fill, TYPE);
    }

    return { add, addTable, run, written, marked, packed };
  }

  /* The page lies on its side. */
  function turned(text) {
    return text.replace(/w:w="(\d+)" w:h="(\d+)"/, 'w:w="$2" w:h="$1" w:orient="landscape"');
  }

  const NEEDED = ["assets/table-text.js", "assets/carried/zip.js", "assets/carried/xml.js", "assets/carried/open-packaging.js", "data/word-blank.js"];

  /* A promise of a document that is begun. */
  library.wordSheet = () => library.scripts(NEEDED).then(begun);
})();
