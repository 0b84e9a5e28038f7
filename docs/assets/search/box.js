/* The box of the search, on every page: opened by / or Ctrl K or 检索 in the masthead, a dialog with a
   field. What it offers, choices.js adds when it is first opened. Enter waits for that, because what is
   typed may be a name; if it does not come in a while, the full text is searched. */
(function () {
  "use strict";

  const library = (window.library = window.library || {});
  const { root, element } = library;
  const link = document.querySelector(".masthead__search");
  let dialog = null;
  let field = null;
  let opener = null;
  let isComing = false; // what is offered
  let isSent = false; // meanwhile
  let isComposing = false;
  const PATIENCE = 2000; // milliseconds

  /* Where a page of the site is: in the site its folder, in the copy for reading from disk the file.
     The address is from the root of the site. */
  library.page = function (address) {
    const isCopy = link && /\.html$/.test(link.pathname);
    if (!isCopy && location.protocol !== "file:") return root + address;
    const parts = /^([^?#]*)(.*)$/.exec(address);
    const isFolder = /^(?:[^/]+\/|plans\/[^/]+\/)?$/.test(parts[1]); // that of a section, or of a plan
    return root + (isFolder || !isCopy ? `${parts[1]}index.html` : parts[1].replace(/\/$/, ".html")) + parts[2];
  };

  /* The address of this page, to be cited; in a copy on disk that of the site that it is a copy of. */
  library.here = function () {
    const canonical = document.querySelector('link[rel="canonical"]');
    if (location.protocol !== "file:" || !canonical) return location.href.split(/[?#]/)[0];
    return canonical.href.replace(/index\.html$/, "").replace(/\.html$/, "/");
  };

  /* The plan whose page this is, or one of its pages. */
  library.work = (/^plans\/([^/?#]+)\//.exec(location.href.slice(root.length)) || [])[1] || "";

  /* Where the form of the home page leads: in the copy for reading from disk a folder is no page. */
  const form = document.querySelector(".home-search");
  if (form && link) form.action = link.href;

  if (!link || typeof HTMLDialogElement === "undefined") return;

  function build() {
    dialog = element("dialog", "search-box");
    dialog.setAttribute("aria-label", "检索");
    const top = element("form", "search-box__top");
    top.action = link.href;
    field = element("input");
    Object.assign(field, { name: "q", autocomplete: "off", spellcheck: false, enterKeyHint: "go" });
    field.placeholder = "机构、提法、文件、规划，或正文里的字样";
    field.setAttribute("aria-label", "名称、地址或字样");
    field.setAttribute("role", "combobox"); // its list is there as soon as something is typed
    field.setAttribute("aria-expanded", "false");
    const close = element("button");
    Object.assign(close, { type: "button", className: "search-box__close", textContent: "关闭" });
    top.addEventListener("submit", event => {
      if (!isComing) return;
      event.preventDefault();
      isSent = true;
    });
    field.addEventListener("compositionstart", () => { isComposing = true; });
    field.addEventListener("compositionend", () => { isComposing = false; });
    top.append(field, close);
    dialog.append(top);
    document.body.append(dialog);
    close.addEventListener("click", () => { dialog.close(); });
    dialog.addEventListener("click", event => {
      if (event.target === dialog) dialog.close();
    });
    dialog.addEventListener("close", () => {
      if (opener && opener.isConnected) opener.focus();
    });
  }

  function open() {
    if (!dialog) build();
    if (dialog.open) return;
    opener = document.activeElement === document.body ? link : document.activeElement;
    dialog.showModal();
    field.select();
    if (library.choices) {
      library.choices(dialog, field, leave);
      return;
    }
    isComing = true;
    const late = setTimeout(() => { come(() => { field.form.submit(); }); }, PATIENCE);
    library.script("assets/search/choices.js").then(() => {
      clearTimeout(late);
      library.choices(dialog, field, leave, isComposing);
      come(() => { field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", cancelable: true })); });
    }, () => { come(() => { field.form.submit(); }); });
  }

  /* Nothing is waited for any more; `go` does what the reader has asked for meanwhile. */
  function come(go) {
    isComing = false;
    if (isSent) go();
    isSent = false;
  }

  /* Where the reader goes now may be on this page. */
  function leave() {
    opener = null;
    dialog.close();
  }

  /* On the page of the search its own field is the place to type. */
  function begin() {
    const own = document.querySelector(".search-form input");
    if (own) {
      own.focus();
      own.select();
    } else open();
  }

  function isTyping(target) {
    return target instanceof Element && Boolean(target.closest("input, textarea, select, [contenteditable]"));
  }

  document.addEventListener("keydown", event => {
    if (event.isComposing || event.keyCode === 229 || event.altKey) return;
    const isSlash = event.key === "/" && !event.ctrlKey && !event.metaKey && !isTyping(event.target);
    const isK = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "k";
    if (!isSlash && !isK) return;
    event.preventDefault();
    if (isSlash) begin();
    else open();
  });

  /* A link to the page of the search, where scripts do not run. */
  link.setAttribute("role", "button");
  link.setAttribute("aria-haspopup", "dialog");
  link.addEventListener("click", event => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    begin();
  });
  link.addEventListener("keydown", event => {
    if (event.key !== " ") return;
    event.preventDefault();
    begin();
  });
})();
