/* A clause as an item of a bibliography, in the formats that `converters/exports/` writes a plan in:
   loaded when somebody wants one. `library.citationFiles`: by the ending of a file, what writes it. */
(function () {
  "use strict";

  const library = (window.library = window.library || {});
  const SPECIAL = {
    "\\": "\\textbackslash{}",
    "{": "\\textbraceleft{}",
    "}": "\\textbraceright{}",
    "~": "\\textasciitilde{}",
    "^": "\\textasciicircum{}",
  };
  const YEAR = 4;

  function escaped(text) {
    return text.replace(/[\\{}~^$&%#_]/g, char => SPECIAL[char] || `\\${char}`);
  }

  function namesOf(item) {
    return (item.author || []).map(one => one.literal);
  }

  function dateOf(item, between) {
    if (!item.issued) return "";
    return item.issued["date-parts"][0].map(part => String(part).padStart(2, "0")).join(between);
  }

  function bib(item) {
    const names = namesOf(item).map(name => `{${escaped(name)}}`).join(" and ");
    const date = dateOf(item, "-");
    const fields = [
      ["author", names],
      ["title", `{${escaped(item.title)}}`],
      ["institution", names],
      ["type", escaped(item.genre)],
      ["number", escaped(item.number || "")],
      ["date", date],
      ["year", date.slice(0, YEAR)],
      ["url", item.URL],
      ["langid", "chinese"],
      ["mark", "A"],
      ["medium", "OL"],
      ["note", escaped(item.note)],
    ].filter(field => field[1]).map(field => `  ${field[0]} = {${field[1]}}`);
    return `@techreport{${item.id},\n${fields.join(",\n")}\n}\n`;
  }

  function ris(item) {
    const date = dateOf(item, "/");
    const lines = [
      ["TI", item.title],
      ...namesOf(item).map(name => ["AU", name]),
      ["PB", item.publisher],
      ["M3", item.genre],
      ["SN", item.number],
      ["PY", date.slice(0, YEAR)],
      ["DA", date && `${date}//`.split("/").slice(0, 3).join("/")],
      ["UR", item.URL],
      ["LA", item.language],
      ["N1", item.note],
    ].filter(line => line[1]);
    return [["TY", "RPRT"], ...lines, ["ER", ""]].map(line => `${line[0]}  - ${line[1]}\r\n`).join("");
  }

  function csl(item) {
    return `${JSON.stringify([item], null, 1)}\n`;
  }

  library.citationFiles = { ris, bib, "csl.json": csl };
})();
