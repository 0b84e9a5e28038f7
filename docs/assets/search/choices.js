/* What the box of the search offers of what is typed: names first, where one is typed whole, and the
   full text. A combobox with a list (WAI-ARIA practices). `library.choices(dialog, field, leave)`;
   `leave` is called before the reader goes where he has chosen. */
(function () {
  "use strict";

  var library = (window.library = window.library || {});
  var LIMIT = 8;
  var field, list, say, leave;
  var entries = []; // what is shown: {kind, label, by, about, href}
  var current = 0;
  var turn = 0;
  var ready = Promise.resolve();

  function element(tag, className, content) {
    var made = document.createElement(tag);
    if (className) made.className = className;
    if (content !== undefined) made.textContent = content;
    return made;
  }

  function load() {
    return library.goTo ? Promise.resolve() : library.script("assets/search/goto.js");
  }

  function build(dialog) {
    list = element("div", "search-box__list");
    list.id = "search-box-list";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "去处");
    say = element("p", "visually-hidden");
    say.setAttribute("role", "status");
    var here = library.work ? "“二（四）”到本规划的那一条" : "“宜春 二（四）”直接到那一条";
    dialog.append(list, element("p", "search-box__hint", "可用拼音（yjglj）、简称、发文字号；" + here + "。"), say);
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-controls", list.id);
    field.addEventListener("input", function (event) {
      if (!event.isComposing) look();
    });
    field.addEventListener("compositionend", look);
    field.addEventListener("keydown", key);
    list.addEventListener("pointermove", function (event) {
      var item = event.target.closest("[role='option']");
      if (item) choose(Array.from(list.children).indexOf(item));
    });
    list.addEventListener("click", function (event) {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      if (event.target.closest("[role='option']")) leave();
    });
  }

  function key(event) {
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      var step = event.key === "ArrowDown" ? 1 : entries.length - 1;
      if (entries.length) choose((current + step) % entries.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      follow();
    }
  }

  /* What Enter follows is of what is typed now, not of what was shown before. */
  function follow() {
    var own = turn;
    ready.then(function () {
      if (own !== turn || !entries[current]) return;
      var href = entries[current].href;
      leave();
      location.href = href;
    });
  }

  function look() {
    var typed = field.value.trim();
    var own = (turn += 1);
    current = 0;
    if (!typed) {
      show([]);
      return;
    }
    ready = load()
      .then(function () { return library.goTo(typed, { limit: LIMIT, work: library.work }); })
      .catch(function () { return []; })
      .then(function (found) {
        if (own === turn) show(ordered(typed, found));
      });
  }

  /* The full text stands behind a name that is typed whole; before names that only hold what is typed,
     unless it is Latin: no text is looked for by its pinyin. */
  function ordered(typed, found) {
    var names = found.map(function (one) { return Object.assign({}, one, { href: library.page(one.url) }); });
    var text = { kind: "全文", label: "在正文里查找“" + typed + "”", href: library.page("search/?q=" + encodeURIComponent(typed)) };
    var isName = names.some(function (one) { return one.isWhole; }) || (names.length && /^[\x20-\x7e]+$/.test(typed));
    return isName ? names.concat(text) : [text].concat(names);
  }

  function show(found) {
    entries = found;
    list.replaceChildren.apply(list, found.map(function (entry, number) {
      var item = element("a");
      item.id = "search-box-" + number;
      item.setAttribute("role", "option");
      item.href = entry.href;
      item.tabIndex = -1; // the focus stays in the field
      item.append(element("span", "label", entry.label));
      var by = [entry.by, entry.about].filter(Boolean).join("，");
      if (by) item.append(element("span", "by", by));
      item.append(element("span", "kind", entry.kind));
      return item;
    }));
    field.setAttribute("aria-expanded", String(found.length > 0));
    say.textContent = found.length > 1 ? found.length - 1 + " 个去处" : found.length ? "没有去处，可查全文" : "";
    choose(0);
  }

  function choose(number) {
    current = number;
    Array.from(list.children).forEach(function (item, at) {
      item.setAttribute("aria-selected", String(at === number));
      if (at === number) item.scrollIntoView({ block: "nearest" });
    });
    if (list.children[number]) field.setAttribute("aria-activedescendant", list.children[number].id);
    else field.removeAttribute("aria-activedescendant");
  }

  library.choices = function (dialog, input, go) {
    if (!list) {
      field = input;
      leave = go;
      build(dialog);
    }
    look();
    load().catch(function () {});
  };
})();
