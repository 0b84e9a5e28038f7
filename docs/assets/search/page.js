/* The page of the search. Its whole state is in the address, so that it can be sent to someone. */
(function () {
  "use strict";

  const library = (window.library = window.library || {});
  const { hitList, question, search, visit } = library;
  const PAUSE = 90; // milliseconds after a key before the library is searched

  const form = document.querySelector(".search-form");
  const field = form.elements.q;
  const offers = document.querySelector(".search-offers");
  const names = document.querySelector(".search-names");
  const side = document.querySelector(".search-side");
  const status = document.querySelector(".search-status");
  const results = document.querySelector(".search-results");
  const help = document.querySelector(".search-help");
  const order = document.querySelector(".search-order select");
  const list = hitList.make(results, { ask, again(from) { run(visit.now(), from); } });

  const hint = Array.from(offers.childNodes); // what can be asked: in the line that is kept for other forms
  let asked = question.read();
  let plans = []; // all that have come, at least those of the answer that is shown
  const planOf = {};
  let turn = 0; // of the search that was begun last: an older one that ends later is dropped
  let timer = 0;
  let isTyping = false;
  let last = null; // the answer that is shown
  let isLost = false; // whether some texts could not be loaded

  /* Searching */

  function options(one, more) {
    return { ...question.options(one), perPlan: hitList.PER_PLAN, ...more };
  }

  /* The answer from what is there; one that needs the names waits until all of it is. The plans are
     known by then that it was drawn from: each shard brings some that the answer before had not. */
  function ask(one, more) {
    const call = question.needsNames(one) ? search.find : search.findSoon;
    return call(one.q, options(one, more)).then(result => {
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
    visit.begin(back);
    busy(results, true);
    busy(side, true);
    isLost = false; // whatever is missing is asked for again
    clearTimeout(timer);
    names.hidden = !asked.q.trim();
    if (asked.q.trim()) hint.forEach(one => { one.remove(); });
    const site = document.querySelector(".masthead__name").textContent;
    document.title = (asked.q ? [asked.q] : []).concat("检索", site).join(" · ");
    help.hidden = Boolean(asked.q.trim());
    if (!asked.q.trim()) {
      clear();
      offers.append(...hint);
      return Promise.resolve();
    }
    return ask(asked, { limit: visit.shown() })
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
    last = null;
    busy(results, false);
    busy(side, false);
  }

  function show(result, from) {
    const own = turn;
    const focus = list.focused();
    last = result;
    order.parentElement.hidden = result.total < 2;
    order.value = asked.order;
    const added = list.show(asked, result, planOf);
    const coming = visit.opened().map(list.open);
    if (result.complete && !result.total) coming.push(none(result));
    else status.textContent = found(result);
    if (added[from]) added[from].querySelector("a").focus();
    else list.focusAgain(focus);
    Promise.all(coming).catch(() => {}).then(() => {
      if (own !== turn) return;
      list.focusAgain(focus);
      visit.settle();
      busy(results, false);
    });
    showAside(result);
  }

  /* A script of the search that is not needed for the results: it puts `library[name]` there. */
  function script(name) {
    return search.script(`assets/search/${name}.js`);
  }

  /* What stands beside the results, which do not wait for it. */
  function showAside(result) {
    const own = turn;
    script("aside").then(() => {
      if (own === turn) library.aside(result, asked, { plans, options: options(asked), isCurrent: () => own === turn, ask: askNow });
    }).catch(() => {});
  }

  function found(result) {
    const counts = `${result.total} 条，${result.plans.length} 份规划，${result.matches} 处`;
    if (result.complete) return `${counts} · 字面全查，无遗漏`;
    if (isLost) return `${result.total ? counts : "已载入的规划里没有"} · 其余规划没有载入，请看网络是否通畅，再试一次`;
    return result.total ? `${counts} · 还在载入其余规划……` : "还在载入……";
  }

  function none(result) {
    const own = turn;
    status.textContent = "0 条 · 字面全查，无遗漏";
    return Promise.all([script("nothing"), script("named")]).then(() => {
      if (own !== turn) return null;
      const made = library.nothing(result, asked, plans.length, question.address);
      results.append(made.section);
      return made.ready;
    });
  }

  /* What the reader does */

  /* A new step in the history for each thing that is asked; a query that is being typed is one. */
  function enter(next, isNew) {
    asked = next;
    visit.remember();
    if (isNew) history.pushState(null, "", question.address(asked));
    else history.replaceState(null, "", question.address(asked));
    run();
  }

  /* `change` makes another question of the one that is asked. */
  function askNow(change) {
    enter(change(asked), true);
  }

  function typed() {
    if (field.value === asked.q) return;
    enter({ ...asked, q: field.value, also: [] }, !isTyping);
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
    else if (!last || !last.complete) run(visit.now()); // what was lost is tried again
    isTyping = false;
  });
  order.addEventListener("change", () => {
    askNow(one => ({ ...one, order: order.value }));
  });

  document.addEventListener("keydown", event => {
    if (event.isComposing || event.keyCode === 229 || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") list.goThrough(event, field);
  });

  window.addEventListener("popstate", event => {
    asked = question.read();
    field.value = asked.q;
    isTyping = false;
    run(event.state || { scroll: 0 });
  });
  window.addEventListener("pagehide", visit.remember);
  /* Texts are still coming: what is shown is kept under the eyes of a reader who has gone on. */
  search.onMore(() => {
    isLost = false;
    if (!asked.q.trim() || (last && last.complete)) return;
    search.findSoon(asked.q, options(asked, { limit: 0 })).then(result => {
      const isReading = scrollY > 200 || results.contains(document.activeElement);
      if (!isReading || result.complete) run(visit.now());
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
