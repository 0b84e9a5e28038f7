/* Nothing found: what was searched, which term failed, and what leads on, each way once. `library.nothing(
   result, asked, size, address)` gives {section, ready}: what is shown, and a promise of the last of it;
   `size` is how many plans were searched, `address` gives that of another question. */
(function () {
  "use strict";

  var library = (window.library = window.library || {});
  var search = library.search;
  var element = library.results.element;
  var MOST = 3; // terms that are found nowhere, of which the near ones are looked for

  library.nothing = function (result, asked, size, address) {
    var isFiltered = Object.keys(asked.filters).length > 0;
    var missing = result.terms.filter(function (term) { return !term.units; });
    var ways = element("ul", "ways");
    var section = element("section", "none");
    section.append(element("h2", "", "“" + asked.q.trim() + "”　0 条"));
    section.append(element("p", "", isFiltered
      ? "所选的范围里没有这样的字样。已按字面逐字核对，并非漏检。"
      : "全库 " + size + " 份规划的标题、正文、表格均无此字样。已按字面逐字核对，并非漏检。"));
    if (result.terms.length > 1) section.append(element("p", "", perTerm(result.terms)));
    section.append(ways);
    return { section: section, ready: Promise.all([unfiltered()].concat(missing.slice(0, MOST).map(near))) };

    function unfiltered() {
      if (!isFiltered) return null;
      var next = Object.assign({}, asked, { filters: {} });
      var item = way("不加筛选", next);
      ways.append(item);
      return count(next).then(function (units) {
        if (units) item.append(" " + units + " 条");
      });
    }

    /* A name that is nearly the term, or else what of the term stands somewhere. */
    function near(term) {
      return library.named.near(term.term)
        .catch(function () { return []; })
        .then(function (names) { return names.length ? names : search.near(term.term); })
        .then(function (found) { return Promise.all(found.map(leading.bind(null, term.term))); })
        .then(function (found) { found.forEach(lead); });
    }

    /* Where what is near a term leads, `{next, units, name}`: to the query with it in place of the term,
       or, if that finds nothing either, to it alone. */
    function leading(term, one) {
      var whole = Object.assign({}, asked, { q: asked.q.split(term).join(one.query), filters: {} });
      var alone = Object.assign({}, whole, { q: one.query, also: [] });
      return count(whole).then(function (units) {
        if (units) return { next: whole, units: units, name: one.name };
        return count(alone).then(function (own) { return { next: alone, units: own, name: one.name }; });
      });
    }

    function count(next) {
      return search.find(next.q, { aliases: next.also, filters: next.filters, limit: 0 }).then(function (found) { return found.total; });
    }

    /* The same query may be come to in several ways. A name leads to its page, and its text to where it stands. */
    function lead(one) {
      var href = address(one.next);
      var is = Array.from(ways.querySelectorAll("a")).some(function (link) { return link.getAttribute("href") === href; });
      if (is || !(one.units || one.name)) return;
      ways.append(one.name ? named(one) : counted(one.next.q, one));
    }

    function named(one) {
      var item = library.named.item(one.name);
      item.querySelector(".kind").prepend("相近的");
      if (one.units) item.append("　", way("查全文", one.next).firstChild, " " + one.units + " 条");
      item.className = "near-name";
      return item;
    }

    function counted(word, one) {
      var item = way(word, one.next);
      item.append(" " + one.units + " 条");
      return item;
    }

    function way(word, next) {
      var item = element("li");
      var link = element("a", "", word);
      link.href = address(next);
      item.append(link);
      return item;
    }
  };

  function perTerm(terms) {
    var parts = terms.map(function (term) { return "“" + term.term + "” " + term.units + " 条"; });
    var isEach = terms.every(function (term) { return term.units; });
    return parts.join("，") + (isEach ? "；没有一条同时含有这几个词。" : "。");
  }
})();
