/* A book of plans that are ticked in the list: only asked for. */
(function () {
  "use strict";

  const library = (window.library = window.library || {});
  const { element, button } = library;
  const table = document.querySelector("table.records");
  const bar = document.querySelector(".reading-set");
  const MOST = 50; // plans in one book
  const PLAN = /plans\/([^/?#]+)\/(?:index\.html)?$/;

  if (!table || !window.DecompressionStream) {
    if (bar) bar.remove();
    return;
  }

  const status = element("span");
  const begin = button("选几份做成电子书", start);
  const make = library.saving("下载 EPUB", status, pack);
  const quit = button("不做了", stop);
  status.setAttribute("role", "status");
  bar.append(begin);

  function boxes() {
    return Array.from(table.querySelectorAll(".to-read"));
  }

  function chosen() {
    return boxes().filter(box => box.checked).map(box => box.value);
  }

  function start() {
    table.querySelectorAll("td.title").forEach(cell => {
      const link = Array.from(cell.querySelectorAll("a")).find(one => PLAN.test(one.href));
      if (!link) return;
      const box = element("input", "to-read");
      Object.assign(box, { type: "checkbox", value: PLAN.exec(link.href)[1] });
      box.setAttribute("aria-label", `选 ${link.textContent}`);
      cell.prepend(box);
    });
    bar.replaceChildren(make, quit, status);
    tell();
    const first = boxes()[0];
    if (first) first.focus({ preventScroll: true });
  }

  function stop() {
    boxes().forEach(box => { box.remove(); });
    bar.replaceChildren(begin);
    begin.focus({ preventScroll: true });
  }

  function tell() {
    const count = chosen().length;
    make.disabled = !count || count > MOST;
    status.textContent = count > MOST ? `最多 ${MOST} 份` : count ? `已选 ${count} 份` : "在题名前勾选，一份一章，依现在的次序";
  }

  function pack() {
    const works = chosen();
    return library.script("assets/carried/book.js")
      .then(() => library.book(works, `${library.here()}#${works.join("+")}`))
      .then(file => [works.length > 1 ? `应急规划-${works.length}份.epub` : `${works[0]}.epub`, file]);
  }

  table.addEventListener("change", event => {
    if (event.target.matches(".to-read")) tell();
  });
})();
