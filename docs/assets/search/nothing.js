/* Nothing found: what was searched, which term failed, and what leads on, each way once. `library.nothing(
   result, asked, size, address)` gives {section, ready}: what is shown, and a promise of the last of it;
   `size` is how many plans were searched, `address` gives that of another question. */
(function () {
  "use strict";

  const library = (window.library = window.library || {});
  const search = library.search;
  const { element } = library;
  const MOST = 3; // terms that are found nowhere, of which the near ones are looked for

  library.nothing = function (result, asked, size, address) {
    const isFiltered = Object.keys(asked.filters).length > 0;
    const missing = result.terms.filter(term => !term.units);
    const ways = element("ul", "ways");
    const section = element("section", "none");
    section.append(element("h2", "", `“${asked.q.trim()}”　0 条`));
    section.append(element("p", "", isFiltered
      ? "所选的范围里没有这样的字样。已按字面逐字核对，并非漏检。"
      : `全库 ${size} 份规划的标题、正文、表格均无此字样。已按字面逐字核对，并非漏检。`));
    if (result.terms.length > 1) section.append(element("p", "", perTerm(result.terms)));
    section.append(ways);
    return { section, ready: Promise.all([unfiltered()].concat(missing.slice(0, MOST).map(near))) };

    function unfiltered() {
      if (!isFiltered) return null;
      const next = { ...asked, filters: {}};
      const item = way("不加筛选", next);
      ways.append(item);
      return count(next).then(units => {
        if (units) item.append(` ${units} 条`);
      });
    }

    /* A name that is nearly the term, or else what of the term stands somewhere. */
    function near(term) {
      return library.named.near(term.term)
        .catch(() => [])
        .then(names => names.length ? names : search.near(term.term))
        .then(found => Promise.all(found.map(leading.bind(null, term.term))))
        .then(found => { found.forEach(lead); });
    }

    /* Where what is near a term leads, `{next, units, name}`: to the query with it in place of the term,
       or, if that finds nothing either, to it alone. */
    function leading(term, one) {
      const whole = { ...asked, q: asked.q.split(term).join(one.query), filters: {}};
      const alone = { ...whole, q: one.query, also: []};
      return count(whole).then(units => {
        if (units) return { next: whole, units, name: one.name };
        return count(alone).then(own => ({ next: alone, units: own, name: one.name }));
      });
    }

    function count(next) {
      return search.find(next.q, { aliases: next.also, filters: next.filters, limit: 0 }).then(found => found.total);
    }

    /* The same query may be come to in several ways. A name leads to its page, and its text to where it stands. */
    function lead(one) {
      const href = address(one.next);
      const is = Array.from(ways.querySelectorAll("a")).some(link => link.getAttribute("href") === href);
      if (is || !(one.units || one.name)) return;
      ways.append(one.name ? named(one) : counted(one.next.q, one));
    }

    function named(one) {
      const item = library.named.item(one.name);
      item.querySelector(".kind").prepend("相近的");
      if (one.units) item.append("　", way("查全文", one.next).firstChild, ` ${one.units} 条`);
      item.className = "near-name";
      return item;
    }

    function counted(word, one) {
      const item = way(word, one.next);
      item.append(` ${one.units} 条`);
      return item;
    }

    function way(word, next) {
      const item = element("li");
      const link = element("a", "", word);
      link.href = address(next);
      item.append(link);
      return item;
    }
  };

  function perTerm(terms) {
    const parts = terms.map(term => `“${term.term}” ${term.units} 条`);
    const isEach = terms.every(term => term.units);
    return parts.join("，") + (isEach ? "；没有一条同时含有这几个词。" : "。");
  }
})();
