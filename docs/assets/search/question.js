/* What is asked of the search and the address that says so: `{q, filters, also, order}`, where `also` are
   the other forms of names that are looked for too. `library.question`. */
(function () {
  "use strict";

  const library = (window.library = window.library || {});
  const FILTERS = ["place", "level", "year", "kind", "topic", "agency", "term"];
  const OF_NAMES = ["topic", "agency", "term"]; // filters that name a record
  const ORDERS = ["relevance", "newest", "plan"]; // the first unless another is asked for

  /* What the address of the page asks. */
  function read() {
    const params = new URLSearchParams(location.search);
    const filters = {};
    FILTERS.forEach(name => {
      if (params.has(name)) filters[name] = params.getAll(name);
    });
    const by = params.get("order");
    return { q: params.get("q") || "", filters, also: params.getAll("also"), order: ORDERS.includes(by) ? by : ORDERS[0] };
  }

  function address(asked) {
    const params = new URLSearchParams();
    if (asked.q) params.append("q", asked.q);
    Object.keys(asked.filters).forEach(name => {
      asked.filters[name].forEach(value => { params.append(name, value); });
    });
    asked.also.forEach(form => { params.append("also", form); });
    if (asked.order !== ORDERS[0]) params.append("order", asked.order);
    const query = String(params);
    return location.pathname + (query ? `?${query}` : "");
  }

  /* The same as the engine wants it, see find.js. */
  function options(asked) {
    return { filters: asked.filters, aliases: asked.also, order: asked.order };
  }

  function needsNames(asked) {
    return asked.also.length > 0 || OF_NAMES.some(name => asked.filters[name]);
  }

  library.question = { read, address, options, needsNames };
})();
