/* 目录 and 栏目 open over the text, at the current part: the place in the text is kept. Without scripts
   both lead to the lists at the end of the page. */
(function () {
  "use strict";

  const library = (window.library = window.library || {});
  const { element } = library;
  /* Each link and the list it leads to, which stays where it is: the sheet has a copy. */
  document.querySelectorAll(".masthead__contents, .masthead__more").forEach(opener => {
    const list = document.getElementById(opener.hash.slice(1));
    if (!list) return;
    opener.setAttribute("aria-haspopup", "dialog");
    opener.addEventListener("click", event => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      open(opener, list);
    });
  });

  function copyOf(list) {
    const copy = list.cloneNode(true);
    copy.removeAttribute("aria-labelledby");
    copy.removeAttribute("id");
    copy.setAttribute("aria-label", list.getAttribute("aria-label") || "目次");
    copy.querySelectorAll("[id]").forEach(one => {
      one.removeAttribute("id");
    });
    return copy;
  }

  function open(opener, list) {
    const sheet = element("dialog", "sheet");
    const quit = library.button("关闭", () => { sheet.close(); });
    const copy = copyOf(list);
    sheet.setAttribute("aria-label", opener.textContent);
    sheet.append(element("div", "", [opener.textContent, quit]), copy);
    sheet.addEventListener("click", event => {
      if (event.target === sheet || event.target.closest("a")) sheet.close(); // beside it, or on the way
    });
    sheet.addEventListener("close", () => {
      setTimeout(() => { sheet.remove(); }, 0); // a link in it is still to be followed
    });
    document.body.append(sheet);
    sheet.showModal();
    const current = copy.querySelector("[aria-current]");
    if (current) {
      current.focus({ preventScroll: true });
      copy.scrollTop = current.offsetTop - copy.clientHeight / 3;
    }
  }
})();
