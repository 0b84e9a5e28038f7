/* What a reader has chosen for all pages: 昼 or 夜, or again the system's; marks shown or hidden.
   Loaded in the head, not deferred, so that a page never shows in another way first. */
(function () {
  "use strict";

  const library = (window.library = window.library || {});
  const root = document.documentElement;

  /* A choice that is kept under a name; none where storage is refused: from disk, or in a private window. */
  function stored(name) {
    try {
      return localStorage.getItem(name);
    } catch {
      return null;
    }
  }

  /* What is chosen holds for this page, and where it can be kept for the others; null takes it back. */
  library.choose = function (name, value) {
    if (value) root.dataset[name] = value;
    else delete root.dataset[name];
    tint();
    try {
      if (value) localStorage.setItem(name, value);
      else localStorage.removeItem(name);
    } catch {
      return;
    }
  };

  function shown() {
    return root.dataset.scheme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  }

  /* The way back to the system's scheme is there once one has left it. */
  function mark(buttons) {
    buttons.forEach(button => {
      const isBack = button.dataset.scheme === "system";
      button.hidden = isBack && !root.dataset.scheme;
      if (!isBack) button.setAttribute("aria-pressed", String(button.dataset.scheme === shown()));
    });
  }

  /* What a phone draws round the page has its colour: that of the scheme that is shown. */
  function tint() {
    document.querySelectorAll('meta[name="theme-color"]').forEach(meta => {
      const of = (meta.dataset.of = meta.dataset.of || (/dark/.test(meta.media) ? "dark" : "light"));
      const chosen = root.dataset.scheme;
      meta.media = chosen ? (of === chosen ? "all" : "not all") : `(prefers-color-scheme: ${of})`;
    });
  }

  const scheme = stored("scheme");
  if (scheme === "light" || scheme === "dark") root.dataset.scheme = scheme;
  if (stored("marks") === "hidden") root.dataset.marks = "hidden";
  tint();

  document.addEventListener("DOMContentLoaded", () => {
    const group = document.querySelector(".masthead__scheme");
    const buttons = Array.from(group.querySelectorAll("button"));
    mark(buttons);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", mark.bind(null, buttons));
    buttons.forEach(button => {
      button.addEventListener("click", () => {
        const isBack = button.dataset.scheme === "system";
        if (isBack) group.querySelector(`[data-scheme='${shown()}']`).focus();
        library.choose("scheme", isBack ? null : button.dataset.scheme);
        mark(buttons);
      });
    });
  });
})();
