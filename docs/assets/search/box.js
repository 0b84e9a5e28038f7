/* The box of the search, on every page: a name goes to its page, any text goes to the full-text
   search. Opened by / or Ctrl K or the link 检索; a dialog with a combobox (WAI-ARIA practices). */
(function () {
  "use strict";

  var library = (window.library = window.library || {});
  var root = document.currentScript.src.replace(/assets\/search\/box\.js.*$/, "");
  var link = document.querySelector(".masthead__search");
  var LIMIT = 8;
  var dialog = null;
  var field, list, say;
  var entries = []; // what is shown: {kind, label, by, href}
  var current = 0;
  var turn = 0;
  var opener = null;

  /* Loads a script of the site, by its path from the root; one that fails can be asked for again. */
  library.script = function (path) {
    return new Promise(function (resolve, reject) {
      var script = document.createElement("script");
      script.src = root + path;
      script.onload = resolve;
      script.onerror = function () {
        script.remove();
        reject(new Error("cannot load " + path));
      };
      document.head.append(script);
    });
  };

  /* Where a page of the site is: in the site its folder, in the copy for reading from disk the file.
     The address is from the root of the site. */
  library.page = function (address) {
    var isCopy = link && /\.html$/.test(link.pathname);
    if (!isCopy && location.protocol !== "file:") return root + address;
    var parts = /^([^?#]*)(.*)$/.exec(address);
    var isFolder = /^(?:[^/]+\/|plans\/[^/]+\/)?$/.test(parts[1]); // that of a section, or of a plan
    return root + (isFolder || !isCopy ? parts[1] + "index.html" : parts[1].replace(/\/$/, ".html")) + parts[2];
  };

  /* The address of this page, to be cited; in a copy on disk that of the site that it is a copy of. */
  library.here = function () {
    var canonical = document.querySelector('link[rel="canonical"]');
    if (location.protocol !== "file:" || !canonical) return location.href.split(/[?#]/)[0];
    return canonical.href.replace(/index\.html$/, "").replace(/\.html$/, "/");
  };

  /* Where the form of the home page leads: in the copy for reading from disk a folder is no page. */
  var form = document.querySelector(".home-search");
  if (form && link) form.action = link.href;

  if (!link || typeof HTMLDialogElement === "undefined") return;

  function element(tag, className, content) {
    var made = document.createElement(tag);
    if (className) made.className = className;
    if (content !== undefined) made.textContent = content;
    return made;
  }

  function load() {
    return library.goTo ? Promise.resolve() : library.script("assets/search/goto.js");
  }

  function build() {
    dialog = element("dialog", "search-box");
    dialog.setAttribute("aria-label", "检索");
    field = element("input");
    field.type = "text";
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-label", "名称、地址或字样");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-controls", "search-box-list");
    field.setAttribute("aria-expanded", "false");
    field.autocomplete = "off";
    field.spellcheck = false;
    field.enterKeyHint = "go";
    field.placeholder = "机构、提法、文件、规划，或正文里的字样";
    var close = element("button", "search-box__close", "关闭");
    close.type = "button";
    list = element("div", "search-box__list");
    list.id = "search-box-list";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "去处");
    say = element("p", "visually-hidden");
    say.setAttribute("role", "status");
    var hint = element("p", "search-box__hint", "可用拼音（yjglj）、简称、发文字号；“宜春 二（四）”直接到那一条。");
    var top = element("div", "search-box__top");
    top.append(field, close);
    dialog.append(top, list, hint, say);
    document.body.append(dialog);

    field.addEventListener("input", function (event) {
      if (!event.isComposing) look();
    });
    field.addEventListener("compositionend", look);
    field.addEventListener("keydown", key);
    close.addEventListener("click", function () { dialog.close(); });
    dialog.addEventListener("click", function (event) {
      if (event.target === dialog) dialog.close();
    });
    dialog.addEventListener("close", function () {
      if (opener && opener.isConnected) opener.focus();
    });
    list.addEventListener("pointermove", function (event) {
      var item = event.target.closest("[role='option']");
      if (item) choose(Array.from(list.children).indexOf(item));
    });
  }

  /* On the page of the search its own field is the place to type. */
  function begin() {
    var own = document.querySelector(".search-form input");
    if (own) {
      own.focus();
      own.select();
    } else open();
  }

  function open() {
    if (!dialog) build();
    if (dialog.open) return;
    opener = document.activeElement === document.body ? link : document.activeElement;
    dialog.showModal();
    field.select();
    look();
    load().catch(function () {});
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
      if (own === turn && entries[current]) location.href = entries[current].href;
    });
  }

  var ready = Promise.resolve();

  function look() {
    var typed = field.value.trim();
    var own = (turn += 1);
    current = 0;
    if (!typed) {
      show([]);
      return;
    }
    ready = load()
      .then(function () { return library.goTo(typed, { limit: LIMIT }); })
      .catch(function () { return []; })
      .then(function (found) {
        if (own !== turn) return;
        show(found.map(function (one) {
          return { kind: one.kind, label: one.label, by: one.by, href: library.page(one.url) };
        }).concat({ kind: "全文", label: "查找“" + typed + "”", by: "", href: library.page("search/?q=" + encodeURIComponent(typed)) }));
      });
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
      if (entry.by) item.append(element("span", "by", entry.by));
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

  function isTyping(target) {
    return target instanceof Element && Boolean(target.closest("input, textarea, select, [contenteditable]"));
  }

  document.addEventListener("keydown", function (event) {
    if (event.isComposing || event.keyCode === 229 || event.altKey) return;
    var isSlash = event.key === "/" && !event.ctrlKey && !event.metaKey && !isTyping(event.target);
    var isK = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "k";
    if (!isSlash && !isK) return;
    event.preventDefault();
    if (isSlash) begin();
    else open();
  });
  link.addEventListener("click", function (event) {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    begin();
  });
})();
