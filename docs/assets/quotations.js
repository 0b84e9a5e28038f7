/* The table of 出处: copied whole or saved as CSV, and any one sentence with its citation. What the
   edition marks in a sentence (conjecture, what cannot be read, a title that is not the source's) is
   told in words wherever it goes. */
(function () {
  "use strict";

  var root = document.currentScript.src.replace(/assets\/quotations\.js.*$/, "");
  var table = document.querySelector("table.quotations");
  var tools = document.querySelector(".quotations-tools");
  if (!table || !tools) return;

  var ACTIVE = /^'*[=+\-@\t\r\n]/; // how a cell begins that a spreadsheet may run as a formula
  var MARK = "\ufeff"; // without which spreadsheets take UTF-8 for another encoding
  var status = element("span", "", "status");

  function element(name, content, className) {
    var made = document.createElement(name);
    made.textContent = content;
    if (className) made.className = className;
    return made;
  }

  function button(word, act) {
    var made = element("button", word);
    made.type = "button";
    made.addEventListener("click", act);
    return made;
  }

  function text(node) {
    return node ? node.textContent.replace(/\s+/g, " ").trim() : "";
  }

  /* Where the site is published: of a copy on disk, what the address of this page in it says. */
  function site() {
    var canonical = document.querySelector('link[rel="canonical"]');
    var path = location.href.split(/[?#]/)[0].slice(root.length);
    if (location.protocol !== "file:" || !canonical || canonical.href.slice(-path.length) !== path) return root;
    return canonical.href.slice(0, -path.length);
  }

  function address(link) {
    var path = link.href.slice(root.length).replace(/index\.html(?=#|$)/, "").replace(/\.html(?=#|$)/, "/");
    return site() + path;
  }

  function once(all) {
    return Array.from(new Set(all));
  }

  /* What of a sentence is the editor's, in words; empty if it stands as received. */
  function told(row, plan) {
    var marks = Array.from(row.querySelectorAll(".said .emended"));
    function of(kind) {
      return marks.filter(function (one) { return one.classList.contains(kind); });
    }
    var likely = once(of("likely").map(text).filter(Boolean));
    var parts = [text(plan.querySelector(".value-supplied.evidence"))];
    if (likely.length) parts.push("据校读，可能：" + likely.join(" "));
    if (of("certain").length) parts.push("校改 " + of("certain").length + " 处，确定");
    if (/□/.test(text(row.querySelector(".said")))) parts.push("□ 不可读");
    return parts.filter(Boolean).join("；");
  }

  function rows() {
    return Array.from(table.tBodies).flatMap(function (plan) {
      var head = plan.rows[0];
      return Array.from(plan.rows, function (row) {
        return [
          text(head.querySelector(".where")),
          text(head.querySelector(".years")),
          Array.from(row.querySelectorAll(".form span"), text).join("；"),
          text(row.querySelector(".said")),
          text(row.querySelector(".at a")),
          plan.dataset.citation + row.dataset.words,
          address(row.querySelector(".at a")),
          told(row, head),
        ].concat(table.dataset.lead ? text(head.querySelector(".agency")) : []);
      });
    });
  }

  function guarded(cell) {
    return ACTIVE.test(cell) ? "'" + cell : cell;
  }

  /* The table as lines of cells, the names of its columns first. */
  function lines() {
    var names = Array.from(table.tHead.rows[0].cells, text).concat("引文", "网址", "校", table.dataset.lead || []);
    return [names].concat(rows().map(function (row) { return row.map(guarded); }));
  }

  function quoted(cell) {
    return /[",\r\n]/.test(cell) ? '"' + cell.replace(/"/g, '""') + '"' : cell;
  }

  function csv() {
    return MARK + lines().map(function (line) { return line.map(quoted).join(",") + "\r\n"; }).join("");
  }

  function copy(content, place) {
    function fail() {
      var field = element("textarea", "");
      field.value = content;
      field.rows = 4;
      field.readOnly = true;
      field.setAttribute("aria-label", "请复制这段文字");
      status.textContent = "浏览器不许写入剪贴板。文字已选中，请自行复制：";
      tools.querySelectorAll("textarea").forEach(function (one) { one.remove(); });
      tools.append(field);
      field.focus();
      field.select();
    }
    if (!navigator.clipboard) return fail();
    navigator.clipboard.writeText(content).then(function () { say(place); }, fail);
  }

  /* The status is announced; what was pressed says it too, for who looks there. */
  function say(place) {
    var word = place.dataset.word || place.textContent;
    place.dataset.word = word;
    status.textContent = place.dataset.done;
    place.textContent = "已复制";
    setTimeout(function () { place.textContent = word; }, 2000);
  }

  function save() {
    var link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([csv()], { type: "text/csv;charset=utf-8" }));
    link.download = text(document.querySelector("h1")).replace(/[\\/:*?"<>|]/g, "") + "-出处.csv";
    link.click();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 10000);
  }

  function quote(plan, row) {
    var head = plan.rows[0];
    var note = told(row, head);
    return [
      text(row.querySelector(".said")),
      "——" + plan.dataset.citation + row.dataset.words,
      address(row.querySelector(".at a")),
    ].concat(note ? "（校：" + note + "）" : []).join("\n");
  }

  var count = table.querySelectorAll("tbody tr").length;
  var whole = button("复制全表", function () {
    copy(lines().map(function (line) { return line.join("\t"); }).join("\n"), whole);
  });
  whole.dataset.done = "已复制 " + count + " 行，可以粘贴到表格";
  status.setAttribute("role", "status");
  if (document.querySelector(".turning")) whole.textContent = "复制本页的表";
  tools.append(whole, button("下载 CSV", save), status);

  Array.from(table.tBodies).forEach(function (plan) {
    Array.from(plan.rows, function (row) {
      var link = row.querySelector(".at a");
      var made = button("复制引文", function () { copy(quote(plan, row), made); });
      made.setAttribute("aria-label", "复制这一句和出处，" + text(plan.rows[0].querySelector(".where")) + " " + text(link));
      made.dataset.done = "已复制这一句和出处";
      link.after(" ", made);
    });
  });
})();
