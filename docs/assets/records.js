/* Lists of records: headers sort, buttons above filter by what each row says of itself. */
(function () {
  "use strict";

  var order = new Intl.Collator("zh-CN-u-co-pinyin", { numeric: true }).compare;

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

  function makeFilterable(table) {
    var rows = rowsOf(table);
    var chosen = {};
    groupsOf(table).forEach(function (group) {
      var facet = group.dataset.facet;
      function add(value, word) {
        var button = document.createElement("button");
        button.type = "button";
        button.textContent = word;
        button.setAttribute("aria-pressed", String(value === null));
        button.addEventListener("click", function () {
          chosen[facet] = value;
          Array.from(group.children).forEach(function (other) {
            other.setAttribute("aria-pressed", String(other === button));
          });
          rows.forEach(function (row) {
            row.hidden = Object.keys(chosen).some(function (name) {
              return chosen[name] !== null && row.dataset[name] !== chosen[name];
            });
          });
        });
        group.append(button);
      }
      add(null, "全部 " + rows.length);
      values(rows, facet).forEach(function (count, value) {
        add(value, value + " " + count);
      });
    });
  }

  document.querySelectorAll("table.records").forEach(function (table) {
    if (rowsOf(table).length < 2) return;
    makeSortable(table);
    makeFilterable(table);
  });
})();
