/* The page that is shown for what is not there: what the address asked for is looked up, and offered. */
(function () {
  "use strict";

  var library = (window.library = window.library || {});
  var root = document.currentScript.src.replace(/assets\/not-found\.js.*$/, "");
  var section = document.querySelector(".asked-for");
  var MOST = 6;

  /* What may have been meant, the likeliest first: the last parts of the address as they are, without
     their figures, and the first word of them. */
  function queries() {
    var path = location.href.indexOf(root) === 0 ? location.href.slice(root.length) : location.pathname;
    var parts = path.split(/[?#]/)[0].split("/").map(plain).filter(Boolean).slice(-2).reverse();
    var found = parts.flatMap(function (part) {
      var words = part.split("-").filter(function (word) { return !/^\d+$/.test(word); });
      return [part, words.join("-"), words[0] || ""];
    });
    return Array.from(new Set(found)).filter(function (one) { return one.length > 1; });
  }

  function plain(part) {
    try {
      return decodeURIComponent(part).replace(/(?:index)?\.html?$/, "").trim();
    } catch (error) {
      return "";
    }
  }

  function first(tried) {
    if (!tried.length) return Promise.resolve([]);
    return library.goTo(tried[0], { limit: MOST }).then(function (found) {
      return found.length ? found : first(tried.slice(1));
    });
  }

  function item(words, href, kind) {
    var link = document.createElement("a");
    link.textContent = words;
    link.href = href;
    var made = document.createElement("li");
    made.append(link, kind ? "　" + kind : "");
    return made;
  }

  /* A clause of a plan whose address was wrong; if the plan has it not, its page says so. */
  function clause() {
    var at = new URLSearchParams(location.search).get("at");
    return location.hash || (at ? "#" + encodeURIComponent(at) : "");
  }

  function show(found) {
    var list = section.querySelector("ul");
    found.forEach(function (one) {
      var isPlan = /^plans\/[^/]+\/$/.test(one.url);
      list.append(item(one.label, library.page(one.url) + (isPlan ? clause() : ""), one.kind));
    });
    var typed = queries()[0];
    if (/[^\x00-\x7f]/.test(typed || "")) {
      list.append(item("在全文里查找“" + typed + "”", library.page("search/?q=" + encodeURIComponent(typed))));
    }
    section.hidden = !list.children.length;
    document.querySelector("[role='status']").textContent = section.hidden
      ? "没有找到可能的去处"
      : "找到 " + list.children.length + " 个可能的去处";
  }

  library.script("assets/search/goto.js")
    .then(function () { return first(queries()); })
    .then(show, function () { show([]); });
})();
