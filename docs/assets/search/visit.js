/* What a reader has seen of the results, and where he is in them: kept with the address in the history,
   so that who comes back finds the page as he left it. `library.visit`. */
(function () {
  "use strict";

  const library = (window.library = window.library || {});
  const STEP = 12; // clauses shown at a time
  let goal = at(null); // what the reader has asked to see; of it some may still be coming
  let settled = -1; // where the page was scrolled to for the reader

  history.scrollRestoration = "manual";

  /* What was remembered, as far as it is that: other sites on the same host can write it too. */
  function at(remembered) {
    const said = Object(remembered);
    return {
      scroll: Number.isFinite(said.scroll) ? said.scroll : 0,
      shown: said.shown > 0 && Number.isInteger(said.shown) ? said.shown : STEP,
      opened: Array.isArray(said.opened) ? said.opened.map(String) : [],
    };
  }

  /* What the reader has asked to see, and where in it he is: if he has not moved himself, where he is
     to be once the page is long enough. */
  function now() {
    return { scroll: scrollY === settled ? goal.scroll : scrollY, shown: goal.shown, opened: goal.opened };
  }

  library.visit = {
    STEP,
    now,
    /* Another one, of which this was remembered, if anything. */
    begin(remembered) {
      goal = at(remembered);
      settled = -1;
    },
    remember() {
      history.replaceState(now(), "", location.href);
    },
    /* How many clauses the reader has asked for, but for those of plans that he has opened. */
    shown() { return goal.shown; },
    show(count) {
      goal.shown = count;
    },
    /* The plans of which he has asked for all. */
    opened() { return goal.opened; },
    open(work) {
      if (goal.opened.indexOf(work) < 0) goal.opened = goal.opened.concat(work);
    },
    /* Goes where the reader was, as far as the page reaches by now; unless he has gone on since. */
    settle() {
      if (!goal.scroll || (settled >= 0 && scrollY !== settled)) return;
      scrollTo(0, goal.scroll);
      settled = scrollY;
    },
  };
})();
