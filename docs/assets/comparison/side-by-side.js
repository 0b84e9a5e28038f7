/* 比较: two to five clauses or whole plans side by side, each text whole; what they have word for word
   in common is grounded, set phrases are grey, what is said in numbers is bold. Whole plans stand by
   topic, or each in its own order. What is compared stands in the address, `a=<work>/<id>` to `e=…`,
   `view=text` for the own order. */
(function () {
  "use strict";

  const library = (window.library = window.library || {});
  const { element, button, comparison } = library;
  const SLOTS = ["a", "b", "c", "d", "e"];
  const WIDE = 900; // pixels from which the names in common are unfolded
  const MOST_NAMES = 12; // of those in common that are shown before the reader asks for all

  const status = document.querySelector(".comparison-status");
  const tools = document.querySelector(".comparison-tools");
  const common = document.querySelector(".comparison-names");
  const holder = document.querySelector(".comparison");
  const form = document.querySelector(".comparison-form");
  if (!holder || !form) return;
  const [planField, clauseField] = form.querySelectorAll("select");

  /* What the address asks for: [{work, clause}]. */
  function asked() {
    const query = new URLSearchParams(location.search);
    return SLOTS.map(slot => query.get(slot)).filter(Boolean).map(value => {
      const [work, clause] = value.split("/");
      return { work, clause: clause || "" };
    });
  }

  function isInOwnOrder() {
    return new URLSearchParams(location.search).get("view") === "text";
  }

  function addressOf(items, inOwnOrder) {
    const query = items.map((item, at) => `${SLOTS[at]}=${encodeURIComponent(item.work)}${item.clause ? `/${encodeURIComponent(item.clause)}` : ""}`);
    return `?${query.concat(inOwnOrder ? "view=text" : []).join("&")}`;
  }

  /* Part of a text in runs of one kind each. */
  function write(into, text, kinds, from, to) {
    for (let at = from; at < to;) {
      let end = at + 1;
      while (end < to && kinds[end] === kinds[at]) end += 1;
      into.append(kinds[at] ? element("span", kinds[at].trim(), text.slice(at, end)) : text.slice(at, end));
      at = end;
    }
  }

  function addressLink(unit) {
    const link = element("a", "comparison__address");
    link.href = library.page(`plans/${unit.work}/#${unit.id}`);
    link.dataset.address = unit.address;
    link.setAttribute("aria-label", unit.address);
    return link;
  }

  function unitElement(unit, kinds) {
    const text = comparison.textOf(unit);
    const made = element("div", "comparison__unit");
    made.dataset.unit = unit.id;
    let line = element("p", "", addressLink(unit));
    if (unit.heading) {
      const head = element("strong");
      write(head, text, kinds, 0, unit.heading.length);
      line.append(head);
    }
    let at = unit.heading.length;
    unit.body.split("\n").forEach((paragraph, number) => {
      const start = number ? at : unit.heads.length;
      if (number) {
        made.append(line);
        line = element("p");
      }
      write(line, text, kinds, number ? start : at, start + paragraph.length);
      at = start + paragraph.length + 1;
    });
    made.append(line);
    return made;
  }

  /* What stands above a column: the plan, the place in it, and the way to take it out. */
  function headOf(shown, number) {
    const item = shown.items[number];
    const plan = comparison.plans[item.work];
    const title = element("a", "", plan.title);
    title.href = library.page(`plans/${item.work}/${item.clause ? `#${item.clause}` : ""}`);
    const where = item.clause && shown.columns[number].length ? ` ${shown.columns[number][0].address}` : "";
    const made = [element("h2", "", [title, where])];
    if (shown.items.length > 1) {
      const away = element("a", "comparison__away", "移去");
      away.href = addressOf(shown.items.filter((_, at) => at !== number), isInOwnOrder());
      away.setAttribute("aria-label", `移去 ${plan.short}${where}`);
      made.push(away);
    }
    return made;
  }

  function columnElement(shown, number) {
    const made = element("section", "comparison__column", headOf(shown, number));
    if (!shown.columns[number].length) made.append(element("p", "", "没有这一条。"));
    made.append(...shown.columns[number].map((unit, at) => unitElement(unit, shown.kinds[number][at])));
    return made;
  }

  function shortOf(shown, number) {
    return comparison.plans[shown.items[number].work].short;
  }

  /* What a column says of a topic under which none of its pieces stands. */
  function silence(topic, number) {
    const units = topic.elsewhere[number];
    if (!units.length) return [element("p", "unseen", topic.id ? comparison.unseen : "")];
    const ways = units.flatMap((unit, at) => (at ? ["、", addressLink(unit)] : [addressLink(unit)]));
    return [element("p", "comparison__elsewhere", ["并见于", ...ways])];
  }

  /* A row has a cell for each plan; of a silent one the first row of the topic says so. */
  function rowElement(shown, topic, row, isFirst) {
    return element("tr", "", row.map((units, number) => {
      const isSilent = !topic.rows.some(one => one[number]);
      const inside = units
        ? units.map(unit => unitElement(unit, shown.kindsOf.get(unit)))
        : isSilent && isFirst ? silence(topic, number) : [];
      const cell = element("td", "", inside);
      cell.dataset.plan = shortOf(shown, number);
      cell.dataset.column = number;
      return cell;
    }));
  }

  function alignedElement(shown) {
    const heads = shown.items.map((_, number) => {
      const cell = element("th", "", headOf(shown, number));
      cell.scope = "col";
      return cell;
    });
    const table = element("table", "comparison__aligned", element("thead", "", element("tr", "", heads)));
    shown.topics.forEach(topic => {
      const way = element("a", "", topic.name);
      if (topic.id) way.href = library.page(`topics/${topic.id}/`);
      const head = element("th", "comparison__topic", topic.id ? way : comparison.noTopic);
      head.scope = "rowgroup";
      head.colSpan = shown.items.length;
      const rows = topic.rows.map((row, at) => rowElement(shown, topic, row, !at));
      table.append(element("tbody", "", [element("tr", "", head), ...rows]));
    });
    return table;
  }

  function nameItem(shown, one) {
    const inside = element(one.key ? "a" : "span", "", one.name);
    if (one.key) inside.href = library.page(`${one.key}/`);
    const isOfAll = one.columns.length === shown.items.length;
    const who = isOfAll ? "" : one.columns.map(number => shortOf(shown, number).split(" ")[0]).join("、");
    return element("li", "", who ? [inside, " ", element("span", "of", who)] : inside);
  }

  function showNames(shown) {
    const names = comparison.namesInCommon(shown.columns);
    common.replaceChildren();
    if (!names.length) return;
    const list = element("ul", "", names.slice(0, MOST_NAMES).map(one => nameItem(shown, one)));
    const folded = element("details", "", [element("summary", "", `共同提到的 ${names.length} 个名称`), list]);
    folded.open = innerWidth >= WIDE;
    common.append(folded);
    if (names.length <= MOST_NAMES) return;
    const more = button(`其余 ${names.length - MOST_NAMES} 个`, () => {
      const rest = names.slice(MOST_NAMES).map(one => nameItem(shown, one));
      list.append(...rest);
      more.remove();
      const link = rest[0].querySelector("a");
      if (link) link.focus();
    }, "link");
    folded.append(more);
  }

  function showTools(shown) {
    const lines = () => library.comparisonLines(shown);
    const said = element("span", "status");
    said.setAttribute("role", "status");
    const copy = button("复制表格", () => {
      const done = () => { said.textContent = "已复制，可以粘贴到表格"; };
      library.copy(library.tableText.tabs(lines()), { status: said, holder: tools, done });
    });
    const save = button("下载 CSV", () => { library.save("比较.csv", library.tableText.csv(lines()), "text/csv"); });
    tools.replaceChildren();
    if (shown.isOfPlans) {
      const views = [["按主题对齐", false], ["各依原文次序", true]].map(([word, inOwnOrder]) => {
        if (inOwnOrder === isInOwnOrder()) return element("strong", "", word);
        const link = element("a", "", word);
        link.href = addressOf(shown.items, inOwnOrder);
        return link;
      });
      tools.append(views[0], " ", views[1], " ");
    }
    const files = library.comparisonFiles(library.comparisonSources(shown), () => library.comparisonSheet(shown), said);
    tools.append(copy, " ", save, ...files.flatMap(file => [" ", file]), " ", button("打印", () => { print(); }), " ", said);
  }

  function told(shown) {
    if (shown.items.length < 2) return "再加入一条，才能比较。";
    const { fewest } = comparison.rule;
    const marks = [["same", "着色的是逐字相同的"], ["formula", "灰的是套语"], ["in-numbers", "粗的是频次和数量"]];
    const found = marks.filter(([kind]) => holder.querySelector(`.${kind}`)).map(([, words]) => words);
    const none = holder.querySelector(".same, .formula") ? "" : `没有连续 ${fewest} 字以上的相同文字。`;
    return `${none}${found.length ? `${found.join("，")}；连续 ${fewest} 字以上才算相同，标点不计。` : ""}`;
  }

  function show(items) {
    const columns = items.map(item => comparison.unitsOf(item.work, item.clause));
    const shown = { items, columns, kinds: comparison.kindsOf(columns), kindsOf: new Map() };
    columns.forEach((units, at) => {
      units.forEach((unit, number) => { shown.kindsOf.set(unit, shown.kinds[at][number]); });
    });
    shown.isOfPlans = items.length > 1 && items.every(item => !item.clause);
    shown.topics = shown.isOfPlans && !isInOwnOrder() ? library.align(columns) : null;
    holder.style.setProperty("--columns", items.length);
    holder.classList.toggle("aligned", Boolean(shown.topics));
    if (shown.topics) holder.replaceChildren(alignedElement(shown));
    else holder.replaceChildren(...items.map((_, number) => columnElement(shown, number)));
    showNames(shown);
    showTools(shown);
    status.textContent = told(shown);
  }

  function option(value, word) {
    const made = element("option", "", word);
    made.value = value;
    return made;
  }

  /* The clauses of the plan that is chosen; the first choice is all of it. */
  function offerClauses() {
    const work = planField.value;
    return comparison.load(work).then(() => {
      if (work !== planField.value) return;
      const units = comparison.unitsOf(work, "").filter(unit => unit.heading);
      clauseField.replaceChildren(option("", "全文"), ...units.map(unit => option(unit.id, `${unit.address} ${unit.heading}`)));
    });
  }

  function fail() {
    status.textContent = "所比的文字没有取到，请检查网址，或稍后再试。";
  }

  form.addEventListener("submit", event => {
    event.preventDefault();
    location.search = addressOf([...asked(), { work: planField.value, clause: clauseField.value }], isInOwnOrder());
  });
  planField.addEventListener("change", () => { offerClauses().catch(fail); });

  const items = asked();
  comparison.begin()
    .then(() => Promise.all(items.filter(item => comparison.listed.some(plan => plan[0] === item.work)).map(item => comparison.load(item.work))))
    .then(() => {
      const known = items.filter(item => comparison.plans[item.work]);
      if (known.length) show(known);
      if (known.length < items.length) status.textContent = "网址里有的规划这里没有收入。";
      if (known.length >= SLOTS.length || !comparison.listed.length) return;
      planField.replaceChildren(...comparison.listed.map(([work, title]) => option(work, title)));
      form.hidden = false;
      return offerClauses();
    })
    .catch(fail);
})();
