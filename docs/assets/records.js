/* Lists of records: headers sort, buttons above filter by what each row says of itself, and a box at
   the head of the page by what its rows are called, in characters or pinyin. */
(function () {
  "use strict";

  const library = (window.library = window.library || {});
  const { element } = library;
  const order = new Intl.Collator("zh-CN-u-co-pinyin", { numeric: true }).compare;

  const filters = new Map(); // by table what its rows have to pass, by name

  function key(row, column) {
    const cell = row.cells[column];
    return cell.dataset.key === undefined ? cell.textContent.trim() : cell.dataset.key;
  }

  /* Its rows: a long table has them in groups. */
  function rowsOf(table) {
    return Array.from(table.rows).filter(row => row.parentElement.matches("tbody"));
  }

  function makeSortable(table) {
    const body = table.tBodies[0];
    Array.from(table.tHead.rows[0].cells).forEach((header, column) => {
      const button = library.button(Array.from(header.childNodes), () => {
        const down = header.getAttribute("aria-sort") === "ascending";
        Array.from(header.parentElement.cells).forEach(other => {
          other.removeAttribute("aria-sort");
        });
        header.setAttribute("aria-sort", down ? "descending" : "ascending");
        const rows = rowsOf(table);
        rows.sort((one, two) => {
          const a = key(one, column);
          const b = key(two, column);
          if (!a || !b) return Number(!a) - Number(!b); // what is absent goes last either way
          return down ? order(b, a) : order(a, b);
        });
        body.append(...rows);
      });
      header.append(button);
    });
  }

  /* `[value, count]` of each: years in their order, of others what more rows have first. */
  function values(rows, facet) {
    const counts = new Map();
    rows.forEach(row => {
      counts.set(row.dataset[facet], (counts.get(row.dataset[facet]) || 0) + 1);
    });
    const isNumber = Array.from(counts.keys()).every(value => /^\d+$/.test(value));
    return Array.from(counts).sort((one, two) => isNumber ? one[0] - two[0] : two[1] - one[1]);
  }

  /* The groups that stand before a table, one for each facet. */
  function groupsOf(table) {
    const groups = [];
    for (let one = table.previousElementSibling; one && one.matches(".filters"); one = one.previousElementSibling) {
      groups.push(one);
    }
    return groups;
  }

  /* What a row is called, as it can be typed: its words, its pinyin, the initials of that. */
  function calls(row) {
    const pinyin = key(row, 0);
    return [fold(row.textContent), fold(pinyin), pinyin.split(" ").map(one => one[0]).join("")];
  }

  function fold(words) {
    return words.normalize("NFKC").toLowerCase().replace(/\s+/g, "");
  }

  /* The rows of a table are shown that every filter lets pass. */
  function pass(table, name, test) {
    const tests = (filters.get(table) || filters.set(table, {}).get(table));
    tests[name] = test;
    rowsOf(table).forEach(row => {
      row.hidden = !Object.values(tests).every(one => one(row));
    });
  }

  /* Whether a list goes on on other pages. */
  function isPart(table) {
    return Boolean((table.closest(".entry") || document).querySelector(".turning"));
  }

  function makeFilterable(table) {
    const rows = rowsOf(table);
    const whole = isPart(table) ? "本页" : "全部";
    groupsOf(table).forEach(group => {
      const facet = group.dataset.facet;
      function add(value, word) {
        const button = library.button(word, () => {
          Array.from(group.children).forEach(other => {
            other.setAttribute("aria-pressed", String(other === button));
          });
          pass(table, facet, row => value === null || row.dataset[facet] === value);
        });
        button.setAttribute("aria-pressed", String(value === null));
        group.append(button);
      }
      add(null, `${whole} ${rows.length}`);
      values(rows, facet).forEach(([value, count]) => {
        add(value, `${value} ${count}`);
      });
    });
  }

  /* A box for what the rows are called. While it has text, what stands between it and its table is out
     of the way. */
  function makeFindable(line) {
    const table = document.querySelector(`section:has(> #${line.dataset.table}) table.records`);
    if (!table) return;
    const rows = rowsOf(table);
    const names = new Map(rows.map(row => [row, calls(row)]));
    const label = element("label");
    const field = element("input");
    const status = element("span");
    field.type = "search";
    field.autocomplete = "off";
    field.spellcheck = false;
    field.placeholder = "字样、拼音或首字母";
    label.append(isPart(table) ? "在本页里找 " : "找 ", field);
    status.setAttribute("role", "status");
    line.append(label, status);
    const between = Array.from(document.querySelectorAll("section.entry, .initials")).filter(one => !one.contains(table));
    function look() {
      const typed = fold(field.value);
      pass(table, "called", row => !typed || names.get(row).some(one => one.includes(typed)));
      between.forEach(one => { one.hidden = Boolean(typed); });
      const left = rows.filter(row => !row.hidden).length;
      status.textContent = typed ? (left ? `${left} 项` : "没有这样的名称") : "";
    }
    field.addEventListener("input", look);
    if (field.value) look(); // what a browser has kept of an earlier visit
  }

  /* On a phone a row is a block, and each of its cells has the head of its column before it. */
  function label(table) {
    const heads = Array.from(table.tHead.rows[0].cells, one => one.textContent);
    rowsOf(table).forEach(row => {
      Array.from(row.cells).forEach((cell, column) => { cell.dataset.label = heads[column]; });
    });
  }

  document.querySelectorAll("table.records").forEach(table => {
    label(table);
    if (rowsOf(table).length < 2) return;
    makeSortable(table);
    makeFilterable(table);
  });
  document.querySelectorAll(".list-filter").forEach(makeFindable);
})();
