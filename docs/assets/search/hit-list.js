/* The list of what was found: hits under their plans, of which the reader may ask for more, and through
   which the arrow keys go. `library.hitList.make(holder, {ask, again})`: `ask(asked, more)` gives a promise
   of the answer to a question with more options, `again(from)` has the whole list made anew and longer. */
(function () {
  "use strict";

  const library = (window.library = window.library || {});
  const { element, button, visit } = library;
  const PER_PLAN = 3; // clauses of one plan, before the reader asks for the rest

  function make(holder, { ask, again }) {
    let asked = null; // what the list is of
    let answer = null;
    let planOf = {}; // what is known of each plan, by work
    let shown = 0; // clauses shown so far, those of opened plans left out

    /* Shows an answer in place of the one before; gives the elements of its hits. */
    function show(question, result, plans) {
      asked = question;
      answer = result;
      planOf = plans;
      shown = 0;
      holder.replaceChildren();
      return result.total ? put(result) : [];
    }

    /* Adds hits to what is shown, each under its plan; gives their elements. */
    function put(result) {
      const counts = {};
      result.plans.forEach(plan => { counts[plan[0]] = plan[1]; });
      const added = result.hits.map(hit => {
        let section = holder.lastElementChild;
        if (!section || section.dataset.work !== hit.work) {
          section = library.results.group(planOf[hit.work], counts[hit.work]);
          holder.append(section);
          if (counts[hit.work] > PER_PLAN) section.append(rest(hit.work, counts[hit.work] - PER_PLAN));
        }
        const item = library.results.item(hit, asked);
        section.querySelector(".hits").append(item);
        return item;
      });
      shown += result.hits.length;
      if (result.more) holder.append(further(Math.min(result.more, visit.STEP)));
      return added;
    }

    function rest(work, count) {
      return button(`此件另有 ${count} 条`, () => {
        visit.open(work);
        open(work).then(goTo);
      }, "rest");
    }

    /* Shows all clauses of a plan, unless it has none more, or is still to come; gives those added.
       A plan is wholly in one shard: what is there of it is all of it. */
    function open(work) {
      const section = Array.from(holder.children).find(one => one.dataset.work === work);
      const pressed = section && section.querySelector(".rest");
      if (!pressed) return Promise.resolve([]);
      const question = asked;
      const filters = { ...question.filters, work: [work] };
      return ask(question, { filters, perPlan: Infinity, from: PER_PLAN, limit: Infinity }).then(result => {
        if (!pressed.isConnected) return [];
        const items = result.hits.map(hit => library.results.item(hit, question));
        pressed.remove();
        section.querySelector(".hits").append(...items);
        return items;
      });
    }

    /* Of an answer from all texts the next part is added. One from fewer has no next part, because the
       texts that have come since put the hits in another order: it is shown again, and longer. */
    function further(count) {
      const pressed = button(`再看 ${count} 条`, () => {
        visit.show(shown + visit.STEP);
        if (!answer.complete) {
          again(shown);
          return;
        }
        ask(asked, { from: shown, limit: visit.STEP }).then(result => {
          if (!pressed.isConnected) return;
          pressed.remove();
          goTo(put(result));
        });
      }, "further");
      return pressed;
    }

    /* To the first of what was added. */
    function goTo(items) {
      if (items.length) items[0].querySelector("a").focus();
    }

    /* What of the list has the focus, by what it will be called when it is shown again. */
    function focused() {
      return holder.contains(document.activeElement) ? called(document.activeElement) : null;
    }

    function called(one) {
      const section = one.closest(".found-plan");
      return one.href || `${one.className} ${section ? section.dataset.work : ""}`;
    }

    function focusAgain(name) {
      if (!name || document.activeElement !== document.body) return;
      const same = Array.from(holder.querySelectorAll("a, button")).find(one => called(one) === name);
      if (same) same.focus({ preventScroll: true });
    }

    /* From the field to the first hit and on, and back. */
    function goThrough(event, field) {
      const all = Array.from(holder.querySelectorAll(".hit a, .ways a"));
      const at = all.indexOf(document.activeElement);
      const isField = document.activeElement === field;
      if (!all.length || (at < 0 && !isField)) return;
      if (isField && event.key === "ArrowUp") return;
      event.preventDefault();
      if (at === 0 && event.key === "ArrowUp") field.focus();
      else (all[at + (event.key === "ArrowDown" ? 1 : -1)] || all[at]).focus();
    }

    return { show, open, focused, focusAgain, goThrough };
  }

  library.hitList = { PER_PLAN, make };
})();
