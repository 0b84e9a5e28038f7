/* Exact search: every unit that holds what is looked for, in its reading or as it was received. All
   texts are one folded string that is scanned; there is no index that could miss anything. The
   same file runs in the page and in a worker. */
(function () {
  "use strict";

  var library = (self.library = self.library || {});
  var folding = library.folding;
  var BETWEEN = "\uffff"; // between two texts; a noncharacter, which no text may hold
  var NO_TEXT = /[\ud800-\udfff\uffff]/u; // BETWEEN, and halves of characters, which no text may hold
  var HAN = /^(?:[\u3400-\u9fff\uf900-\ufaff]|[\ud840-\ud8ff][^])/;
  var ID = 0, ADDRESS = 1, LABEL = 2, HEADING = 3, SEPARATOR = 4, BODY = 5, PARTS = 6, RECEIVED = 7;
  var READ = 1, AS_RECEIVED = 2;
  var MAX_OFFERED = 8;
  var MAX_NEAR = 6;
  var MAX_LENGTH_OF_NEAR = 40; // in characters: near what is longer nothing is looked for

  var SCHEMES = { agencies: "agency", terms: "term" }; // the filter of the records of a scheme
  var ORDERS = ["relevance", "newest", "plan"];

  var plans = []; // each with `first`, the number of its first unit
  var units = []; // the arrays of the data, see converters/search/scripts.py
  var planOf = []; // the number of the plan of each unit
  var named = []; // the numbers of the records that a unit mentions
  var records = []; // {key, name, filter, surfaces}: `surfaces` are the forms in the texts
  var recordOf = new Map(); // by key
  var known = new Map(); // by folded form, the numbers of the records of that form
  var all = ""; // all texts
  var starts = []; // where in it each text starts, and a last one that is its length
  var unitOf = []; // the number of the unit of each text
  var heads = []; // how long label and heading of each text are
  var textOf = []; // the number of the reading of each unit; what was received, if it differs, is the next
  var foreign = new Map(); // whether a character that was asked for is in no text
  var shards = { texts: 0, names: 0, expected: Infinity };
  var firstOfShard = new Map();
  var NOTHING = [];

  /* Label, heading, separator and body; what is last and empty is left out of the data. */
  function pieces(unit, received) {
    var from = received ? unit[RECEIVED] : unit.slice(LABEL, BODY + 1);
    return [0, 1, 2, 3].map(function (number) {
      return from[number] || "";
    });
  }

  /* The plans of shard `number` of `count`. */
  function add(number, count, more) {
    var parts = [];
    var at = all.length;
    firstOfShard.set(number, plans.length);
    more.forEach(function (plan) {
      plan.first = units.length;
      plan.level = level(plan.adcode);
      plans.push(plan);
      plan.units.forEach(function (unit) {
        textOf.push(unitOf.length);
        put(unit, false);
        if (unit[RECEIVED]) put(unit, true);
        units.push(unit);
        planOf.push(plans.length - 1);
        named.push(NOTHING);
      });
    });
    all += parts.join("");
    starts[unitOf.length] = at;
    foreign.clear();
    shards.texts += 1;
    shards.expected = count;

    function put(unit, received) {
      var own = pieces(unit, received);
      var folded = folding.fold(own.join(""));
      starts[unitOf.length] = at;
      heads.push(folding.fold(own[0] + own[1]).length);
      unitOf.push(units.length);
      parts.push(folded, BETWEEN);
      at += folded.length + 1;
    }
  }

  /* GB/T 2260: the code of a province ends in four zeros, that of a prefecture in two. */
  function level(adcode) {
    if (/0000$/.test(adcode)) return "province";
    return /00$/.test(adcode) ? "prefecture" : "county";
  }

  /* The names in the texts of shard `number`, which has been added. */
  function name(number, more) {
    var numbers = more.records.map(function (record) {
      var key = record[0];
      if (!recordOf.has(key)) {
        recordOf.set(key, records.length);
        records.push({ key: key, name: record[1], filter: SCHEMES[key.split("/")[0]], surfaces: [] });
      }
      var one = recordOf.get(key);
      records[one].surfaces = distinct(records[one].surfaces.concat(record[2]));
      record[2].concat(record[3]).forEach(function (form) {
        var folded = folding.fold(form);
        if (!known.has(folded)) known.set(folded, []);
        if (known.get(folded).indexOf(one) < 0) known.get(folded).push(one);
      });
      return one;
    });
    more.units.forEach(function (mentions, at) {
      var first = plans[firstOfShard.get(number) + at].first;
      mentions.forEach(function (mention) {
        named[first + mention[0]] = mention.slice(1).map(function (one) {
          return numbers[one];
        });
      });
    });
    shards.names += 1;
  }

  function distinct(strings) {
    var seen = new Set();
    return strings.filter(function (string) {
      var folded = folding.fold(string);
      return !seen.has(folded) && seen.add(folded);
    });
  }

  /* For each unit, whether its reading (1), the text as received (2) or both hold one of the
     strings: {flags, units}. */
  function holders(strings) {
    var flags = new Uint8Array(units.length);
    var count = 0;
    strings.forEach(function (string) {
      if (!string || NO_TEXT.test(string)) return;
      var text = 0;
      // The rest of a text that holds the string is passed over.
      for (var at = all.indexOf(string); at >= 0; at = all.indexOf(string, starts[text + 1])) {
        while (starts[text + 1] <= at) text += 1;
        var unit = unitOf[text];
        if (!flags[unit]) count += 1;
        flags[unit] |= text === textOf[unit] ? READ : AS_RECEIVED;
      }
    });
    return { flags: flags, units: count };
  }

  /* How often units hold the strings in the text that is shown: {weight, inHead} by number of the
     unit. */
  function weigh(strings, numbers, isRead) {
    var weight = new Uint32Array(units.length);
    var inHead = new Uint8Array(units.length);
    numbers.forEach(function (number) {
      var text = textOf[number] + (isRead[number] ? 0 : 1);
      eachMatch(all.slice(starts[text], starts[text + 1]), strings, function (at) {
        weight[number] += 1;
        if (at < heads[text]) inHead[number] = 1;
      });
    });
    return { weight: weight, inHead: inHead };
  }

  /* Calls `each(at, end)` for every match of the strings in a folded text, in order. Of those that
     lie over one another it is the first and, of two that start together, the longer. */
  function eachMatch(text, strings, each) {
    var next = strings.map(function (string) { return text.indexOf(string); });
    var last = 0;
    for (;;) {
      var first = -1;
      for (var one = 0; one < strings.length; one += 1) {
        if (next[one] >= 0 && (first < 0 || isBefore(one, first))) first = one;
      }
      if (first < 0) return;
      var at = next[first];
      var end = at + strings[first].length;
      next[first] = text.indexOf(strings[first], end);
      if (at < last) continue;
      last = end;
      each(at, end);
    }

    function isBefore(one, other) {
      return next[one] < next[other] || (next[one] === next[other] && strings[one].length > strings[other].length);
    }
  }

  /* What each term stands for: itself, converted if it is written in characters that no text has,
     and the other forms of its name that the reader takes in. */
  function variants(term, options) {
    var folded = folding.fold(term);
    var own = [converted(folded)];
    offered(own[0]).forEach(function (form) {
      var isChosen = options.aliases === true || (options.aliases || []).map(folding.fold).indexOf(folding.fold(form)) >= 0;
      if (isChosen) own.push(folding.fold(form));
    });
    return own;
  }

  function hasForeign(text) {
    return Array.from(text).some(isForeign);
  }

  /* Whether a Han character is in no text. */
  function isForeign(char) {
    if (!HAN.test(char)) return false;
    if (!foreign.has(char)) foreign.set(char, all.indexOf(char) < 0);
    return foreign.get(char);
  }

  /* Traditional characters, each as the simplified one; only those that no text has. */
  function converted(folded) {
    var simplified = library.simplified;
    if (!simplified) return folded;
    return Array.from(folded, function (char) {
      return (isForeign(char) && simplified[char]) || char;
    }).join("");
  }

  /* The other forms, in the texts, of the records that a folded string names; those that hold the
     string itself are found anyway. */
  function offered(folded) {
    var forms = [];
    (known.get(folded) || NOTHING).forEach(function (number) {
      forms = forms.concat(records[number].surfaces);
    });
    return distinct(forms).filter(function (form) {
      return folding.fold(form).indexOf(folded) < 0;
    });
  }

  /* Which plans and units the filters leave: each a test of a number. A filter is one value or
     several, any of which will do. */
  var OF_PLAN = {
    work: function (plan, value) {
      return plan.work === value;
    },
    place: function (plan, value) {
      return plan.adcode.indexOf(String(value).replace(/(?:00)+$/, "")) === 0;
    },
    level: function (plan, value) {
      return plan.level === value;
    },
    year: function (plan, value) {
      return plan.years.length > 0 && plan.years[0] <= Number(value) && Number(value) <= plan.years[1];
    },
    kind: function (plan, value) {
      return plan.kind[0] === value;
    },
  };
  var OF_UNIT = ["agency", "term"]; // by key (agencies/guowuyuan) or id (guowuyuan)

  function asList(value) {
    if (value === undefined || value === null) return [];
    return Array.isArray(value) ? value : [value];
  }

  function recordNamed(filter, key) {
    var scheme = Object.keys(SCHEMES).find(function (one) { return SCHEMES[one] === filter; });
    return recordOf.has(scheme + "/" + key) ? recordOf.get(scheme + "/" + key) : recordOf.get(key);
  }

  /* {plan: {name: [fits]}, plans: [fits all]} by number of the plan, unit: {name: fits(number)}. */
  function filters(wanted) {
    Object.keys(wanted).forEach(function (name) {
      if (!Object.hasOwn(OF_PLAN, name) && OF_UNIT.indexOf(name) < 0) throw new RangeError("no filter " + name);
    });
    var plan = {};
    Object.keys(OF_PLAN).forEach(function (name) {
      var values = asList(wanted[name]);
      plan[name] = plans.map(function (one) {
        return !values.length || values.some(OF_PLAN[name].bind(null, one));
      });
    });
    var unit = {};
    OF_UNIT.forEach(function (name) {
      var values = asList(wanted[name]);
      var numbers = values.map(recordNamed.bind(null, name));
      unit[name] = function (number) {
        return !values.length || numbers.some(function (one) { return named[number].indexOf(one) >= 0; });
      };
    });
    var left = plans.map(function (_, number) {
      return Object.keys(plan).every(function (name) { return plan[name][number]; });
    });
    return { plan: plan, plans: left, unit: unit };
  }

  /* How many of the found units each value of each filter would leave, the other filters kept. */
  function counts(found, filter) {
    var names = Object.keys(OF_PLAN);
    var perPlan = new Uint32Array(plans.length);
    var perRecord = new Uint32Array(records.length);
    found.forEach(function (number) {
      var fits = { agency: filter.unit.agency(number), term: filter.unit.term(number) };
      if (fits.agency && fits.term) perPlan[planOf[number]] += 1;
      if (!filter.plans[planOf[number]]) return;
      var own = named[number];
      for (var i = 0; i < own.length; i += 1) {
        var kind = records[own[i]].filter;
        if (kind && fits[kind === "agency" ? "term" : "agency"]) perRecord[own[i]] += 1;
      }
    });
    var result = {};
    names.forEach(function (name) {
      var values = new Map();
      plans.forEach(function (plan, number) {
        var isLeft = names.every(function (other) { return other === name || filter.plan[other][number]; });
        valuesOf(plan, name).forEach(function (value) {
          values.set(value, (values.get(value) || 0) + (isLeft ? perPlan[number] : 0));
        });
      });
      result[name] = Array.from(values);
    });
    OF_UNIT.forEach(function (name) { result[name] = []; });
    records.forEach(function (record, number) {
      if (perRecord[number]) result[record.filter].push([record.key, perRecord[number], record.name]);
    });
    OF_UNIT.forEach(function (name) {
      result[name].sort(function (one, other) { return other[1] - one[1]; });
    });
    return result;
  }

  function valuesOf(plan, name) {
    if (name === "kind") return [plan.kind[0]];
    if (name === "place") return [plan.adcode];
    if (name !== "year") return [plan[name]];
    var years = [];
    for (var year = plan.years[0]; year <= plan.years[1]; year += 1) years.push(year);
    return years;
  }

  /* The units of each plan, plans in the order that is asked for: by `relevance` those with a match
     in a heading first, then those with more matches, then newer plans. */
  function grouped(found, order, score) {
    var groups = [];
    var group = null;
    found.forEach(function (number) {
      if (!group || group.plan !== planOf[number]) {
        group = { plan: planOf[number], numbers: [], matches: 0, best: 0 };
        groups.push(group);
      }
      group.numbers.push(number);
      group.matches += score.weight[number];
      group.best = Math.max(group.best, rank(number, score));
    });
    if (order === "plan") return groups;
    return groups.sort(function (one, other) {
      return (order === "relevance" && other.best - one.best) ||
        (plans[other.plan].years[1] || 0) - (plans[one.plan].years[1] || 0) ||
        one.plan - other.plan;
    });
  }

  function rank(number, score) {
    return (score.inHead[number] ? 1e6 : 0) + Math.min(score.weight[number], 999999);
  }

  /* The hits `from` to `to` of all plans, at most `perPlan` of each; only the plans that they are of
     are put in order. */
  function slice(groups, from, to, perPlan, order, score) {
    var shown = [];
    var at = 0;
    groups.forEach(function (group) {
      var end = at + Math.min(perPlan, group.numbers.length);
      if (end > from && at < to) {
        var numbers = order === "relevance" ? group.numbers.slice().sort(byRank) : group.numbers;
        shown = shown.concat(numbers.slice(Math.max(0, from - at), Math.min(end, to) - at));
      }
      at = end;
    });
    return { shown: shown, more: Math.max(0, at - to) };

    function byRank(one, other) {
      return rank(other, score) - rank(one, score) || one - other;
    }
  }

  /* The units that hold all that is wanted and nothing that is not: {terms, found, isRead}. `isRead`
     says of each whether its reading holds all terms; if not, it is shown as received. */
  function select(typed, options) {
    var query = library.query.parse(typed);
    var terms = query.wanted.map(function (term) {
      var forms = variants(term, options);
      return { term: term, forms: forms, holders: holders(forms) };
    });
    var unwanted = query.unwanted.map(function (term) { return holders(variants(term, {})).flags; });
    var isRead = new Uint8Array(units.length);
    var found = [];
    for (var number = 0; terms.length && number < units.length; number += 1) {
      var flags = READ;
      for (var one = 0; one < terms.length && terms[one].holders.flags[number]; one += 1) flags &= terms[one].holders.flags[number];
      if (one < terms.length || isIn(unwanted, number)) continue;
      isRead[number] = flags;
      found.push(number);
    }
    return { terms: terms, found: found, isRead: isRead };
  }

  function isIn(tallied, number) {
    for (var one = 0; one < tallied.length; one += 1) if (tallied[one][number]) return true;
    return false;
  }

  /* The units that hold all terms.

     options: {limit, from, perPlan, filters, aliases, order}. `aliases`: true for all other forms
     of the names that are terms, or a list of them. Gives {total, matches, complete, plans, hits,
     more, counts, terms}: `plans` are `[work, units, matches]` in order, `hits` those from `from`
     on, `more` how many come after them. */
  function find(typed, options) {
    options = options || {};
    var order = options.order || "relevance";
    if (ORDERS.indexOf(order) < 0) throw new RangeError("no order " + order);
    var filter = filters(options.filters || {});
    var selected = select(typed, options);
    var left = selected.found.filter(function (one) {
      return filter.plans[planOf[one]] && filter.unit.agency(one) && filter.unit.term(one);
    });
    var score = weigh(distinct([].concat.apply([], selected.terms.map(formsOf))), left, selected.isRead);
    var groups = grouped(left, order, score);
    var from = options.from || 0;
    var to = from + (options.limit === undefined ? 20 : options.limit);
    var part = slice(groups, from, to, options.perPlan || Infinity, order, score);
    return {
      total: left.length,
      matches: groups.reduce(function (before, group) { return before + group.matches; }, 0),
      complete: isComplete(options),
      plans: groups.map(function (group) {
        return [plans[group.plan].work, group.numbers.length, group.matches];
      }),
      hits: part.shown.map(function (one) { return hit(one, selected); }),
      more: part.more,
      counts: counts(selected.found, filter),
      terms: selected.terms.map(function (one) {
        return { term: one.term, read: one.forms[0], units: one.holders.units, forms: offers(one, selected.terms) };
      }),
    };
  }

  /* Whether all texts are there, and the names, if the options ask for names. */
  function isComplete(options) {
    return shards.texts >= shards.expected && (!needsNames(options) || shards.names >= shards.expected);
  }

  function needsNames(options) {
    var wanted = options.filters || {};
    return Boolean(options.aliases || OF_UNIT.some(function (name) { return asList(wanted[name]).length; }));
  }

  function formsOf(term) {
    return term.forms;
  }

  /* The other forms that could be taken in, with the units that hold them and all other terms. */
  function offers(one, terms) {
    return offered(one.forms[0]).map(function (form) {
      var own = holders([folding.fold(form)]).flags;
      var count = 0;
      for (var number = 0; number < units.length; number += 1) {
        if (own[number] && terms.every(function (other) { return other === one || other.holders.flags[number]; })) count += 1;
      }
      return { form: form, units: count, taken: one.forms.indexOf(folding.fold(form)) >= 0 };
    }).filter(function (offer) { return offer.units; })
      .sort(function (one, other) { return other.units - one.units; })
      .slice(0, MAX_OFFERED);
  }

  /* One unit as a result. */
  function hit(number, selected) {
    var unit = units[number];
    var plan = plans[planOf[number]];
    var received = !selected.isRead[number];
    var own = pieces(unit, received);
    var folded = folding.folded(own.join(""));
    var ranges = marks(folded, selected.terms);
    var starts = [0, own[0].length, own[0].length + own[1].length, own[0].length + own[1].length + own[2].length];
    var inBody = within(ranges, starts[3], Infinity);
    var part = inBody.length ? partAt(unit, inBody[0][0], received) : unit[ID];
    return {
      work: plan.work,
      clause_id: unit[ID],
      part_id: part,
      url: typeof unit[PARTS] === "number" ? "plans/" + plan.work + "/source/#L" + unit[PARTS] : "plans/" + plan.work + "/#" + part,
      address: unit[ADDRESS],
      above: above(number),
      label: own[0],
      heading: own[1],
      text: own[3],
      received: received,
      label_ranges: within(ranges, starts[0], starts[1]),
      heading_ranges: within(ranges, starts[1], starts[2]),
      ranges: inBody,
      matches: ranges.length,
    };
  }

  /* Where the terms stand in a text, in UTF-16 units of the text as it is shown. */
  function marks(folded, terms) {
    var ranges = [];
    eachMatch(folded.text, [].concat.apply([], terms.map(formsOf)), function (at, end) {
      ranges.push(folding.range(at, end, folded.dropped));
    });
    return ranges;
  }

  function within(ranges, start, end) {
    return ranges.filter(function (range) {
      return range[0] < end && range[1] > start;
    }).map(function (range) {
      return [Math.max(range[0], start) - start, Math.min(range[1], end) - start];
    });
  }

  /* The part of a unit that a place of its body stands in; as received, the places are others. */
  function partAt(unit, at, received) {
    var parts = Array.isArray(unit[PARTS]) && !received ? unit[PARTS] : [];
    return parts.reduce(function (before, part) {
      return part[1] <= at ? unit[ID] + part[0] : before;
    }, unit[ID]);
  }

  /* The headings of the clauses that a unit stands in, the outermost first: the heads of its id. */
  function above(number) {
    var plan = plans[planOf[number]];
    var id = units[number][ID];
    var found = [];
    for (var other = number - 1; other >= plan.first && id.indexOf("-") > 0; other -= 1) {
      var head = units[other];
      if (head[HEADING] && id.indexOf(head[ID] + "-") === 0) {
        found.unshift((head[LABEL] || "") + head[HEADING]);
        id = head[ID];
      }
    }
    return found;
  }

  /* What is near something that is found nowhere: the query in two words, or without one of its
     characters; each with the units that hold it. */
  function near(typed) {
    var chars = Array.from(converted(folding.fold(typed.trim())));
    if (chars.length > MAX_LENGTH_OF_NEAR) return [];
    var tried = [];
    for (var at = 1; at < chars.length; at += 1) {
      tried.push(chars.slice(0, at).join("") + " " + chars.slice(at).join(""));
    }
    for (at = 0; at < chars.length && chars.length > 2; at += 1) {
      tried.push(chars.slice(0, at).concat(chars.slice(at + 1)).join(""));
    }
    return Array.from(new Set(tried), function (one) {
      return { query: one, units: select(one, {}).found.length };
    }).filter(function (one) { return one.units; })
      .sort(function (one, other) { return shortest(other.query) - shortest(one.query) || one.units - other.units; })
      .slice(0, MAX_NEAR);
  }

  /* Of 叫应 机制 the shorter word has two characters: a split into even words says more. */
  function shortest(query) {
    return Math.min.apply(null, query.split(" ").map(function (word) { return word.length; }));
  }

  function state() {
    return {
      plans: plans.map(function (plan) {
        return { work: plan.work, title: plan.title, short: plan.short, adcode: plan.adcode, places: plan.places, level: plan.level, years: plan.years, kind: plan.kind };
      }),
      units: units.length,
      texts: shards.texts,
      names: shards.names,
      expected: shards.expected,
    };
  }

  library.units = { add: add, name: name };
  library.engine = {
    find: find,
    near: near,
    state: state,
    /* How many shards of texts and names are there, and how many there will be. */
    progress: function () { return { texts: shards.texts, names: shards.names, expected: shards.expected }; },
    hasForeign: function (typed) { return hasForeign(folding.fold(typed)); },
  };
})();
