/* What the box of the search offers of what is typed: names first, where one is typed whole, and the
   full text. A combobox with a list (WAI-ARIA practices). `library.choices(dialog, field, leave,
   isComposing)`; `leave` is called before the reader goes where he has chosen. */
(function () {
  "use strict";

  const library = (window.library = window.library || {});
  const { element } = library;
  const LIMIT = 8;
  let field, list, say, leave;
  let entries = []; // what is shown: {kind, label, by, about, href}
  let current = 0;
  let turn = 0;
  let ready = Promise.resolve();

  function load() {
    return library.script("assets/search/goto.js");
  }

  function build(dialog) {
    list = element("div", "search-box__list");
    list.id = "search-box-list";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "去处");
    say = element("p", "visually-hidden");
    say.setAttribute("role", "status");
    const here = library.work ? "“二（四）”到本规划的那一条" : "“宜春 二（四）”直接到那一条";
    dialog.append(list, element("p", "search-box__hint", `可用拼音（yjglj）、简称、发文字号；${here}。`), say);
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-controls", list.id);
    field.addEventListener("input", event => {
      if (!event.isComposing) look();
    });
    field.addEventListener("compositionend", look);
    field.addEventListener("keydown", key);
    list.addEventListener("pointermove", event => {
      const item = event.target.closest("[role='option']");
      if (item) choose(Array.from(list.children).indexOf(item));
    });
    list.addEventListener("click", event => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      if (event.target.closest("[role='option']")) leave();
    });
  }

  function key(event) {
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : entries.length - 1;
      if (entries.length) choose((current + step) % entries.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      follow();
    }
  }

  /* What Enter follows is of what is typed now, not of what was shown before. */
  function follow() {
    const own = turn;
    ready.then(() => {
      if (own !== turn || !entries[current]) return;
      const href = entries[current].href;
      leave();
      location.href = href;
    });
  }

  function look() {
    const typed = field.value.trim();
    const own = (turn += 1);
    current = 0;
    if (!typed) {
      show([]);
      return;
    }
    ready = load()
      .then(() => library.goTo(typed, { limit: LIMIT, work: library.work }))
      .catch(() => [])
      .then(found => {
        if (own === turn) show(ordered(typed, found));
      });
  }

  /* The full text stands behind a name that is typed whole; before names that only hold what is typed,
     unless it is Latin: no text is looked for by its pinyin. */
  function ordered(typed, found) {
    const names = found.map(one => ({ ...one, href: library.page(one.url)}));
    const text = { kind: "全文", label: `在正文里查找“${typed}”`, href: library.page(`search/?q=${encodeURIComponent(typed)}`) };
    const isName = names.some(one => one.isWhole) || (names.length && /^[\x20-\x7e]+$/.test(typed));
    return isName ? names.concat(text) : [text].concat(names);
  }

  function show(found) {
    entries = found;
    list.replaceChildren(...found.map((entry, number) => {
      const item = element("a");
      item.id = `search-box-${number}`;
      item.setAttribute("role", "option");
      item.href = entry.href;
      item.tabIndex = -1; // the focus stays in the field
      item.append(element("span", "label", entry.label));
      if (entry.sign) item.append(element("span", "unreviewed", entry.sign));
      const by = [entry.by, entry.about].filter(Boolean).join("，");
      if (by) item.append(element("span", "by", by));
      item.append(element("span", "kind", entry.kind));
      return item;
    }));
    field.setAttribute("aria-expanded", String(found.length > 0));
    say.textContent = found.length > 1 ? `${found.length - 1} 个去处` : found.length ? "没有去处，可查全文" : "";
    choose(0);
  }

  function choose(number) {
    current = number;
    Array.from(list.children).forEach((item, at) => {
      item.setAttribute("aria-selected", String(at === number));
      if (at === number) item.scrollIntoView({ block: "nearest" });
    });
    if (list.children[number]) field.setAttribute("aria-activedescendant", list.children[number].id);
    else field.removeAttribute("aria-activedescendant");
  }

  library.choices = function (dialog, input, go, isComposing) {
    if (!list) {
      field = input;
      leave = go;
      build(dialog);
    }
    if (!isComposing) look(); // half a word names nothing
    load().catch(() => {});
  };
})();
