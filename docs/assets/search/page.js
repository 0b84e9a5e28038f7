/* The page of the search. Its whole state is in the address, so that it can be sent to someone. */
(function () {
  "use strict";

  var library = (window.library = window.library || {});
  var search = library.search;
  var element = library.results.element;
  var STEP = 12; // clauses shown at a time
  var PER_PLAN = 3; // of one plan, before the reader asks for the rest
  var PAUSE = 90; // milliseconds after a key before the library is searched
  var FILTERS = ["place", "level", "year", "kind", "agency", "term"];
  var ORDERS = { relevance: "标题先，多者先", newest: "新者先", plan: "依规划次序" };

  var form = document.querySelector(".search-form");
  var field = form.elements.q;
  var offers = document.querySelector(".search-offers");
  var side = document.querySelector(".search-side");
  var status = document.querySelector(".search-status");
  var results = document.querySelector(".search-results");
  var help = document.querySelector(".search-help");
  var order = orderSelect();

  var asked = read();
  var plans = [];
  var planOf = {};
  var shown = 0; // clauses shown so far, those of opened plans left out
  var opened = []; // plans of which all clauses are shown
  var turn = 0; // of the search that was begun last: an older one that ends later is dropped
  var timer = 0;
  var isTyping = false;
  var filters = null; // a promise of the script that shows them
  var isComplete = false; // whether what is shown is from all texts

  history.scrollRestoration = "manual";

  function orderSelect() {
    var label = element("label", "search-order");
    var select = element("select");
    Object.keys(ORDERS).forEach(function (name) {
      var option = element("option", "", ORDERS[name]);
      option.value = name;
      select.append(option);
    });
    label.append(element("span", "visually-hidden", "次序"), select);
    label.hidden = true;
    status.after(label);
    return select;
  }

  /* State and address */

  function read() {
    var params = new URLSearchParams(location.search);
    var filters = {};
    FILTERS.forEach(function (name) {
      if (params.has(name)) filters[name] = params.getAll(name);
    });
    var by = params.get("order");
    return { q: params.get("q") || "", filters: filters, also: params.getAll("also"), order: by in ORDERS ? by : "relevance" };
  }

  function address() {
    var params = new URLSearchParams();
    if (asked.q) params.append("q", asked.q);
    Object.keys(asked.filters).forEach(function (name) {
      asked.filters[name].forEach(function (value) { params.append(name, value); });
    });
    asked.also.forEach(function (form) { params.append("also", form); });
    if (asked.order !== "relevance") params.append("order", asked.order);
    var query = String(params);
    return location.pathname + (query ? "?" + query : "");
  }

  /* A new step in the history for each thing that is asked; a query that is being typed is one. */
  function enter(isNew) {
    remember();
    if (isNew) history.pushState(null, "", address());
    else history.replaceState(null, "", address());
    run();
  }

  function remember() {
    history.replaceState({ scroll: scrollY, shown: shown, opened: opened }, "", location.href);
  }

  /* Searching */

  function options(more) {
    return Object.assign({ filters: asked.filters, aliases: asked.also, order: asked.order, perPlan: PER_PLAN }, more);
  }

  function needsNames() {
    return asked.also.length > 0 || Boolean(asked.filters.agency || asked.filters.term);
  }

  /* Searches and shows; `back` is what was remembered of an earlier visit. */
  function run(back) {
    var own = (turn += 1);
    clearTimeout(timer);
    document.title = (asked.q ? asked.q + " · " : "") + "检索 · " + document.querySelector(".masthead__name").textContent;
    help.hidden = Boolean(asked.q.trim());
    if (!asked.q.trim()) {
      clear();
      return Promise.resolve();
    }
    var limit = (back && back.shown) || STEP;
    var call = needsNames() ? search.find : search.findSoon;
    return call(asked.q, options({ limit: limit }))
      .then(function (result) {
        return plans.length && result.complete ? result : search.state().then(function (state) {
          plans = state.plans;
          plans.forEach(function (plan) { planOf[plan.work] = plan; });
          return result;
        });
      })
      .then(function (result) {
        if (own !== turn) return;
        show(result, back);
      })
      .catch(function () {
        if (own !== turn) return;
        clear();
        status.textContent = "检索的数据没有载入。请看网络是否通畅，再试一次。";
      });
  }

  function clear() {
    status.textContent = "";
    results.replaceChildren();
    side.replaceChildren();
    offers.replaceChildren();
    order.parentElement.hidden = true;
    shown = 0;
    opened = [];
  }

  function show(result, back) {
    isComplete = result.complete;
    shown = 0;
    opened = [];
    order.parentElement.hidden = result.total < 2;
    order.value = asked.order;
    status.textContent = result.total ? found(result) : "";
    results.replaceChildren();
    if (result.total) put(result);
    else if (result.complete) none(result);
    else status.textContent = "还在载入……";
    if (back && back.opened) {
      back.opened.forEach(function (work) { openPlan(work); });
    }
    if (back) settle(back.scroll);
    if (result.complete) narrow(result);
  }

  /* What narrows and what could be taken in: after the results, which do not wait for it. */
  function narrow(result) {
    var own = turn;
    var isOfUse = result.total || Object.keys(asked.filters).length;
    filters = filters || (library.filters ? Promise.resolve() : search.script("assets/search/filters.js"));
    Promise.all([search.narrow(asked.q, options()), filters]).then(function (found) {
      if (own !== turn) return;
      if (isOfUse) library.filters.show(side, found[0].counts, plans, asked.filters, choose);
      else side.replaceChildren();
      library.filters.offer(offers, found[0].forms, asked.also, takeIn);
    }, function () {});
  }

  function found(result) {
    var counts = result.total + " 条，" + result.plans.length + " 件，" + result.matches + " 处";
    return counts + (result.complete ? " · 字面全查，无遗漏" : " · 还在载入其余规划……");
  }

  /* Adds hits to what is shown, each under its plan. */
  function put(result) {
    var counts = {};
    result.plans.forEach(function (plan) { counts[plan[0]] = plan[1]; });
    var first = null;
    result.hits.forEach(function (hit) {
      var section = results.lastElementChild;
      if (!section || section.dataset.work !== hit.work) {
        section = library.results.group(planOf[hit.work], counts[hit.work]);
        results.append(section);
        if (counts[hit.work] > PER_PLAN) section.append(rest(hit.work, counts[hit.work] - PER_PLAN));
      }
      var item = library.results.item(hit, asked);
      section.querySelector(".hits").append(item);
      first = first || item;
    });
    shown += result.hits.length;
    if (result.more) results.append(furtherButton(Math.min(result.more, STEP)));
    return first;
  }

  function rest(work, count) {
    var button = element("button", "rest", "此件另有 " + count + " 条");
    button.type = "button";
    button.addEventListener("click", function () {
      openPlan(work, true);
    });
    return button;
  }

  function openPlan(work, isAsked) {
    var section = Array.from(results.children).find(function (one) { return one.dataset.work === work; });
    var button = section && section.querySelector(".rest");
    if (!button) return;
    var own = turn;
    opened.push(work);
    search.find(asked.q, options({ filters: Object.assign({}, asked.filters, { work: [work] }), perPlan: Infinity, from: PER_PLAN, limit: Infinity })).then(function (result) {
      if (own !== turn) return;
      var items = result.hits.map(function (hit) { return library.results.item(hit, asked); });
      button.remove();
      section.querySelector(".hits").append.apply(section.querySelector(".hits"), items);
      if (isAsked && items.length) items[0].querySelector("a").focus();
    });
  }

  function furtherButton(count) {
    var button = element("button", "further", "再看 " + count + " 条");
    button.type = "button";
    button.addEventListener("click", function () {
      var own = turn;
      search.find(asked.q, options({ from: shown, limit: STEP })).then(function (result) {
        if (own !== turn) return;
        button.remove();
        var first = put(result);
        if (first) first.querySelector("a").focus();
      });
    });
    return button;
  }

  function settle(scroll) {
    if (!scroll) return;
    requestAnimationFrame(function () { scrollTo(0, scroll); });
  }

  /* Nothing found: what was searched, which term failed, what is near. */
  function none(result) {
    var own = turn;
    var made = element("section", "none");
    made.append(element("h2", "", "“" + asked.q.trim() + "”　0 条"));
    var isFiltered = Object.keys(asked.filters).length > 0;
    made.append(element("p", "", isFiltered
      ? "所选的范围里没有这样的字样。已按字面逐字核对，并非漏检。"
      : "全库 " + plans.length + " 份规划的标题、正文、表格均无此字样。已按字面逐字核对，并非漏检。"));
    if (result.terms.length > 1) made.append(element("p", "", perTerm(result.terms)));
    var ways = element("ul", "ways");
    made.append(ways);
    if (isFiltered) ways.append(way("不加筛选", Object.assign({}, asked, { filters: {} })));
    results.append(made);
    status.textContent = "0 条 · 字面全查，无遗漏";
    if (isFiltered) {
      search.find(asked.q, options({ filters: {}, limit: 0 })).then(function (all) {
        if (own === turn && all.total) ways.firstChild.append(" " + all.total + " 条");
      });
    }
    var missing = result.terms.filter(function (term) { return !term.units; });
    missing.slice(0, 3).forEach(function (term) {
      search.near(term.term).then(function (near) {
        if (own !== turn) return;
        near.forEach(function (one) {
          var item = way(one.query, Object.assign({}, asked, { q: without(term.term, one.query), filters: {} }));
          item.append(" " + one.units + " 条");
          ways.append(item);
        });
      });
    });
  }

  function perTerm(terms) {
    var parts = terms.map(function (term) { return "“" + term.term + "” " + term.units + " 条"; });
    var isEach = terms.every(function (term) { return term.units; });
    return parts.join("，") + (isEach ? "；没有一条同时含有这几个词。" : "。");
  }

  /* The query with one term in place of another. */
  function without(term, other) {
    return asked.q.split(term).join(other);
  }

  function way(word, next) {
    var item = element("li");
    var link = element("a", "", word);
    var kept = asked;
    asked = next;
    link.href = address();
    asked = kept;
    item.append(link);
    return item;
  }

  /* What the reader does */

  function choose(name, value, isChosen) {
    var values = (asked.filters[name] || []).filter(function (one) { return one !== value; });
    if (isChosen) values.push(value);
    asked.filters = Object.assign({}, asked.filters);
    if (values.length) asked.filters[name] = values;
    else delete asked.filters[name];
    enter(true);
  }

  function takeIn(form, isChosen) {
    asked.also = form === null ? [] : asked.also.filter(function (one) { return one !== form; }).concat(isChosen ? [form] : []);
    enter(true);
  }

  function typed() {
    if (field.value === asked.q) return;
    asked = Object.assign({}, asked, { q: field.value, also: [] });
    enter(!isTyping);
    isTyping = true;
  }

  field.addEventListener("input", function (event) {
    if (event.isComposing) return; // half-typed pinyin is no query
    clearTimeout(timer);
    timer = setTimeout(typed, PAUSE);
  });
  field.addEventListener("compositionend", function () {
    clearTimeout(timer);
    timer = setTimeout(typed, 0);
  });
  field.addEventListener("blur", function () {
    isTyping = false;
  });
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    clearTimeout(timer);
    typed();
    isTyping = false;
  });
  order.addEventListener("change", function () {
    asked.order = order.value;
    enter(true);
  });

  function links() {
    return Array.from(results.querySelectorAll(".hit a, .ways a"));
  }

  document.addEventListener("keydown", function (event) {
    if (event.isComposing || event.keyCode === 229 || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    var all = links();
    var at = all.indexOf(document.activeElement);
    var isField = document.activeElement === field;
    if (!all.length || (at < 0 && !isField)) return;
    if (isField && event.key === "ArrowUp") return;
    event.preventDefault();
    if (at === 0 && event.key === "ArrowUp") field.focus();
    else (all[at + (event.key === "ArrowDown" ? 1 : -1)] || all[at]).focus();
  });

  window.addEventListener("popstate", function (event) {
    asked = read();
    field.value = asked.q;
    isTyping = false;
    run(event.state || { scroll: 0 });
  });
  window.addEventListener("pagehide", remember);
  /* Texts are still coming: what is shown is kept under the eyes of a reader who has gone on. */
  search.onMore(function () {
    if (!asked.q.trim() || isComplete) return;
    search.findSoon(asked.q, options({ limit: 0 })).then(function (result) {
      var isReading = scrollY > 200 || results.contains(document.activeElement);
      if (!isReading || result.complete) run({ shown: shown, opened: opened, scroll: scrollY });
      else status.textContent = found(result);
    });
  });

  field.value = asked.q;
  if (asked.q) run(history.state);
  else field.focus();
})();
