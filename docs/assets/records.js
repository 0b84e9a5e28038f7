/* Lists of records: headers sort, buttons above filter by what each row says of itself, and a box at
   the head of the page by what its rows are called, in characters or pinyin. */
(function () {
  "use strict";

  var order = new Intl.Collator("zh-CN-u-co-pinyin", { numeric: true }).compare;

  var filters = new Map(); // by table what its rows have to pass, by name

  function key(row, column) {
    var cell = row.cells[column];
    return cell.dataset.key === undefined ? cell.textContent.trim() : cell.dataset.key;
  }

  /* Its rows: a long table has them in groups. */
  function rowsOf(table) {
    return Array.from(table.rows).filter(function (row) {
      return row.parentElement.matches("tbody");
    });
  }

  function makeSortable(table) {
    var body = table.tBodies[0];
    Array.from(table.tHead.rows[0].cells).forEach(function (header, column) {
      var button = document.createElement("button");
      button.type = "button";
      button.append.apply(button, Array.from(header.childNodes));
      header.append(button);
      button.addEventListener("click", function () {
        var down = header.getAttribute("aria-sort") === "ascending";
        Array.from(header.parentElement.cells).forEach(function (other) {
          other.removeAttribute("aria-sort");
        });
        header.setAttribute("aria-sort", down ? "descending" : "ascending");
        var rows = rowsOf(table);
        rows.sort(function (one, two) {
          var a = key(one, column);
          var b = key(two, column);
          if (!a || !b) return Number(!a) - Number(!b); // what is absent goes last either way
          return down ? order(b, a) : order(a, b);
        });
        body.append.apply(body, rows);
      });
    });
  }

  function values(rows, facet) {
    var counts = new Map();
    rows.forEach(function (row) {
      counts.set(row.dataset[facet], (counts.get(row.dataset[facet]) || 0) + 1);
    });
    return counts;
  }

  /* The groups that stand before a table, one for each facet. */
  function groupsOf(table) {
    var groups = [];
    for (var one = table.previousElementSibling; one && one.matches(".filters"); one = one.previousElementSibling) {
      groups.push(one);
    }
    return groups;
  }

  /* What a row is called, as it can be typed: its words, its pinyin, the initials of that. */
  function calls(row) {
    var pinyin = key(row, 0);
    return [fold(row.textContent), fold(pinyin), pinyin.split(" ").map(function (one) { return one[0]; }).join("")];
  }

  function fold(words) {
    return words.normalize("NFKC").toLowerCase().replace(/\s+/g, "");
  }

  /* The rows of a table are shown that every filter lets pass. */
  function pass(table, name, test) {
    var tests = (filters.get(table) || filters.set(table, {}).get(table));
    tests[name] = test;
    rowsOf(table).forEach(function (row) {
      row.hidden = !Object.values(tests).every(function (one) { return one(row); });
    });
  }

  function makeFilterable(table) {
    var rows = rowsOf(table);
    groupsOf(table).forEach(function (group) {
      var facet = group.dataset.facet;
      function add(value, word) {
        var button = document.createElement("button");
        button.type = "button";
        button.textContent = word;
        button.setAttribute("aria-pressed", String(value === null));
        button.addEventListener("click", function () {
          Array.from(group.children).forEach(function (other) {
            other.setAttribute("aria-pressed", String(other === button));
          });
          pass(table, facet, function (row) { return value === null || row.dataset[facet] === value; });
        });
        group.append(button);
      }
      add(null, "全部 " + rows.length);
      values(rows, facet).forEach(function (count, value) {
        add(value, value + " " + count);
      });
    });
  }

  /* A box for what the rows are called. While it has text, what stands between it and its table is out
     of the way. */
  function makeFindable(line) {
    var table = document.querySelector("section:has(> #" + line.dataset.table + ") table.records");
    if (!table) return;
    var rows = rowsOf(table);
    var names = new Map(rows.map(function (row) { return [row, calls(row)]; }));
    var isPart = Boolean(document.querySelector(".turning"));
    var label = document.createElement("label");
    var field = document.createElement("input");
    var status = document.createElement("span");
    field.type = "search";
    field.autocomplete = "off";
    field.spellcheck = false;
    field.placeholder = "字样、拼音或首字母";
    label.append(isPart ? "在本页里找 " : "找 ", field);
    status.setAttribute("role", "status");
    line.append(label, status);
    var between = Array.from(document.querySelectorAll("section.entry, .initials")).filter(function (one) {
      return !one.contains(table);
    });
    function look() {
      var typed = fold(field.value);
      pass(table, "called", function (row) {
        return !typed || names.get(row).some(function (one) { return one.includes(typed); });
      });
      between.forEach(function (one) { one.hidden = Boolean(typed); });
      var left = rows.filter(function (row) { return !row.hidden; }).length;
      status.textContent = typed ? (left ? left + " 项" : "没有这样的名称") : "";
    }
    field.addEventListener("input", look);
    if (field.value) look(); // what a browser has kept of an earlier visit
  }

  document.querySelectorAll("table.records").forEach(function (table) {
    if (rowsOf(table).length < 2) return;
    makeSortable(table);
    makeFilterable(table);
  });
  document.querySelectorAll(".list-filter").forEach(makeFindable);
})();
