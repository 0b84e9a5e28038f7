/* What is copied of the text: the reading without anything of the edition's own, and beside it in words
   what in it the editor has conjectured. `library.copying`. */
(function () {
  "use strict";

  const library = (window.library = window.library || {});
  const AROUND = 4; // characters on either side of a conjecture that show where it stands
  const GROUNDS = 3; // conjectures of which the grounds are told, too
  const KEPT = "h1, h2, h3, h4, h5, h6, p, table, caption, thead, tbody, tr, th, td, ul, ol, li, a[href], strong, em, br"; // elements that are copied
  const PARAGRAPH = "h1, h2, h3, h4, h5, h6, p, li, caption, th, td";
  const OWN = ".notes, .note-card, .address, .line-number, .newer, .elsewhere, .related, .beside, .beside-gap"; // of the edition, not of the text

  const text = document.querySelector(".document");
  if (!text) return;

  /* A head that runs into its paragraph is copied without a blank: the line feed between the two
     elements is no part of the text. */
  document.querySelectorAll(".unit.run-in").forEach(unit => {
    Array.from(unit.childNodes).forEach(node => {
      if (node.nodeType === Node.TEXT_NODE && !node.data.trim()) node.remove();
    });
  });

  function clean(node) {
    const copy = node.cloneNode(true);
    copy.querySelectorAll(OWN).forEach(one => { one.remove(); });
    return copy.textContent.replace(/\s*\n\s*/g, "").trim();
  }

  /* The text of a unit, or of an element in one. */
  function textOf(node) {
    if (node.tagName === "TABLE") return Array.from(node.querySelectorAll("caption, tr"), textOf).join("\n");
    if (node.tagName === "TR") return Array.from(node.cells, clean).join("\t");
    if (!node.classList.contains("unit")) return clean(node);
    return Array.from(node.children)
      .filter(child => !child.matches(OWN))
      .map(clean)
      .join(node.classList.contains("run-in") ? "" : "\n");
  }

  /* The range of an element, or a range as it is. */
  function rangeOf(what) {
    if (what instanceof Range) return what;
    const range = document.createRange();
    range.selectNodeContents(what);
    return range;
  }

  /* The text of a range in order, with the marks of the editor in it: {text, found}, where each of
     `found` is {mark, start, end} in the text; a mark in several elements is one. */
  function read(range) {
    let root = range.commonAncestorContainer;
    if (root.nodeType === Node.TEXT_NODE) root = root.parentElement;
    const nodes = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    let text = "";
    const found = [];
    do {
      const node = nodes.currentNode;
      const holder = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
      if (!range.intersectsNode(node) || holder.closest(`${OWN}, [hidden]`)) continue;
      if (node.nodeType === Node.TEXT_NODE) {
        add(holder.closest(".emended"), within(node, range).replace(/\s*\n\s*/g, ""));
      } else if (node.matches(".emended.omitted, .damaged.inserted")) add(node, "");
    } while (nodes.nextNode());
    return { text, found };

    function add(mark, piece) {
      const last = found[found.length - 1];
      if (mark && (piece || mark.matches(".omitted"))) {
        if (last && idOf(last.mark) === idOf(mark)) last.end = text.length + piece.length;
        else found.push({ mark, start: text.length, end: text.length + piece.length });
      }
      text += piece;
    }
  }

  /* What of a text node is in a range. */
  function within(node, range) {
    const from = node === range.startContainer ? range.startOffset : 0;
    const to = node === range.endContainer ? range.endOffset : node.length;
    return node.data.slice(from, to);
  }

  function idOf(mark) {
    return mark.dataset.entry || mark.id;
  }

  /* A part of its note, as the print has it. */
  function noted(one, part) {
    const found = document.querySelector(`.print-notes li[data-of="${CSS.escape(idOf(one.mark))}"] .${part}`);
    return found ? found.textContent.replace(/。$/, "") : "";
  }

  /* Where in a text some places stand: each with what is around it, those that touch as one. */
  function shown(text, places, open, close) {
    const cut = [];
    places.forEach(place => {
      let last = cut[cut.length - 1];
      const from = Math.max(0, place.start - AROUND);
      const piece = open + text.slice(place.start, place.end) + close;
      if (last && from <= last.to) last.words = last.words.slice(0, last.words.length - (last.to - last.end)) + text.slice(last.end, place.start) + piece;
      else cut.push((last = { words: text.slice(from, place.start) + piece }));
      last.end = place.end;
      last.to = Math.min(text.length, place.end + AROUND);
      last.words += text.slice(last.end, last.to);
    });
    return cut.map(one => `「${one.words}」`).join("");
  }

  /* What in a text is not as it was received, in sentences; none if all is. */
  function told(what) {
    const whole = read(rangeOf(what));
    const words = whole.text;
    const found = whole.found;
    function of(selector) {
      return found.filter(one => one.mark.matches(selector));
    }
    const guessed = of(".likely:not(.omitted)");
    const dropped = of(".likely.omitted");
    const both = guessed.concat(dropped);
    const numbers = both.map(one => noted(one, "number"));
    const grounds = both.map(one => noted(one, "ground"));
    const sure = of(".certain").length;
    const said = [];
    if (guessed.length) said.push(`［］里的字由校者推定，不是原文所载：${shown(words, guessed, "［", "］")}`);
    if (dropped.length) said.push(`校者推定为误、略去的空白在：${shown(words, dropped, "", "")}`);
    if (both.length > GROUNDS) said.push(`共 ${both.length} 处，依据见这份规划的校勘记 ${numbers[0]} 至 ${numbers[numbers.length - 1]}`);
    else if (both.length) said.push(`依据：${grounds.join("；")}`);
    if (of(".unknown").length || guessed.some(one => words.slice(one.start, one.end).includes("□"))) {
      said.push("□处原文已损，无从推知");
    }
    of(".slip").forEach(one => {
      said.push(`「${words.slice(one.start, one.end)}」原文如此（${noted(one, "ground")}）`);
    });
    if (sure) said.push(`${(both.length ? "另有 " : "有 ") + sure} 处由规则校正，结果确定`);
    return said.length ? `校勘：${said.join("。")}。` : "";
  }

  /* How many places of a text the editor has conjectured or could not read. */
  function doubtful(what) {
    return read(rangeOf(what)).found.filter(one => one.mark.matches(".likely, .unknown")).length;
  }

  /* How the place with an address is cited. */
  function citation(hash) {
    const link = text.querySelector(['.address[href="', '.ordinal[href="'].map(one => `${one + CSS.escape(hash).replace(/^\\#/, "#")}"]`).join());
    return text.dataset.citation + (link ? link.getAttribute("aria-label") : "");
  }

  /* What is to be said of a quote: what in it is the editor's; nothing if it is all as received. */
  function noteOn(what) {
    const isSupplied = /［.*］/.test(text.dataset.citation);
    const note = text.dataset.view === "received" ? "所引是未经校改的原文。" : told(what);
    return note + (isSupplied ? "出处里［］中的字是编者所补。" : "");
  }

  /* A quote to carry away: the words, where they stand, and what is to be said of them. */
  function quote(what, words, citation, url) {
    return [words, `——${citation}`, url, noteOn(what)].filter(Boolean).join("\n");
  }

  function isUnseen(node) {
    const style = getComputedStyle(node);
    return style.display === "none" || style.userSelect === "none";
  }

  /* The nodes that are copied of one: paragraphs, headings, tables and links, without how they look. A head
     and the paragraph that it runs into are one paragraph: a word processor does not know that the page
     shows them so. */
  function copied(node, range) {
    if (!range.intersectsNode(node)) return [];
    if (node.nodeType === Node.TEXT_NODE) return lines(within(node, range));
    if (node.nodeType !== Node.ELEMENT_NODE || isUnseen(node)) return [];
    const inside = Array.from(node.childNodes, one => copied(one, range)).flat();
    const name = nameOfCopy(node);
    if (!name) return inside;
    const made = library.element(name, "", inside);
    if (node.href) made.href = node.href;
    ["colSpan", "rowSpan"].filter(span => node[span] > 1).forEach(span => { made[span] = node[span]; });
    return [made];
  }

  /* As what an element is copied; empty if only what is in it is. A file on disk is no address to carry away. */
  function nameOfCopy(node) {
    const { localName } = node;
    if (node.matches(".unit.run-in")) return "p";
    if (node.parentNode.matches(".unit.run-in") && localName === "p") return "";
    if (node.parentNode.matches(".unit.run-in")) return "strong";
    return node.matches(KEPT) && (localName !== "a" || location.protocol !== "file:") ? localName : "";
  }

  /* Of the text as received each line feed is one of the file. */
  function lines(words) {
    if (text.dataset.view !== "received") return [words.replace(/\s*\n\s*/g, "")];
    return words.split("\n").flatMap((line, at) => (at ? [library.element("br"), line] : [line]));
  }

  document.addEventListener("copy", event => {
    const selection = getSelection();
    if (!event.clipboardData || event.target.closest("input, textarea") || selection.isCollapsed) return;
    const range = selection.getRangeAt(0);
    if (!range.intersectsNode(text) || !document.body.contains(range.commonAncestorContainer)) return;
    const root = range.commonAncestorContainer;
    const isInside = root.nodeType === Node.ELEMENT_NODE && root.matches(PARAGRAPH);
    const of = isInside ? Array.from(root.childNodes) : [root.nodeType === Node.ELEMENT_NODE && root.matches("thead, tbody, tr") ? root.closest("table") : root];
    const holder = library.element("div", "", of.flatMap(node => copied(node, range)));
    event.clipboardData.setData("text/html", holder.innerHTML);
    event.clipboardData.setData("text/plain", selection.toString());
    event.preventDefault();
  });

  library.copying = { textOf, doubtful, citation, noteOn, quote };
})();
