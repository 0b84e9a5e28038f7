/* The box of the search, on every page: opened by / or Ctrl K or 检索 in the masthead, a dialog with a
   field. What it offers, choices.js adds when it is first opened; Enter leads to the full text even
   before that. */
(function () {
  "use strict";

  var library = (window.library = window.library || {});
  var root = document.currentScript.src.replace(/assets\/search\/box\.js.*$/, "");
  var link = document.querySelector(".masthead__search");
  var dialog = null;
  var field = null;
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

  /* The plan whose page this is, or one of its pages. */
  library.work = (/^plans\/([^/?#]+)\//.exec(location.href.slice(root.length)) || [])[1] || "";

  /* Where the form of the home page leads: in the copy for reading from disk a folder is no page. */
  var form = document.querySelector(".home-search");
  if (form && link) form.action = link.href;

  if (!link || typeof HTMLDialogElement === "undefined") return;

  function build() {
    dialog = document.createElement("dialog");
    dialog.className = "search-box";
    dialog.setAttribute("aria-label", "检索");
    var top = document.createElement("form");
    top.className = "search-box__top";
    top.action = link.href;
    field = document.createElement("input");
    Object.assign(field, { name: "q", autocomplete: "off", spellcheck: false, enterKeyHint: "go" });
    field.placeholder = "机构、提法、文件、规划，或正文里的字样";
    field.setAttribute("aria-label", "名称、地址或字样");
    field.setAttribute("role", "combobox"); // its list is there as soon as something is typed
    field.setAttribute("aria-expanded", "false");
    var close = document.createElement("button");
    Object.assign(close, { type: "button", className: "search-box__close", textContent: "关闭" });
    top.append(field, close);
    dialog.append(top);
    document.body.append(dialog);
    close.addEventListener("click", function () { dialog.close(); });
    dialog.addEventListener("click", function (event) {
      if (event.target === dialog) dialog.close();
    });
    dialog.addEventListener("close", function () {
      if (opener && opener.isConnected) opener.focus();
    });
  }

  function open() {
    if (!dialog) build();
    if (dialog.open) return;
    opener = document.activeElement === document.body ? link : document.activeElement;
    dialog.showModal();
    field.select();
    (library.choices ? Promise.resolve() : library.script("assets/search/choices.js"))
      .then(function () { library.choices(dialog, field, leave); }, function () {});
  }

  /* Where the reader goes now may be on this page. */
  function leave() {
    opener = null;
    dialog.close();
  }

  /* On the page of the search its own field is the place to type. */
  function begin() {
    var own = document.querySelector(".search-form input");
    if (own) {
      own.focus();
      own.select();
    } else open();
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

  /* A link to the page of the search, where scripts do not run. */
  link.setAttribute("role", "button");
  link.setAttribute("aria-haspopup", "dialog");
  link.addEventListener("click", function (event) {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    begin();
  });
  link.addEventListener("keydown", function (event) {
    if (event.key !== " ") return;
    event.preventDefault();
    begin();
  });
})();
