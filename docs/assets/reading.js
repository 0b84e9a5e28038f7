/* What a reader may do with the whole plan: cite it, print it, read it without marks, and see the keys. */
(function () {
  "use strict";

  var KEYS = [
    ["/", "检索，或去往名称、条款"],
    ["j　k", "下一条　上一条"],
    ["Enter", "打开所在条款的菜单：链接、引文、打印"],
    ["c", "复制所选文字的链接"],
    ["n　p", "检索所得的下一处　上一处"],
    ["Esc", "关闭打开的窗口"],
    ["?", "这张表"],
  ];
  var FIELDS = "input, textarea, select, [contenteditable], dialog, [role='dialog']";

  var library = (window.library = window.library || {});
  var root = document.documentElement;
  var links = document.querySelector(".toolbar .links");
  var legend = document.querySelector(".legend .marks");
  if (!links || !legend) return;

  function element(name, content, properties) {
    var made = document.createElement(name);
    made.append.apply(made, [].concat(content || []));
    return Object.assign(made, properties || {});
  }

  function button(word, act, className) {
    var made = element("button", word, { type: "button", className: className || "" });
    made.addEventListener("click", act);
    return made;
  }

  /* What is folded and is to be seen is opened: where a link leads, in browsers that do not. */
  function unfold() {
    var target = document.querySelector(":target");
    var record = target && target.closest("details");
    if (!record || record.open) return;
    record.open = true;
    target.scrollIntoView();
  }

  function showKeys() {
    var list = element("dl", KEYS.map(function (row) {
      return element("div", [element("dt", row[0]), element("dd", row[1])]);
    }));
    var sheet = element("dialog", [], { className: "sheet keys" });
    var quit = button("关闭", function () { sheet.close(); });
    sheet.setAttribute("aria-label", "快捷键");
    sheet.append(element("div", ["快捷键", quit]), list);
    sheet.addEventListener("close", function () { sheet.remove(); });
    sheet.addEventListener("click", function (event) {
      if (event.target === sheet) sheet.close();
    });
    document.body.append(sheet);
    sheet.showModal();
  }

  /* The citation and the reference of the whole plan, the latter with the day and the address. */
  var reference = document.querySelector(".reference span");
  if (reference) reference.append("[" + library.today() + "]. " + library.here() + ".");
  document.querySelectorAll(".record .citation").forEach(function (line) {
    var cited = line.querySelector("span");
    var copied = button("复制", function () {
      function select() {
        getSelection().selectAllChildren(cited);
        copied.textContent = "已选中，请自行复制";
      }
      if (!navigator.clipboard) return select();
      navigator.clipboard.writeText(cited.textContent).then(function () { copied.textContent = "已复制"; }, select);
    }, "link");
    copied.setAttribute("aria-live", "polite");
    line.append(" ", copied);
  });

  var cite = links.querySelector(".cite");
  cite.after(" ", button("打印", function () { print(); }, "link print"));

  var marks = button("", function () {
    library.choose("marks", root.dataset.marks === "hidden" ? null : "hidden");
    tell();
  });
  function tell() {
    var isHidden = root.dataset.marks === "hidden";
    marks.textContent = isHidden ? "显示标注" : "隐去标注";
  }
  tell();
  legend.querySelector(".choices").append(marks, button("快捷键 ?", showKeys));

  document.addEventListener("keydown", function (event) {
    if (event.key !== "?" || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target instanceof Element && event.target.closest(FIELDS)) return;
    event.preventDefault();
    showKeys();
  });
  addEventListener("hashchange", unfold);
  unfold();
})();
