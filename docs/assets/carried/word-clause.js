/* A clause and all that is below it as a Word document: cut out of that of its plan, so that it is set
   in the same way (converters/writing/word_document.py). `library.wordClause`. */
(function () {
  "use strict";

  const library = (window.library = window.library || {});
  const W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
  const R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships";
  const DC = "http://purl.org/dc/elements/1.1/";
  const LINK = `${R}/hyperlink`;
  const TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
  const LONGEST = 40; // characters of a bookmark
  const NUMBERED = /^ \[/; // how a note begins that tells its number in the 校勘记
  const RENUMBERED = "脚注之号与校勘记不同的，方括号里是校勘记之号。";

  /* The bookmark of an address (word_elements.bookmark). */
  function bookmarkOf(id) {
    const name = id.replace(/_/g, "__").replace(/-/g, "_");
    if (name.length <= LONGEST) return Promise.resolve(name);
    return crypto.subtle.digest("SHA-256", new TextEncoder().encode(id)).then(digest => {
      const end = Array.from(new Uint8Array(digest, 0, 4), byte => byte.toString(16).padStart(2, "0")).join("");
      return `${name.slice(0, LONGEST - end.length - 1)}_${end}`;
    });
  }

  function idOf(bookmark) {
    return bookmark.replace(/__|_/g, mark => mark === "__" ? "_" : "-");
  }

  function all(node, name) {
    return Array.from(node.getElementsByTagNameNS(W, name));
  }

  function value(node, name) {
    return node.getAttributeNS(W, name);
  }

  function bookmarks(node) {
    return all(node, "bookmarkStart").map(one => value(one, "name"));
  }

  function styleOf(node) {
    const style = all(node, "pStyle")[0];
    return style ? value(style, "val") : "";
  }

  /* Leaves in the body the clause and what stands after the text; gives whether it is there. */
  function cut(body, own) {
    const isOwn = name => name === own || (name.startsWith(`${own}_`) && !name.startsWith(`${own}__`));
    let state = "before";
    Array.from(body.children).forEach(node => {
      if (node.localName === "sectPr" || styleOf(node).startsWith("Colophon")) return;
      const names = bookmarks(node);
      if (names.some(isOwn)) state = state === "after" ? state : "within";
      else if (names.length && state === "within") state = "after";
      if (state !== "within") node.remove();
    });
    return state !== "before";
  }

  function paragraph(document, style, text) {
    const made = document.createElementNS(W, "w:p");
    const properties = document.createElementNS(W, "w:pPr");
    const named = document.createElementNS(W, "w:pStyle");
    named.setAttributeNS(W, "w:val", style);
    properties.append(named);
    made.append(properties, run(document, text));
    return made;
  }

  function run(document, text) {
    const made = document.createElementNS(W, "w:r");
    const properties = document.createElementNS(W, "w:rPr");
    const fonts = document.createElementNS(W, "w:rFonts");
    const words = document.createElementNS(W, "w:t");
    fonts.setAttributeNS(W, "w:hint", "eastAsia");
    properties.append(fonts);
    words.setAttribute("xml:space", "preserve");
    words.textContent = text;
    made.append(properties, words);
    return made;
  }

  /* Keeps the notes that are referred to, numbered from 1; each tells its number in the 校勘记. Gives how
     many there are. */
  function keepNotes(body, notes) {
    const references = all(body, "footnoteReference");
    const number = new Map(references.map((one, at) => [value(one, "id"), String(at + 1)]));
    all(notes, "footnote").forEach(note => {
      const id = value(note, "id");
      if (Number(id) <= 0) return;
      if (!number.has(id)) return note.remove();
      const words = all(note, "t")[0];
      if (number.get(id) !== id && !NUMBERED.test(words.textContent)) words.textContent = ` [${id}]${words.textContent}`;
      note.setAttributeNS(W, "w:id", number.get(id));
    });
    references.forEach(one => { one.setAttributeNS(W, "w:id", number.get(value(one, "id"))); });
    return references.length;
  }

  /* A link to another clause of the plan leads to the site; of the links outside the used ones stay. */
  function keepLinks(body, relations, plan) {
    const here = new Set(bookmarks(body));
    all(body, "hyperlink").filter(link => value(link, "anchor") && !here.has(value(link, "anchor"))).forEach((link, at) => {
      const made = relations.createElementNS(RELATIONS, "Relationship");
      const id = `clause${at + 1}`;
      Object.entries({ Id: id, Type: LINK, Target: `${plan}#${idOf(value(link, "anchor"))}`, TargetMode: "External" })
        .forEach(([name, told]) => { made.setAttribute(name, told); });
      relations.documentElement.append(made);
      link.removeAttributeNS(W, "anchor");
      link.setAttributeNS(R, "r:id", id);
    });
    const used = new Set(all(body, "hyperlink").map(link => link.getAttributeNS(R, "id")));
    Array.from(relations.documentElement.children)
      .filter(one => one.getAttribute("Type") === LINK && !used.has(one.getAttribute("Id")))
      .forEach(one => { one.remove(); });
  }

  /* What the end of the document says is of the clause. */
  function tell(body, citation, url, notes) {
    const lines = Array.from(body.children).filter(node => styleOf(node) === "Colophon");
    const of = name => lines.findIndex(line => line.textContent.startsWith(`${name}　`));
    lines.slice(0, of("引文")).forEach(line => {
      if (!notes || line.textContent.startsWith("另有")) line.remove();
      else if (!line.textContent.startsWith(RENUMBERED)) all(line, "t")[0].textContent = RENUMBERED + all(line, "t")[0].textContent;
    });
    [["引文", citation], ["地址", url]].forEach(([name, told]) => {
      lines[of(name)].replaceWith(paragraph(body.ownerDocument, "Colophon", `${name}　${told}`));
    });
  }

  const PARTS = ["word/document.xml", "word/footnotes.xml", "word/_rels/document.xml.rels", "docProps/core.xml"];

  /* A promise of the file: of a clause by its address in a plan, with how it is cited and its whole address. */
  library.wordClause = (work, id, citation, url) => library.script("assets/carried/zip.js")
    .then(() => Promise.all([library.zip.load(`data/plans/${work}.docx`), bookmarkOf(id)]))
    .then(([members, own]) => Promise.all(PARTS.map(path => library.zip.text(members.find(one => one.path === path)))).then(texts => {
      const parts = texts.map(text => new DOMParser().parseFromString(text, "application/xml"));
      const [main, notes, relations, properties] = parts;
      const body = all(main, "body")[0];
      if (!cut(body, own)) throw new Error(`no ${own}`);
      const count = keepNotes(body, notes);
      keepLinks(body, relations, url.split("#")[0]);
      tell(body, citation, url, count);
      body.prepend(paragraph(main, "Meta", citation));
      properties.getElementsByTagNameNS(DC, "title")[0].textContent = citation;
      const written = new Map(PARTS.map((path, at) => [path, `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${new XMLSerializer().serializeToString(parts[at].documentElement)}\n`]));
      return library.zip.packed(members.map(one => written.has(one.path) ? library.zip.member(one.path, written.get(one.path)) : one), TYPE);
    }));
})();
