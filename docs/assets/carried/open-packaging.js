/* What Word documents and workbooks have in common (ECMA-376, Part 2): parts, of which a blank one has
   most, and links to what is outside. `library.openPackaging`. */
(function () {
  "use strict";

  const library = (window.library = window.library || {});
  const { tag } = library.xml;
  const LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink";
  const RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships";

  /* Addresses that a part leads to: `to` gives the id of one, `written` is all of them, `part` a part of
     them alone. */
  function links() {
    const ids = new Map();
    const written = () => Array.from(ids, ([to, id]) => tag("Relationship", { Id: id, Type: LINK, Target: to, TargetMode: "External" })).join("");
    return {
      to(address) {
        if (!ids.has(address)) ids.set(address, `link${ids.size + 1}`);
        return ids.get(address);
      },
      written,
      part: () => `<?xml version="1.0" encoding="UTF-8"?>\n${tag("Relationships", { xmlns: RELATIONS }, written())}\n`,
    };
  }

  /* A file of the parts of a blank one, [path, text]; `fill` has by path what is made of a text. */
  function packed(parts, fill, type) {
    return library.zip.packed(parts.map(([path, text]) => library.zip.member(path, fill[path] ? fill[path](text) : text)), type);
  }

  library.openPackaging = { LINK, links, packed };
})();
