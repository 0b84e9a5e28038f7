/* The table of 出处: copied whole or saved as CSV, and any one sentence with its citation. What the
   edition marks in a sentence (conjecture, what cannot be read, a title that is not the source's) is
   told in words wherever it goes. */
(function () {
  "use strict";

  const library = (window.library = window.library || {});
  const { element, button, tableText } = library;
  const table = document.querySelector("table.quotations");
  const tools = document.querySelector(".quotations-tools");
  if (!table || !tools) return;

  const status = element("span", "status");

  function text(node) {
    return node ? node.textContent.replace(/\s+/g, " ").trim() : "";
  }

  function once(all) {
    return Array.from(new Set(all));
  }

  /* What of a sentence is the editor's, in words; empty if it stands as received. */
  function told(row, plan) {
    const marks = Array.from(row.querySelectorAll(".said .emended"));
    function of(kind) {
      return marks.filter(one => one.classList.contains(kind));
    }
    const likely = once(of("likely").map(text).filter(Boolean));
    const parts = [text(plan.querySelector(".value-supplied.evidence"))];
    if (likely.length) parts.push(`据校读，可能：${likely.join(" ")}`);
    if (of("certain").length) parts.push(`校改 ${of("certain").length} 处，确定`);
    if (/□/.test(text(row.querySelector(".said")))) parts.push("□ 不可读");
    return parts.filter(Boolean).join("；");
  }

  function rows() {
    return Array.from(table.tBodies).flatMap(plan => {
      const head = plan.rows[0];
      return Array.from(plan.rows, row => [
          text(head.querySelector(".where")),
          text(head.querySelector(".years")),
          Array.from(row.querySelectorAll(".form span"), text).join("；"),
          text(row.querySelector(".said")),
          text(row.querySelector(".at a")),
          plan.dataset.citation + row.dataset.words,
          tableText.address(row.querySelector(".at a")),
          told(row, head),
        ].concat(table.dataset.lead ? text(head.querySelector(".agency")) : []));
    });
  }

  /* The table as lines of cells, the names of its columns first. */
  function lines() {
    const names = Array.from(table.tHead.rows[0].cells, text).concat("引文", "网址", "校", table.dataset.lead || []);
    return [names].concat(rows());
  }

  function copy(words, place) {
    library.copy(words, { status, holder: tools, done: () => { say(place); } });
  }

  /* The status is announced; what was pressed says it too, for who looks there. */
  function say(place) {
    const word = place.dataset.word || place.textContent;
    place.dataset.word = word;
    status.textContent = place.dataset.done;
    place.textContent = "已复制";
    setTimeout(() => { place.textContent = word; }, 2000);
  }

  function save() {
    library.save(`${text(document.querySelector("h1")).replace(/[\\/:*?"<>|]/g, "")}-出处.csv`, tableText.csv(lines()), "text/csv");
  }

  function quote(plan, row) {
    const head = plan.rows[0];
    const note = told(row, head);
    return [
      text(row.querySelector(".said")),
      `——${plan.dataset.citation}${row.dataset.words}`,
      tableText.address(row.querySelector(".at a")),
    ].concat(note ? `（校：${note}）` : []).join("\n");
  }

  const count = table.querySelectorAll("tbody tr").length;
  const whole = button("复制全表", () => {
    copy(tableText.tabs(lines()), whole);
  });
  whole.dataset.done = `已复制 ${count} 行，可以粘贴到表格`;
  status.setAttribute("role", "status");
  if (document.querySelector(".turning")) whole.textContent = "复制本页的表";
  tools.append(whole, button("下载 CSV", save), status);

  Array.from(table.tBodies).forEach(plan => {
    Array.from(plan.rows, row => {
      const link = row.querySelector(".at a");
      const made = button("复制引文", () => { copy(quote(plan, row), made); });
      made.setAttribute("aria-label", `复制这一句和出处，${text(plan.rows[0].querySelector(".where"))} ${text(link)}`);
      made.dataset.done = "已复制这一句和出处";
      link.after(" ", made);
    });
  });
})();
