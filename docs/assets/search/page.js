/* The page of the search. Its whole state is in the address, so that it can be sent to someone. */
(function () {
  "use strict";

  const library = (window.library = window.library || {});
  const search = library.search;
  const { element } = library;
  const STEP = 12; // clauses shown at a time
  const PER_PLAN = 3; // of one plan, before the reader asks for the rest
  const PAUSE = 90; // milliseconds after a key before the library is searched
  const FILTERS = ["place", "level", "year", "kind", "topic", "agency", "term"];
  const ORDERS = { relevance: "标题先，多者先", newest: "新者先", plan: "依规划次序" };

  const form = document.querySelector(".search-form");
  const field = form.elements.q;
  const offers = document.querySelector(".search-offers");
  const names = document.querySelector(".search-names");
  const side = document.querySelector(".search-side");
  const status = document.querySelector(".search-status");
  const results = document.querySelector(".search-results");
  const help = document.querySelector(".search-help");
  const order = orderSelect();

  let asked = read();
  let plans = []; // all that have come, at least those of the answer that is shown
  const planOf = {};
  let goal = { shown: STEP, opened: [] }; // what the reader has asked to see; of it some may still be coming
  let shown = 0; // clauses shown so far, those of opened plans left out
  let settled = -1; // where the page was scrolled to for the reader
  let turn = 0; // of the search that was begun last: an older one that ends later is dropped
  let timer = 0;
  let isTyping = false;
  let last = null; // the answer that is shown
  let isLost = false; // whether some texts could not be loaded

  history.scrollRestoration = "manual";

  function orderSelect() {
    const label = element("label", "search-order");
    const select = element("select");
    Object.keys(ORDERS).forEach(name => {
      const option = element("option", "", ORDERS[name]);
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
    const params = new URLSearchParams(location.search);
    const filters = {};
    FILTERS.forEach(name => {
      if (params.has(name)) filters[name] = params.getAll(name);
    });
    const by = params.get("order");
    return { q: params.get("q") || "", filters, also: params.getAll("also"), order: Object.hasOwn(ORDERS, by) ? by : "relevance" };
  }

  function address(state) {
    const params = new URLSearchParams();
    if (state.q) params.append("q", state.q);
    Object.keys(state.filters).forEach(name => {
      state.filters[name].forEach(value => { params.append(name, value); });
    });
    state.also.forEach(form => { params.append("also", form); });
    if (state.order !== "relevance") params.append("order", state.order);
    const query = String(params);
    return location.pathname + (query ? `?${query}` : "");
  }

  /* A new step in the history for each thing that is asked; a query that is being typed is one. */
  function enter(isNew) {
    remember();
    if (isNew) history.pushState(null, "", address(asked));
    else history.replaceState(null, "", address(asked));
    run();
  }

  function remember() {
    history.replaceState(here(), "", location.href);
  }

  /* What the reader has asked to see, and where in it he is: if he has not moved himself, where he is
     to be once the page is long enough. */
  function here() {
    return { scroll: scrollY === settled ? goal.scroll : scrollY, shown: goal.shown, opened: goal.opened };
  }

  /* What was remembered, as far as it is that: other sites on the same host can write it too. */
  function visited(state) {
    const said = Object(state);
    return {
      scroll: Number.isFinite(said.scroll) ? said.scroll : 0,
      shown: said.shown > 0 && Number.isInteger(said.shown) ? said.shown : STEP,
      opened: Array.isArray(said.opened) ? said.opened.map(String) : [],
    };
  }

  /* Searching */

  function options(more) {
    return {filters: asked.filters, aliases: asked.also, order: asked.order, perPlan: PER_PLAN, ...more};
  }

  function needsNames() {
    return asked.also.length > 0 || Boolean(asked.filters.agency || asked.filters.term || asked.filters.topic);
  }

  /* The answer from what is there; one that needs the names waits until all of it is. The plans are
     known by then that it was drawn from: each shard brings some that the answer before had not. */
  function answer(more) {
    const call = needsNames() ? search.find : search.findSoon;
    return call(asked.q, options(more)).then(result => {
      if (plans.length >= result.searched) return result;
      return search.state().then(state => {
        plans = state.plans;
        plans.forEach(plan => { planOf[plan.work] = plan; });
        return result;
      });
    });
  }

  /* Whether a part of the page is of what was asked before and about to change. */
  function busy(part, isBusy) {
    part.setAttribute("aria-busy", String(isBusy));
  }

  /* Searches and shows; `back` is what was remembered of an earlier visit, `from` the number of the
     first hit that the reader has just asked for. */
  function run(back, from) {
    const own = (turn += 1);
    goal = visited(back);
    settled = -1;
    busy(results, true);
    busy(side, true);
    isLost = false; // whatever is missing is asked for again
    clearTimeout(timer);
    names.hidden = !asked.q.trim();
    const site = document.querySelector(".masthead__name").textContent;
    document.title = (asked.q ? [asked.q] : []).concat("检索", site).join(" · ");
    help.hidden = Boolean(asked.q.trim());
    if (!asked.q.trim()) {
      clear();
      return Promise.resolve();
    }
    return answer({ limit: goal.shown })
      .then(result => {
        if (own !== turn) return;
        show(result, from);
      })
      .catch(() => {
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
    names.replaceChildren();
    if (library.overTime) library.overTime.hide();
    order.parentElement.hidden = true;
    shown = 0;
    last = null;
    busy(results, false);
    busy(side, false);
  }

  function show(result, from) {
    const own = turn;
    const focus = focused();
    last = result;
    shown = 0;
    order.parentElement.hidden = result.total < 2;
    order.value = asked.order;
    results.replaceChildren();
    const added = result.total ? put(result) : [];
    const coming = goal.opened.map(openPlan);
    if (result.complete && !result.total) coming.push(none(result));
    else status.textContent = found(result);
    if (added[from]) added[from].querySelector("a").focus();
    else focusAgain(focus);
    Promise.all(coming).catch(() => {}).then(() => {
      if (own !== turn) return;
      focusAgain(focus);
      settle();
      busy(results, false);
    });
    showNames();
    if (result.complete) {
      narrow(result);
      showOverTime(result);
    }
  }

  /* A script of the search that is not needed for the results: it puts `library[name]` there. */
  function script(name) {
    return search.script(`assets/search/${name}.js`);
  }

  /* What is asked for may be the name of something. */
  function showNames() {
    const own = turn;
    script("named")
      .then(() => library.named.whole(asked.q))
      .then(found => {
        if (own === turn) library.named.show(names, found);
      })
      .catch(() => {});
  }

  /* By year and plan what was found: of a whole answer, since its first and last year are told. */
  function showOverTime(result) {
    const own = turn;
    script("over-time")
      .then(() => {
        if (own === turn) library.overTime.show(result, asked, options(), plans);
      })
      .catch(() => {});
  }

  /* What of the results has the focus, by what it will be called when they are shown again. */
  function focused() {
    return results.contains(document.activeElement) ? called(document.activeElement) : null;
  }

  function called(one) {
    const section = one.closest(".found-plan");
    return one.href || `${one.className} ${section ? section.dataset.work : ""}`;
  }

  function focusAgain(name) {
    if (!name || document.activeElement !== document.body) return;
    const again = Array.from(results.querySelectorAll("a, button")).find(one => called(one) === name);
    if (again) again.focus({ preventScroll: true });
  }

  /* What narrows and what could be taken in: after the results, which do not wait for it. */
  function narrow(result) {
    const own = turn;
    const isOfUse = result.total || Object.keys(asked.filters).length;
    side.classList.toggle("empty", !isOfUse);
    Promise.all([search.narrow(asked.q, options()), script("filters")]).then(found => {
      if (own !== turn) return;
      found[0].older.forEach(one => { // the address may be older than the name of a record
        asked.filters[one[0]] = asked.filters[one[0]].map(value => value === one[1] ? one[2] : value);
      });
      if (isOfUse) library.filters.show(side, found[0].counts, plans, asked.filters, choose);
      else side.replaceChildren();
      library.filters.offer(offers, found[0].forms, asked.also, takeIn);
      busy(side, false);
    }, () => {
      if (own === turn) busy(side, false);
    });
  }

  function found(result) {
    const counts = `${result.total} 条，${result.plans.length} 件规划，${result.matches} 处`;
    if (result.complete) return `${counts} · 字面全查，无遗漏`;
    if (isLost) return `${result.total ? counts : "已载入的规划里没有"} · 其余规划没有载入，请看网络是否通畅，再试一次`;
    return result.total ? `${counts} · 还在载入其余规划……` : "还在载入……";
  }

  /* Adds hits to what is shown, each under its plan; gives their elements. */
  function put(result) {
    const counts = {};
    result.plans.forEach(plan => { counts[plan[0]] = plan[1]; });
    const added = result.hits.map(hit => {
      let section = results.lastElementChild;
      if (!section || section.dataset.work !== hit.work) {
        section = library.results.group(planOf[hit.work], counts[hit.work]);
        results.append(section);
        if (counts[hit.work] > PER_PLAN) section.append(rest(hit.work, counts[hit.work] - PER_PLAN));
      }
      const item = library.results.item(hit, asked);
      section.querySelector(".hits").append(item);
      return item;
    });
    shown += result.hits.length;
    if (result.more) results.append(furtherButton(Math.min(result.more, STEP)));
    return added;
  }

  function rest(work, count) {
    const button = element("button", "rest", `此件另有 ${count} 条`);
    button.type = "button";
    button.addEventListener("click", () => {
      if (goal.opened.indexOf(work) < 0) goal.opened = goal.opened.concat(work);
      openPlan(work).then(items => {
        if (items.length) items[0].querySelector("a").focus();
      });
    });
    return button;
  }

  /* Shows all clauses of a plan, unless it has none more, or is still to come; gives those added.
     A plan is wholly in one shard: what is there of it is all of it. */
  function openPlan(work) {
    const own = turn;
    const section = Array.from(results.children).find(one => one.dataset.work === work);
    const button = section && section.querySelector(".rest");
    if (!button) return Promise.resolve([]);
    return answer({ filters: { ...asked.filters, work: [work]}, perPlan: Infinity, from: PER_PLAN, limit: Infinity }).then(result => {
      if (own !== turn || !button.isConnected) return [];
      const items = result.hits.map(hit => library.results.item(hit, asked));
      button.remove();
      section.querySelector(".hits").append(...items);
      return items;
    });
  }

  /* Of an answer from all texts the next part is added. One from fewer has no next part, because the
     texts that have come since put the hits in another order: it is shown again, and longer. */
  function furtherButton(count) {
    const button = element("button", "further", `再看 ${count} 条`);
    button.type = "button";
    button.addEventListener("click", () => {
      const own = turn;
      goal.shown = shown + STEP;
      if (!last.complete) {
        run(here(), shown);
        return;
      }
      answer({ from: shown, limit: STEP }).then(result => {
        if (own !== turn || !button.isConnected) return;
        button.remove();
        const added = put(result);
        if (added.length) added[0].querySelector("a").focus();
      });
    });
    return button;
  }

  /* Where the reader was, as far as the page reaches by now; unless he has gone on since. */
  function settle() {
    if (!goal.scroll || (settled >= 0 && scrollY !== settled)) return;
    scrollTo(0, goal.scroll);
    settled = scrollY;
  }

  function none(result) {
    const own = turn;
    status.textContent = "0 条 · 字面全查，无遗漏";
    return Promise.all([script("nothing"), script("named")]).then(() => {
      if (own !== turn) return null;
      const made = library.nothing(result, asked, plans.length, address);
      results.append(made.section);
      return made.ready;
    });
  }

  /* What the reader does */

  function choose(name, value, isChosen) {
    const values = (asked.filters[name] || []).filter(one => one !== value);
    if (isChosen) values.push(value);
    asked.filters = { ...asked.filters};
    if (values.length) asked.filters[name] = values;
    else delete asked.filters[name];
    enter(true);
  }

  function takeIn(form, isChosen) {
    asked.also = form === null ? [] : asked.also.filter(one => one !== form).concat(isChosen ? [form] : []);
    enter(true);
  }

  function typed() {
    if (field.value === asked.q) return;
    asked = { ...asked, q: field.value, also: []};
    enter(!isTyping);
    isTyping = true;
  }

  field.addEventListener("input", event => {
    if (event.isComposing) return; // half-typed pinyin is no query
    clearTimeout(timer);
    timer = setTimeout(typed, PAUSE);
  });
  field.addEventListener("compositionend", () => {
    clearTimeout(timer);
    timer = setTimeout(typed, 0);
  });
  field.addEventListener("blur", () => {
    isTyping = false;
  });
  form.addEventListener("submit", event => {
    event.preventDefault();
    clearTimeout(timer);
    if (field.value !== asked.q) typed();
    else if (!last || !last.complete) run(here()); // what was lost is tried again
    isTyping = false;
  });
  order.addEventListener("change", () => {
    asked.order = order.value;
    enter(true);
  });

  function links() {
    return Array.from(results.querySelectorAll(".hit a, .ways a"));
  }

  document.addEventListener("keydown", event => {
    if (event.isComposing || event.keyCode === 229 || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const all = links();
    const at = all.indexOf(document.activeElement);
    const isField = document.activeElement === field;
    if (!all.length || (at < 0 && !isField)) return;
    if (isField && event.key === "ArrowUp") return;
    event.preventDefault();
    if (at === 0 && event.key === "ArrowUp") field.focus();
    else (all[at + (event.key === "ArrowDown" ? 1 : -1)] || all[at]).focus();
  });

  window.addEventListener("popstate", event => {
    asked = read();
    field.value = asked.q;
    isTyping = false;
    run(event.state || { scroll: 0 });
  });
  window.addEventListener("pagehide", remember);
  /* Texts are still coming: what is shown is kept under the eyes of a reader who has gone on. */
  search.onMore(() => {
    isLost = false;
    if (!asked.q.trim() || (last && last.complete)) return;
    search.findSoon(asked.q, options({ limit: 0 })).then(result => {
      const isReading = scrollY > 200 || results.contains(document.activeElement);
      if (!isReading || result.complete) run(here());
      else status.textContent = found(result);
    });
  }, () => {
    isLost = true;
    busy(side, false);
    if (last && !last.complete) status.textContent = found(last);
  });

  field.value = asked.q;
  if (asked.q) run(history.state);
  else field.focus();
})();
