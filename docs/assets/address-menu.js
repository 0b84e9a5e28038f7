/* What an address offers: its link, a citation, a reference, the text with its source, the line of
   the file, and where an error is reported. */
(function () {
  "use strict";

  var library = (window.library = window.library || {});
  var text = document.querySelector(".document");
  if (!text) return;

  var QUOTED = 300; // characters of a text that go into the report of an error

  var menu = null;
  var opener = null;

  function element(name, content, properties) {
    var made = document.createElement(name);
    made.append.apply(made, [].concat(content || []));
    return Object.assign(made, properties || {});
  }

  /* The element that an address means: a heading stands for its whole clause. */
  function meant(link) {
    var target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    return target && /^H[2-6]$/.test(target.tagName) ? target.closest(".unit") : target;
  }

  function wordsOf(link) {
    var address = text.querySelector('.address[href="' + CSS.escape(link.hash).replace(/^\\#/, "#") + '"]');
    return (link.classList.contains("label") && address ? address : link).getAttribute("aria-label") || "";
  }

  function copy(content, status) {
    function done() {
      status.textContent = "已复制";
    }
    function fail() {
      var field = element("textarea", [], { value: content, rows: 4, readOnly: true });
      field.setAttribute("aria-label", "请复制这段文字");
      status.textContent = "浏览器不许写入剪贴板。文字已选中，请自行复制：";
      var old = menu.querySelector("textarea");
      if (old) old.remove();
      status.after(field);
      field.focus();
      field.select();
    }
    if (!navigator.clipboard) return fail();
    navigator.clipboard.writeText(content).then(done, fail);
  }

  /* As the reference is to be dated: the day on which the reader cites. */
  library.today = function () {
    var now = new Date();
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map(function (part) {
      return String(part).padStart(2, "0");
    }).join("-");
  };

  /* The form for an error (.github/ISSUE_TEMPLATE/error.yml), filled in as far as can be. */
  function report(form, target, citation, url) {
    var quote = library.copying.textOf(target);
    var fields = { template: "error.yml", title: "指误：" + citation, clause: target.id || url.split("#")[1], page: url };
    fields.quote = quote.length > QUOTED ? quote.slice(0, QUOTED) + "……" : quote;
    var link = element("a", "报告这里的错误", { href: form + "?" + new URLSearchParams(fields), target: "_blank" });
    link.rel = "noopener";
    return link;
  }

  function action(word, content, status, detail) {
    var made = element("button", detail ? [word, element("small", detail)] : word, { type: "button" });
    made.addEventListener("click", function () {
      copy(content(), status);
    });
    return made;
  }

  /* The clause alone, on paper; if there are more below it, how many. */
  function printing(unit, citation, url) {
    var count = library.unitsOf(unit).length;
    var made = element("button", ["打印这一条", count > 1 ? element("small", "连同以下各条，共 " + count + " 段") : ""], { type: "button" });
    made.addEventListener("click", function () {
      close(true);
      library.printClause(unit, citation, url);
    });
    return made;
  }

  function close(giveBack) {
    if (!menu) return;
    menu.remove();
    menu = null;
    opener.removeAttribute("aria-expanded");
    if (giveBack) opener.focus();
  }

  function open(link) {
    close(false);
    opener = link;
    var target = meant(link);
    if (!target) return;
    var words = wordsOf(link);
    var citation = text.dataset.citation + words;
    var url = library.here() + link.hash;
    var reference = text.dataset.reference + "[" + library.today() + "]. " + url + ".";
    var status = element("p", "");
    status.setAttribute("role", "status");
    var quit = element("button", "关闭", { type: "button" });
    quit.addEventListener("click", close.bind(null, true));
    menu = element("div", [
      element("div", [element("span", words), element("span", link.hash), quit]),
      action("复制链接", function () { return url; }, status),
      action("复制引文", function () { return citation; }, status, citation),
      action("复制参考文献（GB/T 7714）", function () { return reference; }, status, reference),
      action("复制文本（附出处）", function () { return library.copying.quote(target, library.copying.textOf(target), citation, url); }, status),
    ]);
    var unit = target.closest(".unit");
    if (unit) menu.append(printing(unit, citation, url));
    var line = (unit || target).querySelector(".line-number");
    if (line) menu.append(element("a", "看原文第 " + line.dataset.line + " 行", { href: line.href }));
    var form = document.querySelector('meta[name="issues"]');
    if (form) menu.append(report(form.content, target, citation, url));
    menu.append(status);
    menu.className = "address-menu";
    menu.setAttribute("role", "dialog");
    menu.setAttribute("aria-label", words);
    document.body.append(menu);
    var box = link.getBoundingClientRect();
    menu.style.insetInlineStart = Math.max(12, Math.min(box.left, innerWidth - menu.offsetWidth - 12)) + scrollX + "px";
    menu.style.insetBlockStart = box.bottom + scrollY + 6 + "px";
    link.setAttribute("aria-expanded", "true");
    menu.querySelectorAll(":scope > button")[0].focus({ preventScroll: true });
  }

  /* The menu stands at the end of the page, but Tab goes on from the address that it is of. */
  function leave(event) {
    var stops = Array.from(menu.querySelectorAll("button, a, textarea")).filter(function (one) {
      return one.offsetParent; // a wide window shows no button to close
    });
    if (document.activeElement !== stops[event.shiftKey ? 0 : stops.length - 1]) return;
    if (event.shiftKey) event.preventDefault(); // back at the address itself
    close(true);
  }

  text.addEventListener("click", function (event) {
    var link = event.target.closest("a.address, a.label, a.ordinal");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    setTimeout(open.bind(null, link), 0); // after the browser has gone to the address
  });
  document.addEventListener("click", function (event) {
    if (menu && !menu.contains(event.target) && !event.target.closest("a.address, a.label, a.ordinal")) close(false);
  });
  document.addEventListener("keydown", function (event) {
    if (!menu) return;
    if (event.key === "Escape") return close(true);
    if (event.key === "Tab") return leave(event);
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    var items = Array.from(menu.querySelectorAll(":scope > button, :scope > a"));
    var step = event.key === "ArrowDown" ? 1 : -1;
    var at = items.indexOf(document.activeElement);
    event.preventDefault();
    items[(at + step + items.length) % items.length].focus();
  });
  document.addEventListener("focusin", function (event) {
    if (menu && !menu.contains(event.target) && event.target !== opener) close(false);
  });
})();
