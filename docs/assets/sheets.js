/* 目录 and 栏目 open over the text, at the current part: the place in the text is kept. Without scripts
   both lead to the lists at the end of the page. */
(function () {
  "use strict";

  /* Each link and the list it leads to, which stays where it is: the sheet has a copy. */
  document.querySelectorAll(".masthead__contents, .masthead__more").forEach(function (opener) {
    var list = document.getElementById(opener.hash.slice(1));
    if (!list) return;
    opener.setAttribute("aria-haspopup", "dialog");
    opener.addEventListener("click", function (event) {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      open(opener, list);
    });
  });

  function copyOf(list) {
    var copy = list.cloneNode(true);
    copy.removeAttribute("aria-labelledby");
    copy.removeAttribute("id");
    copy.setAttribute("aria-label", list.getAttribute("aria-label") || "目次");
    copy.querySelectorAll("[id]").forEach(function (one) {
      one.removeAttribute("id");
    });
    return copy;
  }

  function open(opener, list) {
    var sheet = document.createElement("dialog");
    var top = document.createElement("div");
    var quit = document.createElement("button");
    var copy = copyOf(list);
    sheet.className = "sheet";
    sheet.setAttribute("aria-label", opener.textContent);
    quit.type = "button";
    quit.textContent = "关闭";
    top.append(opener.textContent, quit);
    sheet.append(top, copy);
    quit.addEventListener("click", function () {
      sheet.close();
    });
    sheet.addEventListener("click", function (event) {
      if (event.target === sheet || event.target.closest("a")) sheet.close(); // beside it, or on the way
    });
    sheet.addEventListener("close", function () {
      setTimeout(function () { sheet.remove(); }, 0); // a link in it is still to be followed
    });
    document.body.append(sheet);
    sheet.showModal();
    var current = copy.querySelector("[aria-current]");
    if (current) {
      current.focus({ preventScroll: true });
      copy.scrollTop = current.offsetTop - copy.clientHeight / 3;
    }
  }
})();
