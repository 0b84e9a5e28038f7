/* Several plans as one book (EPUB 3.3): their chapters stand in it as in the book that each of them has
   (converters/writing/epub.py). `library.book`. */
(function () {
  "use strict";

  const library = (window.library = window.library || {});
  const XHTML = "http://www.w3.org/1999/xhtml";
  const DC = "http://purl.org/dc/elements/1.1/";
  const TYPE = "application/epub+zip";
  const NEEDED = ["assets/carried/zip.js", "assets/carried/xml.js"];
  const NAMED = 2; // plans that the title of the book names

  /* What the book of a plan has: its members by path, its outline, and what it says of itself. */
  function chapterOf(work) {
    return library.zip.load(`data/plans/${work}.epub`).then(members => {
      const of = path => members.find(one => one.path === path);
      return Promise.all(["book/nav.xhtml", "book/package.opf"].map(path => library.zip.text(of(path)))).then(texts => {
        const [nav, told] = texts.map(text => new DOMParser().parseFromString(text, "application/xml"));
        const said = name => Array.from(told.getElementsByTagNameNS(DC, name), one => one.textContent);
        const modified = Array.from(told.getElementsByTagName("meta")).find(one => one.getAttribute("property") === "dcterms:modified");
        Array.from(nav.getElementsByTagNameNS(XHTML, "a")).forEach(link => {
          link.setAttribute("href", link.getAttribute("href").replace(/^text\.xhtml/, `${work}.xhtml`));
        });
        return {
          work, of,
          title: said("title")[0],
          issuers: said("creator"),
          description: said("description")[0],
          modified: modified.textContent,
          outline: new XMLSerializer().serializeToString(nav.getElementsByTagNameNS(XHTML, "ol")[0]),
        };
      });
    });
  }

  function navOf(title, chapters) {
    const { escaped } = library.xml;
    const items = chapters.map(one => `<li><a href="${one.work}.xhtml">${escaped(one.title)}</a>${one.outline}</li>`);
    return `<?xml version="1.0" encoding="UTF-8"?>
<html xmlns="${XHTML}" xmlns:epub="http://www.idpf.org/2007/ops" lang="zh-CN" xml:lang="zh-CN">
<head><title>${escaped(title)}</title><link rel="stylesheet" type="text/css" href="epub.css"/></head>
<body><nav epub:type="toc"><h1>目录</h1><ol>${items.join("")}</ol></nav></body>
</html>
`;
  }

  function packageOf(title, address, chapters) {
    const { escaped } = library.xml;
    const modified = chapters.map(one => one.modified).sort().pop();
    const issuers = Array.from(new Set(chapters.flatMap(one => one.issuers)));
    const items = chapters.map((one, at) => `<item id="plan${at + 1}" href="${one.work}.xhtml" media-type="application/xhtml+xml"/>`);
    return `<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="zh-CN">
<metadata xmlns:dc="${DC}">
<dc:identifier id="id">${escaped(address)}</dc:identifier>
<dc:title>${escaped(title)}</dc:title>
<dc:language>zh-CN</dc:language>
${issuers.map(one => `<dc:creator>${escaped(one)}</dc:creator>\n`).join("")}<dc:description>${escaped(chapters.map(one => one.description).join("\n"))}</dc:description>
<meta property="dcterms:modified">${modified}</meta>
</metadata>
<manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="css" href="epub.css" media-type="text/css"/>
${items.join("\n")}
</manifest>
<spine>
${chapters.map((_, at) => `<itemref idref="plan${at + 1}"/>`).join("\n")}
</spine>
</package>
`;
  }

  /* A promise of the book of these plans, in their order; the address tells which ones they are. */
  library.book = (works, address) => library.scripts(NEEDED).then(() => Promise.all(works.map(chapterOf))).then(chapters => {
    const [first] = chapters;
    const names = chapters.slice(0, NAMED).map(one => one.title).join("、");
    const title = chapters.length > NAMED ? `${names}等 ${chapters.length} 份` : names;
    return library.zip.packed([
      first.of("mimetype"),
      first.of("META-INF/container.xml"),
      library.zip.member("book/package.opf", packageOf(title, address, chapters)),
      library.zip.member("book/nav.xhtml", navOf(title, chapters)),
      ...chapters.map(one => ({ ...one.of("book/text.xhtml"), path: `book/${one.work}.xhtml` })),
      first.of("book/epub.css"),
    ], TYPE);
  });
})();
