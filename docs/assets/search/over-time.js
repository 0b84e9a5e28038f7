/* 哪年哪地: what was found by year and plan, one square a clause, and the first year and the last; all of
   it as CSV. Above the results of a search, folded. `library.overTime`. */
(function () {
  "use strict";

  const library = (window.library = window.library || {});
  const { element, button, search } = library;
  const MOST_PLANS = 40;
  const MOST_SQUARES = 40; // of one plan

  const place = document.querySelector(".search-time");
  const holder = element("details", "over-time");
  const head = element("summary");
  const body = element("div", "over-time__body");
  holder.append(head, body);
  let open = null; // draws what is in it, once
  let turn = 0; // of the answer that is shown: one that comes later than the next is dropped

  /* Where a plan is of: its short name without the years. */
  function where(plan) {
    return plan.short.split(" ")[0];
  }

  function byTime(one, other) {
    return (one.years[0] || 0) - (other.years[0] || 0) || (one.years[1] || 0) - (other.years[1] || 0) || (one.work < other.work ? -1 : 1);
  }

  /* Who is the first to say it, and who the last; of those of one year none is named. */
  function bounds(plans) {
    const dated = plans.filter(plan => plan.years.length);
    if (!dated.length) return "";
    const first = dated[0];
    const last = dated[dated.length - 1];
    if (first.years[0] !== last.years[0]) return `最早 ${first.years[0]} 年（${where(first)}），最晚 ${last.years[0]} 年（${where(last)}）`;
    return dated.length > 1 ? `都在 ${first.years[0]} 年` : `${first.years[0]} 年（${where(first)}）`;
  }

  function label(years) {
    if (!years.length) return "未详";
    return years[0] === years[1] ? String(years[0]) : `${years[0]}—${String(years[1] % 100).padStart(2, "0")}`;
  }

  function square(hit) {
    const link = element("a", "", "■");
    link.href = library.page(hit.url);
    link.setAttribute("aria-label", hit.address);
    link.title = hit.address;
    return link;
  }

  function planElement(plan, hits, count) {
    const squares = element("span", "squares", hits.map(square));
    if (count > hits.length) squares.append(` 另 ${count - hits.length} 条`);
    return element("span", "of-plan", [element("span", "where", where(plan)), " ", squares, " ", element("span", "count", `${count} 条`)]);
  }

  /* By year, or the years that a plan is of. */
  function draw(plans, counts, hits) {
    const list = element("ol", "spread");
    let row = null;
    plans.slice(0, MOST_PLANS).forEach(plan => {
      const year = label(plan.years);
      if (!row || row.dataset.year !== year) {
        row = element("li", "", [element("span", "year", year), " "]);
        row.dataset.year = year;
        list.append(row);
      }
      row.append(planElement(plan, hits.filter(hit => hit.work === plan.work), counts.get(plan.work)));
    });
    return list;
  }

  function lines(plans, hits) {
    const by = new Map(plans.map(plan => [plan.work, plan]));
    const link = element("a");
    const rows = hits.map(hit => {
      const plan = by.get(hit.work);
      link.href = library.page(hit.url);
      const said = hit.doubtful.length ? `有 ${hit.doubtful.length} 处由校者推定或不可读` : "";
      const note = hit.received ? "见于校改前的原文" : said;
      return [plan.places.join(""), label(plan.years), plan.title, hit.address, hit.label + hit.heading, hit.text, library.tableText.address(link), note];
    });
    return [["地", "年", "题名", "条款", "条题", "原文", "网址", "校"], ...rows];
  }

  function saving(asked, options, plans, status) {
    return button("下载 CSV", () => {
      status.textContent = "";
      Promise.all([search.find(asked.q, { ...options, order: "plan", perPlan: Infinity, limit: Infinity }), library.script("assets/table-text.js")])
        .then(([result]) => { library.save(`检索-${asked.q.replace(/[\\/:*?"<>|]/g, "")}.csv`, library.tableText.csv(lines(plans, result.hits)), "text/csv"); })
        .catch(() => { status.textContent = "没有取到，请再试一次"; });
    });
  }

  function fill(asked, options, plans, counts) {
    const own = turn;
    const status = element("span", "status");
    status.setAttribute("role", "status");
    const works = plans.slice(0, MOST_PLANS).map(plan => plan.work);
    const filters = { ...options.filters, work: works };
    const part = { ...options, filters, order: "plan", perPlan: MOST_SQUARES, limit: MOST_PLANS * MOST_SQUARES };
    return search.find(asked.q, part).then(result => {
      if (own !== turn) return;
      const rest = plans.length - works.length;
      const more = rest > 0 ? [element("p", "", `此处列出最早的 ${MOST_PLANS} 份，另有 ${rest} 份，都在 CSV 里。`)] : [];
      body.replaceChildren(draw(plans, counts, result.hits), ...more, element("p", "over-time__tools", [saving(asked, options, plans, status), " ", status]));
    });
  }

  holder.addEventListener("toggle", () => {
    if (holder.open && open) {
      open().catch(() => { body.textContent = "没有取到，请合上再试一次"; });
    }
  });

  library.overTime = {
    /* Of a whole answer, with what was asked and how; `every` are all plans. */
    show(answer, asked, options, every) {
      turn += 1;
      const counts = new Map(answer.plans.map(([work, count]) => [work, count]));
      const plans = every.filter(plan => counts.has(plan.work)).sort(byTime);
      holder.hidden = !plans.length;
      head.textContent = `哪年哪地：${bounds(plans) || `${plans.length} 份规划`}`;
      place.append(holder);
      open = () => {
        const again = open;
        open = null;
        return fill(asked, options, plans, counts).catch(error => {
          open = again;
          throw error;
        });
      };
      body.replaceChildren();
      if (holder.open) holder.dispatchEvent(new Event("toggle"));
    },
    hide() {
      turn += 1;
      holder.hidden = true;
    },
  };
})();
