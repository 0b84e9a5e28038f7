/* What is compared as a table: `library.comparisonLines`, its lines of cells, for the clipboard and CSV;
   `library.comparisonSheet`, the same for a workbook, where each address is a link; and whence it comes,
   `library.comparisonSources`. What of a text is the editor's is told after it. */
(function () {
  "use strict";

  const library = (window.library = window.library || {});
  const { comparison } = library;
  const NARROW = 10; // characters of a column
  const WIDE = 40;

  function saidOf(unit) {
    const text = comparison.textOf(unit);
    const doubtful = [];
    for (let at = 0; at < unit.doubtful.length; at += 2) doubtful.push(text.slice(unit.doubtful[at], unit.doubtful[at + 1]));
    const likely = doubtful.map(words => (words === "□" ? "□ 不可读" : `可能“${words}”`));
    return text + (likely.length ? `［校：${likely.join("，")}］` : "");
  }

  /* Where a page of the site is published, by its address from the root. */
  function published(address) {
    return library.tableText.address({ href: library.page(address) });
  }

  function addressOf(unit) {
    return published(`plans/${unit.work}/#${unit.id}`);
  }

  function planOf(shown, number) {
    return comparison.plans[shown.items[number].work];
  }

  /* What a plan that has nothing on a topic says there. */
  function silenceOf(topic, number) {
    if (!topic.id || topic.rows.some(row => row[number])) return "";
    const units = topic.elsewhere[number];
    return units.length ? `并见于${units.map(unit => unit.address).join("、")}` : comparison.unseen;
  }

  /* The lines below the head of plans by topic; `cells` gives those of a row, with what a silent column says. */
  function byTopic(shown, cells) {
    return shown.topics.flatMap(topic => topic.rows.flatMap((row, at) =>
      cells(topic, row, row.map((_, number) => (at ? "" : silenceOf(topic, number))))));
  }

  function titles(shown) {
    return shown.items.map((_, number) => planOf(shown, number).title);
  }

  function cellOf(units) {
    return units.map(unit => `${unit.address} ${saidOf(unit)}`).join("\n");
  }

  library.comparisonLines = shown => {
    if (shown.topics) {
      const lines = byTopic(shown, (topic, row, silence) => [[topic.name || comparison.noTopic, ...row.map((units, number) => (units ? cellOf(units) : silence[number]))]]);
      return [["主题", ...titles(shown)], ...lines];
    }
    const lines = shown.columns.flatMap((units, number) => units.map(unit => [planOf(shown, number).title, unit.address, saidOf(unit), addressOf(unit)]));
    return [["题名", "条款", "原文", "网址"], ...lines];
  };

  /* A cell of a workbook is of one unit: a row of the page is as many as its longest cell has. */
  function unitRows(topic, row, silence) {
    const name = { text: topic.name || comparison.noTopic, address: topic.id && published(`topics/${topic.id}/`) };
    const size = Math.max(1, ...row.map(units => (units || []).length));
    return Array.from({ length: size }, (_, at) => [name, ...row.flatMap((units, number) => {
      const unit = (units || [])[at];
      return unit ? [{ text: unit.address, address: addressOf(unit) }, saidOf(unit)] : ["", at ? "" : silence[number]];
    })]);
  }

  library.comparisonSheet = shown => {
    if (shown.topics) {
      return {
        columns: [["主题", NARROW], ...titles(shown).flatMap(title => [["条款", NARROW], [title, WIDE]])],
        rows: byTopic(shown, unitRows),
      };
    }
    return {
      columns: [["题名", WIDE / 2], ["条款", NARROW], ["原文", 2 * WIDE]],
      rows: shown.columns.flatMap((units, number) => units.map(unit => [
        { text: planOf(shown, number).title, address: published(`plans/${unit.work}/`) },
        { text: unit.address, address: addressOf(unit) },
        saidOf(unit),
      ])),
    };
  };

  /* What is compared: [{name, address, sha256}]. */
  library.comparisonSources = shown => shown.items.map((item, number) => {
    const { title, sha256 } = planOf(shown, number);
    const [unit] = shown.columns[number];
    const isWhole = !item.clause || !unit;
    return { name: isWhole ? title : `${title} ${unit.address}`, address: published(`plans/${item.work}/${item.clause ? `#${item.clause}` : ""}`), sha256 };
  });
})();
