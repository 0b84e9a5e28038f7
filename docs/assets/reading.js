/* What a reader may do with the whole plan: cite it, print it, read it without marks, and see the keys. */
(function () {
  "use strict";

  const KEYS = [
    ["/", "检索，或去往名称、条款"],
    ["j　k", "下一条　上一条"],
    ["Enter", "打开所在条款的菜单：链接、引文、打印"],
    ["c", "复制所选文字的链接"],
    ["n　p", "检索所得的下一处　上一处"],
    ["Esc", "关闭打开的窗口"],
    ["?", "这张表"],
  ];
  const FIELDS = "input, textarea, select, [contenteditable], dialog, [role='dialog']";

  const library = (window.library = window.library || {});
  const { element, button } = library;
  const root = document.documentElement;
  const links = document.querySelector(".toolbar .links");
  const legend = document.querySelector(".legend .marks");
  if (!links || !legend) return;

  /* What is folded and is to be seen is opened: where a link leads, in browsers that do not. */
  function unfold() {
    const target = document.querySelector(":target");
    const record = target && target.closest("details");
    if (!record || record.open) return;
    record.open = true;
    target.scrollIntoView();
  }

  function showKeys() {
    const list = element("dl", "", KEYS.map(row => element("div", "", [element("dt", "", row[0]), element("dd", "", row[1])])));
    const sheet = element("dialog", "sheet keys");
    const quit = button("关闭", () => { sheet.close(); });
    sheet.setAttribute("aria-label", "快捷键");
    sheet.append(element("div", "", ["快捷键", quit]), list);
    sheet.addEventListener("close", () => { sheet.remove(); });
    sheet.addEventListener("click", event => {
      if (event.target === sheet) sheet.close();
    });
    document.body.append(sheet);
    sheet.showModal();
  }

  /* The citation and the reference of the whole plan, the latter with the day and the address. */
  const reference = document.querySelector(".reference span");
  if (reference) reference.append(`[${library.today()}]. ${library.here()}.`);
  document.querySelectorAll(".record .citation").forEach(line => {
    const cited = line.querySelector("span");
    const copied = button("复制", () => {
      function select() {
        getSelection().selectAllChildren(cited);
        copied.textContent = "已选中，请自行复制";
      }
      if (!navigator.clipboard) return select();
      navigator.clipboard.writeText(cited.textContent).then(() => { copied.textContent = "已复制"; }, select);
    }, "link");
    copied.setAttribute("aria-live", "polite");
    line.append(" ", copied);
  });

  const cite = links.querySelector(".cite");
  cite.after(" ", button("打印", () => { print(); }, "link print"));

  const marks = button("", () => {
    library.choose("marks", root.dataset.marks === "hidden" ? null : "hidden");
    tell();
  });
  function tell() {
    const isHidden = root.dataset.marks === "hidden";
    marks.textContent = isHidden ? "显示标注" : "隐去标注";
  }
  tell();
  legend.querySelector(".choices").append(marks, button("快捷键 ?", showKeys));

  document.addEventListener("keydown", event => {
    if (event.key !== "?" || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target instanceof Element && event.target.closest(FIELDS)) return;
    event.preventDefault();
    showKeys();
  });
  addEventListener("hashchange", unfold);
  unfold();
})();
