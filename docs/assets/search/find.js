/* Exact search: every unit that holds what is looked for, in its reading or as it was received.
   `library.engine.find`. */
(function () {
  "use strict";

  const library = (self.library = self.library || {});
  const folding = library.folding;
  const texts = library.texts;
  const store = texts.store;
  const ORDERS = ["relevance", "newest", "plan"];
  const SCHEMES = { agency: "agencies", term: "terms", topic: "topics" }; // of the records that a filter names

  /* What each term stands for: itself, and the other forms of its name that the reader takes in. */
  function variants(term, aliases) {
    const own = texts.converted(folding.fold(term));
    const chosen = aliases === true ? null : (aliases || []).map(folding.fold);
    if (chosen && !chosen.length) return [own];
    return [own].concat(otherForms(own).map(folding.fold).filter(form => !chosen || chosen.indexOf(form) >= 0));
  }

  /* The other forms, in the texts, of the records that a folded string names; those that hold the
     string itself are found anyway. */
  function otherForms(folded) {
    texts.haveForms([folded]);
    const forms = recordsOf(folded).map(number => store.records[number].surfaces);
    return texts.distinct(forms.flat()).filter(form => folding.fold(form).indexOf(folded) < 0);
  }

  /* The records of a form, by number; in an order that does not hang on which was loaded first. */
  function recordsOf(folded) {
    return (store.known.get(folded) || []).slice().sort((one, other) => store.records[one].key < store.records[other].key ? -1 : 1);
  }

  /* Filters: one value or several, any of which will do. */
  const OF_PLAN = {
    work (plan, value) { return plan.work === value; },
    place (plan, value) { return plan.adcode.indexOf(String(value).replace(/(?:00)+$/, "")) === 0; },
    level (plan, value) { return plan.level === value; },
    year(plan, value) {
      return plan.years.length > 0 && plan.years[0] <= Number(value) && Number(value) <= plan.years[1];
    },
    kind (plan, value) { return plan.kind[0] === value; },
  };

  function asList(value) {
    return value === undefined || value === null ? [] : [].concat(value);
  }

  /* A record by its key (agencies/guowuyuan) or its id (guowuyuan), be it an older one. A name in no
     record is `agencies/~国务院`; once it has one, that is found by the name. */
  function recordNamed(filter, name) {
    texts.haveForms([`${SCHEMES[filter]}/${name}`, String(name)]);
    const own = store.recordOf.get(`${SCHEMES[filter]}/${name}`);
    const known = own === undefined ? store.recordOf.get(name) : own;
    if (known !== undefined || name.indexOf("~") < 0) return known;
    const form = folding.fold(name.replace(/^.*?~/, ""));
    texts.haveForms([form]);
    return recordsOf(form).find(one => store.records[one].key.indexOf(`${SCHEMES[filter]}/`) === 0);
  }

  /* What of the filters is not the key of a record: `[filter, as asked, key]`. */
  function older(wanted) {
    return Object.keys(SCHEMES)
      .flatMap(name => asList(wanted[name]).map(asked => {
        const own = recordNamed(name, asked);
        return [name, asked, own === undefined ? asked : store.records[own].key];
      }))
      .filter(one => one[1] !== one[2]);
  }

  /* Tests of numbers: `plan[name][number]` for each filter, `plans[number]` for all of them,
     `unit[name](number)`. */
  function filters(wanted) {
    Object.keys(wanted).forEach(name => {
      if (!Object.hasOwn(OF_PLAN, name) && !Object.hasOwn(SCHEMES, name)) throw new RangeError(`no filter ${name}`);
    });
    const plan = {};
    Object.keys(OF_PLAN).forEach(name => {
      const values = asList(wanted[name]);
      plan[name] = store.plans.map(one => !values.length || values.some(OF_PLAN[name].bind(null, one)));
    });
    const unit = {};
    Object.keys(SCHEMES).forEach(name => {
      const numbers = asList(wanted[name]).map(recordNamed.bind(null, name));
      unit[name] = function (number) {
        return !numbers.length || numbers.some(one => store.named[number].indexOf(one) >= 0);
      };
    });
    const plans = store.plans.map((_, number) => Object.keys(plan).every(name => plan[name][number]));
    return { plan, plans, unit };
  }

  /* The terms of a query and the units that hold all that is wanted and nothing that is not, before
     any filter. `isRead` says of which the reading holds all terms; others are shown as received. */
  function look(typed, aliases) {
    const query = library.query.parse(typed);
    const terms = query.wanted.map(term => {
      const forms = variants(term, aliases);
      return { term, forms, holders: texts.holders(forms) };
    });
    const unwanted = query.unwanted.map(term => texts.holders(variants(term, [])).flags);
    const isRead = new Uint8Array(store.planOf.length);
    const found = [];
    for (let number = 0; terms.length && number < isRead.length; number += 1) {
      let flags = texts.READ;
      let one = 0;
      for (; one < terms.length && terms[one].holders.flags[number]; one += 1) flags &= terms[one].holders.flags[number];
      if (one < terms.length || holdsOne(unwanted, number)) continue;
      isRead[number] = flags;
      found.push(number);
    }
    return { terms, found, isRead };
  }

  function holdsOne(unwanted, number) {
    for (let one = 0; one < unwanted.length; one += 1) if (unwanted[one][number]) return true;
    return false;
  }

  /* The units of each plan, plans in the order that is asked for: by `relevance` those with a match
     in a heading first, then those with more matches, then newer plans. */
  function grouped(found, order, score) {
    const groups = [];
    let group = null;
    found.forEach(number => {
      if (!group || group.plan !== store.planOf[number]) {
        group = { plan: store.planOf[number], numbers: [], matches: 0, best: 0 };
        groups.push(group);
      }
      group.numbers.push(number);
      group.matches += score.weight[number];
      group.best = Math.max(group.best, rank(number, score));
    });
    return order === "plan" ? groups : groups.sort((one, other) => (order === "relevance" && other.best - one.best) ||
        newer(store.plans[one.plan].years, store.plans[other.plan].years) || one.plan - other.plan);
  }

  function newer(one, other) {
    return (other[1] || 0) - (one[1] || 0) || (other[0] || 0) - (one[0] || 0);
  }

  function rank(number, score) {
    return score.inHead[number] * 1e9 + score.weight[number];
  }

  /* The units `from` to `to` of all plans, at most `perPlan` of each, and how many come after them;
     only the plans that they are of are put in order. */
  function slice(groups, from, to, perPlan, order, score) {
    let shown = [];
    let at = 0;
    groups.forEach(group => {
      const end = at + Math.min(perPlan, group.numbers.length);
      if (end > from && at < to) {
        if (order === "relevance") group.numbers.sort(byRank);
        shown = shown.concat(group.numbers.slice(Math.max(0, from - at), Math.min(end, to) - at));
      }
      at = end;
    });
    return { shown, more: Math.max(0, at - to) };

    function byRank(one, other) {
      return rank(other, score) - rank(one, score) || one - other;
    }
  }

  function formsOf(terms) {
    return terms.flatMap(one => one.forms);
  }

  /* options: {limit, from, perPlan, filters, aliases, order}. `aliases`: true for all other forms of
     the names that are terms, or a list of them. Gives {total, matches, complete, searched, plans,
     hits, more, terms}: `searched` is how many plans were there to be searched, `plans` are `[work,
     units, matches]` in order, `hits` those from `from` on. */
  function find(typed, options) {
    options = options || {};
    const order = options.order || "relevance";
    if (ORDERS.indexOf(order) < 0) throw new RangeError(`no order ${order}`);
    const filter = filters(options.filters || {});
    const looked = look(typed, options.aliases);
    if (needsNames({ filters: options.filters })) texts.haveNames(looked.found);
    const left = looked.found.filter(number => filter.plans[store.planOf[number]] && Object.keys(SCHEMES).every(name => filter.unit[name](number)));
    const score = texts.weigh(texts.distinct(formsOf(looked.terms)), left, looked.isRead);
    const groups = grouped(left, order, score);
    const from = options.from || 0;
    const to = from + (options.limit === undefined ? 20 : options.limit);
    const part = slice(groups, from, to, options.perPlan || Infinity, order, score);
    return {
      total: left.length,
      matches: groups.reduce((before, group) => before + group.matches, 0),
      complete: isThere("units") && (!needsNames(options) || isThere("names")),
      searched: store.plans.length,
      plans: groups.map(group => [store.plans[group.plan].work, group.numbers.length, group.matches]),
      hits: texts.haveTexts(part.shown) ? part.shown.map(one => hit(one, looked)) : [],
      more: part.more,
      terms: looked.terms.map(one => ({ term: one.term, units: one.holders.units })),
    };
  }

  function isThere(kind) {
    return store.shards[kind] >= store.shards.expected;
  }

  /* Whether an answer with these options needs the names as well as the texts. */
  function needsNames(options) {
    const wanted = options.filters || {};
    return options.aliases === true || asList(options.aliases || null).length > 0 ||
      Object.keys(SCHEMES).some(name => asList(wanted[name]).length);
  }

  /* One unit as a result. */
  function hit(number, looked) {
    const unit = texts.unit(number);
    const work = store.plans[store.planOf[number]].work;
    const received = !looked.isRead[number];
    const own = received ? unit.received : unit.pieces;
    const ranges = folding.places(folding.folded(own.join("")), formsOf(looked.terms));
    const body = own[0].length + own[1].length + own[2].length;
    const inBody = within(ranges, body, Infinity);
    const line = typeof unit.parts === "number" ? unit.parts : 0; // of what is not on the page of the plan
    const part = inBody.length && !line && !received ? partAt(unit, inBody[0][0]) : unit.id;
    return {
      work,
      clause_id: unit.id,
      part_id: part,
      url: `plans/${work}${line ? `/source/#L${line}` : `/#${part}`}`,
      address: unit.address,
      above: above(number),
      label: own[0],
      heading: own[1],
      text: own[3],
      received,
      label_ranges: within(ranges, 0, own[0].length),
      heading_ranges: within(ranges, own[0].length, own[0].length + own[1].length),
      ranges: inBody,
      doubtful: received ? [] : within(pairs(unit.doubtful), body, Infinity),
      matches: ranges.length,
    };
  }

  function pairs(ends) {
    return ends.filter((end, at) => at % 2 === 0).map((start, number) => [start, ends[2 * number + 1]]);
  }

  function within(ranges, start, end) {
    return ranges.filter(range => range[0] < end && range[1] > start).map(range => [Math.max(range[0], start) - start, Math.min(range[1], end) - start]);
  }

  /* The part of a unit that a place of its body stands in. */
  function partAt(unit, at) {
    return unit.parts.reduce((before, part) => part[1] <= at ? unit.id + part[0] : before, unit.id);
  }

  /* The headings of the clauses that a unit stands in, the outermost first: the heads of its id. */
  function above(number) {
    const first = store.plans[store.planOf[number]].first;
    const own = store.plans[store.planOf[number]].units;
    let id = own.id[number - first];
    const found = [];
    for (let at = number - first - 1; at >= 0 && id.indexOf("-") > 0; at -= 1) {
      if (own.heading[at] && id.indexOf(`${own.id[at]}-`) === 0) {
        found.unshift(own.label[at] + own.heading[at]);
        id = own.id[at];
      }
    }
    return found;
  }

  /* What there is: the plans without their texts, and how many shards. */
  function state() {
    const plans = store.plans.map(plan => ({ ...plan, units: plan.size }));
    return { plans, units: store.planOf.length };
  }

  library.engine = {
    find,
    state,
    /* How many shards of units and names are there, and how many there will be. */
    progress () { return { ...store.shards}; },
    hasForeign: texts.hasForeign,
  };
  library.finding = { filters, older, look, otherForms, ofPlan: Object.keys(OF_PLAN), schemes: SCHEMES };
})();
