/* What of a table is to stand side by side: a box in each row, and above the table the way to the
   comparison of those that are chosen. Of the table of a name or a topic they are clauses, of the grid of
   topics whole plans. */
(function () {
  "use strict";

  const library = (window.library = window.library || {});
  const { element } = library;
  const MOST = 5; // as many as the comparison takes
  const LEAST = 2;
  const PLAN = /plans\/([^/?#]+)\/(?:index\.html)?(?:#(.+))?$/;
  const PART = /(?:-[py]\d+(?:_\d+)?)+$/; // of a paragraph or item, whose clause is compared

  /* What the comparison calls the clause or plan that a link leads to. */
  function called(link) {
    const [, work, id] = PLAN.exec(link.href) || [];
    return work ? work + (id ? `/${decodeURIComponent(id).replace(PART, "")}` : "") : "";
  }

  function addressOf(chosen) {
    return library.page(`compare/?${chosen.map((one, at) => `${"abcde"[at]}=${one}`).join("&")}`);
  }

  /* `rows` are [what is called, where its box stands, how that is named], `way` the words for what stands
     side by side where nothing is chosen. */
  function offer(tools, rows, measure, first) {
    const boxes = [];
    const line = element("span", "choosing");
    const link = element("a");
    const hint = element("span", "of");
    line.append(link, hint);
    line.setAttribute("aria-live", "polite");

    function show() {
      const chosen = boxes.filter(box => box.checked);
      const works = Array.from(new Set(chosen.map(box => box.value)));
      boxes.forEach(box => { box.disabled = !box.checked && works.length >= MOST && !works.includes(box.value); });
      const shown = works.length ? works : first;
      const isEnough = shown.length >= LEAST;
      link.hidden = !isEnough;
      if (isEnough) link.href = addressOf(shown);
      link.textContent = works.length ? `并排比较所选的 ${works.length} ${measure}` : `并排比较：各份的第一${measure}（${first.length} 份）`;
      hint.textContent = works.length && !isEnough ? `再选${measure === "条" ? "一条" : "一份"}，就能并排比较` : "";
      if (!works.length && !isEnough) hint.textContent = `勾选两${measure}到五${measure}，并排比较`;
    }

    rows.forEach(([value, place, name]) => {
      const box = element("input");
      Object.assign(box, { type: "checkbox", value });
      box.setAttribute("aria-label", `选来比较：${name}`);
      box.addEventListener("change", show);
      boxes.push(box);
      place(element("label", "to-compare", box));
    });
    show();
    tools.append(line);
  }

  function textOf(node) {
    return node ? node.textContent.replace(/\s+/g, " ").trim() : "";
  }

  function ofQuotations(table, tools) {
    const bodies = Array.from(table.tBodies);
    const rows = bodies.flatMap(body => Array.from(body.rows, row => {
      const link = row.querySelector(".at a");
      const name = `${textOf(body.querySelector(".where"))} ${textOf(link)}`;
      return [called(link), label => { link.before(label); }, name];
    }));
    if (new Set(rows.map(row => row[0])).size < LEAST) return;
    const first = Array.from(new Set(bodies.map(body => called(body.querySelector(".at a"))))).slice(0, MOST);
    offer(tools, rows, "条", first.length >= LEAST ? first : []);
  }

  function ofGrid(grid) {
    const rows = Array.from(grid.querySelectorAll("tbody tr td.title a"), link => [called(link), label => { link.before(label); }, textOf(link)]);
    if (rows.length < LEAST) return;
    offer(line, rows, "份", []);
  }

  const table = document.querySelector("table.quotations");
  const tools = document.querySelector(".quotations-tools");
  const grid = document.querySelector(".topic-grid");
  const line = document.querySelector(".choosing-line");
  if (table && tools) ofQuotations(table, tools);
  if (grid && line) ofGrid(grid);
})();
