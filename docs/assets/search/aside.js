/* What stands beside the results, which do not wait for it: what bears the name that is asked for; of a
   whole answer also when and where it is said, what narrows it and what could be taken in.
   `library.aside(result, asked, {plans, options, isCurrent, ask})`: `isCurrent()` says whether nothing else
   has been asked since, `ask` is what filters.js calls. */
(function () {
  "use strict";

  const library = (window.library = window.library || {});
  const { search } = library;
  const names = document.querySelector(".search-names");
  const side = document.querySelector(".search-side");
  const offers = document.querySelector(".search-offers");

  /* What can't be loaded is missed by nobody; a fault in what has come is not to be hidden. */
  function without() {}

  function script(name) {
    return search.script(`assets/search/${name}.js`);
  }

  /* What is asked for may be the name of something. */
  function showNames(asked, isCurrent) {
    script("named")
      .then(() => library.named.whole(asked.q))
      .then(found => {
        if (isCurrent()) library.named.show(names, found);
      }, without);
  }

  /* By year and plan what was found: of a whole answer, since its first and last year are told. */
  function showOverTime(result, asked, { plans, options, isCurrent }) {
    script("over-time").then(() => {
      if (isCurrent()) library.overTime.show(result, asked, options, plans);
    }, without);
  }

  function narrow(result, asked, { plans, options, isCurrent, ask }) {
    const isOfUse = result.total || Object.keys(asked.filters).length;
    side.classList.toggle("empty", !isOfUse);
    Promise.all([search.narrow(asked.q, options), script("filters")])
      .then(([found]) => {
        if (!isCurrent()) return;
        found.older.forEach(one => { // the address may be older than the name of a record
          asked.filters[one[0]] = asked.filters[one[0]].map(value => value === one[1] ? one[2] : value);
        });
        if (isOfUse) library.filters.show(side, found.counts, plans, asked.filters, ask);
        else side.replaceChildren();
        library.filters.offer(offers, found.forms, asked.also, ask);
      }, without)
      .finally(() => {
        if (isCurrent()) side.setAttribute("aria-busy", "false");
      });
  }

  library.aside = (result, asked, given) => {
    showNames(asked, given.isCurrent);
    if (!result.complete) return;
    narrow(result, asked, given);
    showOverTime(result, asked, given);
  };
})();
