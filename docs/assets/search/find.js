/* Exact search: every unit that holds what is looked for, in its reading or as it was received.
   `library.engine.find`. */
(function () {
  "use strict";

  var library = (self.library = self.library || {});
  var folding = library.folding;
  var texts = library.texts;
  var store = texts.store;

  /* What each term stands for: itself, and the other forms of its name that the reader takes in. */
  function variants(term, aliases) {
    var own = texts.converted(folding.fold(term));
    var chosen = aliases === true ? null : (aliases || []).map(folding.fold);
    return [own].concat(otherForms(own).map(folding.fold).filter(function (form) {
      return !chosen || chosen.indexOf(form) >= 0;
    }));
  }

  /* The other forms, in the texts, of the records that a folded string names; those that hold the
     string itself are found anyway. */
  function otherForms(folded) {
    var forms = (store.known[folded] || []).map(function (number) { return store.records[number].surfaces; });
    return texts.distinct([].concat.apply([], forms)).filter(function (form) {
      return folding.fold(form).indexOf(folded) < 0;
    });
  }

  /* Filters: one value or several, any of which will do. */
  var OF_PLAN = {
    work: function (plan, value) { return plan.work === value; },
    place: function (plan, value) { return plan.adcode.indexOf(String(value).replace(/(?:00)+$/, "")) === 0; },
    level: function (plan, value) { return plan.level === value; },
    year: function (plan, value) {
      return plan.years.length > 0 && plan.years[0] <= Number(value) && Number(value) <= plan.years[1];
    },
    kind: function (plan, value) { return plan.kind[0] === value; },
  };
  var OF_UNIT = ["agency", "term"];

  /* Tests of numbers: `plan[name][number]` for each filter, `plans[number]` for all of them,
     `unit[name](number)`. */
  function filters(wanted) {
    Object.keys(wanted).forEach(function (name) {
      if (!OF_PLAN[name] && OF_UNIT.indexOf(name) < 0) throw new RangeError("no filter " + name);
    });
    var plan = {};
    Object.keys(OF_PLAN).forEach(function (name) {
      var values = [].concat(wanted[name] === undefined ? [] : wanted[name]);
      plan[name] = store.plans.map(function (one) {
        return !values.length || values.some(OF_PLAN[name].bind(null, one));
      });
    });
    var unit = {};
    OF_UNIT.forEach(function (name) {
      var values = [].concat(wanted[name] === undefined ? [] : wanted[name]);
      var numbers = values.map(function (key) { return store.recordOf[key]; });
      unit[name] = function (number) {
        return !values.length || numbers.some(function (one) { return store.named[number].indexOf(one) >= 0; });
      };
    });
    var plans = store.plans.map(function (_, number) {
      return Object.keys(plan).every(function (name) { return plan[name][number]; });
    });
    return { plan: plan, plans: plans, unit: unit };
  }

  /* Plans in the order that is asked for, each with its units: by `relevance` those with a match in
     a heading first, then those with more matches, then newer plans. */
  function ordered(found, order, weight, heads) {
    var groups = new Map();
    var best = new Map();
    found.forEach(function (number) {
      var plan = store.planOf[number];
      var score = heads[number] * 1e9 + weight[number];
      if (!groups.has(plan)) groups.set(plan, []);
      groups.get(plan).push(number);
      best.set(plan, Math.max(best.get(plan) || 0, score));
    });
    var plans = Array.from(groups.keys()).sort(function (one, other) {
      var nearer = order === "relevance" ? best.get(other) - best.get(one) : 0;
      return nearer || (order === "plan" ? 0 : newer(store.plans[one], store.plans[other])) || one - other;
    });
    return plans.map(function (plan) {
      var own = groups.get(plan);
      if (order !== "relevance") return own;
      return own.sort(function (one, other) {
        return heads[other] - heads[one] || weight[other] - weight[one] || one - other;
      });
    });
  }

  function newer(one, other) {
    return (other.years[1] || 0) - (one.years[1] || 0) || (other.years[0] || 0) - (one.years[0] || 0);
  }

  function formsOf(term) {
    return term.forms;
  }

  function isIn(tallied, number) {
    return tallied.counts[number] > 0 || tallied.received[number] > 0;
  }

  /* Whether the reading of a unit holds all terms; if not, it is shown as received. */
  function isRead(terms, number) {
    return terms.every(function (one) { return one.tally.counts[number] > 0; });
  }

  /* The terms of a query and the units that hold all of them, before any filter. */
  function look(typed, aliases) {
    var query = library.query.parse(typed);
    var terms = query.wanted.map(function (term) {
      var forms = variants(term, aliases);
      return { term: term, forms: forms, tally: texts.tally(forms) };
    });
    var unwanted = query.unwanted.map(function (term) { return texts.tally(variants(term, [])); });
    var found = [];
    for (var number = 0; terms.length && number < store.units.length; number += 1) {
      if (holds(number)) found.push(number);
    }
    return { terms: terms, found: found };

    function holds(number) {
      for (var i = 0; i < terms.length; i += 1) if (!isIn(terms[i].tally, number)) return false;
      for (i = 0; i < unwanted.length; i += 1) if (isIn(unwanted[i], number)) return false;
      return true;
    }
  }

  /* options: {limit, from, perPlan, filters, aliases, order}. `aliases`: true for all other forms of
     the names that are terms, or a list of them. Gives {total, matches, complete, plans, hits, more,
     terms}: `plans` are `[work, units, matches]` in order, `hits` those from `from` on. */
  function find(typed, options) {
    options = options || {};
    var filter = filters(options.filters || {});
    var looked = look(typed, options.aliases);
    var terms = looked.terms;
    var forms = [].concat.apply([], terms.map(formsOf));
    var marked = terms.length === 1 ? terms[0].tally : texts.tally(texts.distinct(forms));
    var weight = new Uint32Array(store.units.length);
    var left = looked.found.filter(function (number) {
      weight[number] = marked[isRead(terms, number) ? "counts" : "received"][number];
      return filter.plans[store.planOf[number]] && filter.unit.agency(number) && filter.unit.term(number);
    });
    var groups = ordered(left, options.order || "relevance", weight, marked.heads);
    var shown = [].concat.apply([], groups.map(function (group) { return group.slice(0, options.perPlan || Infinity); }));
    var from = options.from || 0;
    var limit = options.limit === undefined ? 20 : options.limit;
    return {
      total: left.length,
      matches: sum(left),
      complete: store.shards.units >= store.shards.expected,
      plans: groups.map(function (group) { return [store.plans[store.planOf[group[0]]].work, group.length, sum(group)]; }),
      hits: shown.slice(from, from + limit).map(function (one) { return hit(one, terms); }),
      more: Math.max(0, shown.length - from - limit),
      terms: terms.map(function (one) { return { term: one.term, units: unitsOf(one.tally) }; }),
    };

    function sum(numbers) {
      return numbers.reduce(function (before, one) { return before + weight[one]; }, 0);
    }
  }

  function unitsOf(tallied) {
    var count = 0;
    for (var number = 0; number < store.units.length; number += 1) if (isIn(tallied, number)) count += 1;
    return count;
  }

  /* One unit as a result. */
  function hit(number, terms) {
    var unit = store.units[number];
    var work = store.plans[store.planOf[number]].work;
    var received = !isRead(terms, number);
    var own = received ? unit.received : unit.pieces;
    var ranges = marks(folding.folded(own.join("")), terms);
    var body = own[0].length + own[1].length + own[2].length;
    var inBody = within(ranges, body, Infinity);
    var line = typeof unit.parts === "number" ? unit.parts : 0; // of what is not on the page of the plan
    var part = inBody.length && !line && !received ? partAt(unit, inBody[0][0]) : unit.id;
    return {
      work: work,
      clause_id: unit.id,
      part_id: part,
      url: "plans/" + work + (line ? "/source/#L" + line : "/#" + part),
      address: unit.address,
      above: above(number),
      label: own[0],
      heading: own[1],
      text: own[3],
      received: received,
      label_ranges: within(ranges, 0, own[0].length),
      heading_ranges: within(ranges, own[0].length, own[0].length + own[1].length),
      ranges: inBody,
      matches: ranges.length,
    };
  }

  /* Where the terms stand in a text, in UTF-16 units of the text as it is shown. */
  function marks(folded, terms) {
    return folding.places(folded, [].concat.apply([], terms.map(formsOf)));
  }

  function within(ranges, start, end) {
    return ranges.filter(function (range) {
      return range[0] < end && range[1] > start;
    }).map(function (range) {
      return [Math.max(range[0], start) - start, Math.min(range[1], end) - start];
    });
  }

  /* The part of a unit that a place of its body stands in. */
  function partAt(unit, at) {
    return unit.parts.reduce(function (before, part) {
      return part[1] <= at ? unit.id + part[0] : before;
    }, unit.id);
  }

  /* The headings of the clauses that a unit stands in, the outermost first: the heads of its id. */
  function above(number) {
    var first = store.plans[store.planOf[number]].first;
    var id = store.units[number].id;
    var found = [];
    for (var other = number - 1; other >= first && id.indexOf("-") > 0; other -= 1) {
      var head = store.units[other];
      if (head.pieces[1] && id.indexOf(head.id + "-") === 0) {
        found.unshift(head.pieces[0] + head.pieces[1]);
        id = head.id;
      }
    }
    return found;
  }

  function state() {
    return { plans: store.plans, units: store.units.length, shards: store.shards };
  }

  library.engine = { find: find, state: state, hasForeign: texts.hasForeign };
  library.finding = { filters: filters, look: look, isIn: isIn, otherForms: otherForms, ofPlan: Object.keys(OF_PLAN) };
})();
