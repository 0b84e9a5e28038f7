/* What a plan offers at its parts to who has scripts, made of what the page has for everybody: of the
   number of a line the way to it, of a printed number a link to its clause, of an address how a citation
   says it, of a name that nobody has looked at the word for that, of a note of the print what it is on.
   It comes first of the scripts of a plan, which look for these. */
(function () {
  "use strict";

  const { element } = window.library;
  const text = document.querySelector(".document");
  const source = document.querySelector(".toolbar .by-line");
  const ID = /^(?:(.+)-)?([a-z]+)[\d_-]*$/;
  if (!text) return;

  const layers = Object.fromEntries(Array.from((text.dataset.layers || "").matchAll(/([a-z]+)(\S+)/g), one => one.slice(1)));
  const known = { "": { margin: "", words: "" } };

  function headOf(id) {
    return document.getElementById(id).textContent.replace(/。$/, "");
  }

  /* The rule of converters/citation/said_places.py; where that would be wrong, the page says it. */
  function wordsOf(id, margin) {
    const [, stem, letter] = ID.exec(id) || [];
    const above = known[stem || ""] || known[""];
    if (letter === "r") return `${above.words}第${margin.slice(1)}行`;
    if (!layers[letter]) return above.words + margin;
    const own = letter === "u" ? headOf(id) : margin.startsWith(above.margin) ? margin.slice(above.margin.length) : margin;
    return above.words + layers[letter].replace("{}", () => own);
  }

  text.querySelectorAll(".address").forEach(link => {
    const id = decodeURIComponent(link.hash.slice(1));
    const margin = link.getAttribute("aria-label");
    const words = link.dataset.words || wordsOf(id, margin);
    known[id] = { margin, words };
    link.dataset.address = margin;
    link.setAttribute("aria-label", words);
  });

  /* Where there is no margin, the printed number is the permalink. */
  text.querySelectorAll("b").forEach(label => {
    const link = element("a", "label");
    link.href = `#${label.closest("[id]").id}`;
    link.tabIndex = -1;
    link.append(...label.childNodes);
    label.replaceWith(link);
  });

  const sign = document.querySelector(".legend .mention.unreviewed");
  text.querySelectorAll(".mention.unreviewed").forEach(link => {
    if (sign) link.title = sign.textContent;
  });

  document.querySelectorAll(".print-notes .number").forEach(number => {
    const mark = text.querySelector(`.emended[data-number="${number.textContent}"]`);
    if (mark) number.closest("li").dataset.of = mark.dataset.entry || mark.id;
  });

  text.querySelectorAll("[data-line]").forEach(part => {
    const { line } = part.dataset;
    const link = element("a", "line-number");
    link.href = `${source.href}#L${line}`;
    link.tabIndex = -1; // the menu of the address leads there too
    link.dataset.line = line;
    link.setAttribute("aria-label", `原文第 ${line} 行`);
    delete part.dataset.line;
    const holder = part.tagName === "P" ? part : part.parentElement;
    const address = holder.querySelector(":scope > .address");
    if (address) address.after(link);
    else if (part === holder) part.prepend(link);
    else part.before(link);
  });
})();
