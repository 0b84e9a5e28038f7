/* Exact search: every unit that holds what is looked for, in its reading or as it was received. All
   texts are one folded string that is scanned; there is no index that could miss anything. The
   same file runs in the page and in a worker. */
(function () {
  "use strict";

  var library = (self.library = self.library || {});
  var folding = library.folding;
  var BETWEEN = "\uffff"; // between two texts; a noncharacter, which no text may hold
  var ID = 0, ADDRESS = 1, LABEL = 2, HEADING = 3, SEPARATOR = 4, BODY = 5, PARTS = 6, RECEIVED = 7;
  var MAX_OFFERED = 8;
  var MAX_NEAR = 6;
  var LONGEST_NEAR = 16; // characters; what is behind them is left out

  var plans = []; // each with `first`, the number of its first unit
  var units = []; // the arrays of the data, see converters/search/scripts.py
  var planOf = []; // the number of the plan of each unit
  var named = []; // the numbers of the records that a unit mentions
  var records = []; // {key, name, forms in the texts, all forms folded}
  var recordOf = Object.create(null);
  var known = Object.create(null); // by folded form, the numbers of the records of that form
  var texts = []; // {unit, received, start, head, dropped}: what stands where in the string
  var all = ""; // the string
  var shards = { texts: 0, names: 0, expected: Infinity };
  var firstOfShard = {};

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
    firstOfShard[number] = plans.length;
    more.forEach(function (plan) {
      plan.first = units.length;
      plan.level = level(plan.adcode);
      plans.push(plan);
      plan.units.forEach(function (unit) {
        put(unit, false);
        if (unit[RECEIVED]) put(unit, true);
        units.push(unit);
        planOf.push(plans.length - 1);
        named.push([]);
      });
    });
    all += parts.join("");
    shards.texts += 1;
    shards.expected = count;

    function put(unit, received) {
      var own = pieces(unit, received);
      var folded = folding.folded(own.join(""));
      var head = folding.fold(own[0] + own[1]).length;
      texts.push({ unit: units.length, received: received, start: at, head: head, dropped: folded.dropped });
      parts.push(folded.text, BETWEEN);
      at += folded.text.length + 1;
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
      if (!(key in recordOf)) {
        recordOf[key] = records.length;
        records.push({ key: key, name: record[1], surfaces: [], forms: [] });
      }
      var own = records[recordOf[key]];
      own.surfaces = distinct(own.surfaces.concat(record[2]));
      record[2].concat(record[3]).forEach(function (form) {
        var folded = folding.fold(form);
        known[folded] = known[folded] || [];
        if (known[folded].indexOf(recordOf[key]) < 0) known[folded].push(recordOf[key]);
      });
      return recordOf[key];
    });
    more.units.forEach(function (mentions, at) {
      var first = plans[firstOfShard[number] + at].first;
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

  /* Calls `each(text, at)` for every place of a folded string, in order, none over another. */
  function scan(wanted, each) {
    if (!wanted || wanted.indexOf(BETWEEN) >= 0) return;
    var text = 0;
    for (var at = all.indexOf(wanted); at >= 0; at = all.indexOf(wanted, at + wanted.length)) {
      while (text + 1 < texts.length && texts[text + 1].start <= at) text += 1;
      each(texts[text], at);
    }
  }

  /* For each unit, how often it holds the strings, in the reading, or if not there as received:
     {counts, received, heads}. Strings that lie over one another count once, as they are marked. */
  function tally(strings) {
    var found = {
      counts: new Uint32Array(units.length),
      received: new Uint32Array(units.length),
      heads: new Uint8Array(units.length),
    };
    if (strings.length === 1) scan(strings[0], note);
    else {
      var places = [];
      strings.forEach(function (string) {
        scan(string, function (text, at) {
          places.push([at, at + string.length, text]);
        });
      });
      var end = -1;
      places.sort(byPlace).forEach(function (place) {
        if (place[0] < end) return;
        end = place[1];
        note(place[2], place[0]);
      });
    }
    return found;

    function note(text, at) {
      found[text.received ? "received" : "counts"][text.unit] += 1;
      if (at - text.start < text.head) found.heads[text.unit] = 1;
    }
  }

  function byPlace(one, other) {
    return one[0] - other[0] || other[1] - one[1];
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
    return Array.from(text).some(function (char) {
      return /[\u3400-\u9fff\uf900-\ufaff]|[\ud840-\ud8ff]/.test(char) && all.indexOf(char) < 0;
    });
  }

  /* Traditional characters, each as the simplified one; only those that no text has. */
  function converted(folded) {
    var simplified = library.simplified;
    if (!simplified || !hasForeign(folded)) return folded;
    return Array.from(folded, function (char) {
      return all.indexOf(char) < 0 && simplified[char] ? simplified[char] : char;
    }).join("");
  }

  /* The other forms, in the texts, of the records that a folded string names; those that hold the
     string itself are found anyway. */
  function offered(folded) {
    var forms = [];
    (known[folded] || []).forEach(function (number) {
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
  var OF_UNIT = ["agency", "term"];
  var SCHEMES = { agencies: "agency", terms: "term" };

  function asList(value) {
    if (value === undefined || value === null) return [];
    return Array.isArray(value) ? value : [value];
  }

  function filters(wanted) {
    Object.keys(wanted).forEach(function (name) {
      if (!OF_PLAN[name] && OF_UNIT.indexOf(name) < 0) throw new RangeError("no filter " + name);
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
      var numbers = values.map(function (key) {
        return key in recordOf ? recordOf[key] : -1;
      });
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
    var perRecord = { agency: new Map(), term: new Map() };
    found.forEach(function (number) {
      var fits = { agency: filter.unit.agency(number), term: filter.unit.term(number) };
      if (fits.agency && fits.term) perPlan[planOf[number]] += 1;
      if (!filter.plans[planOf[number]]) return;
      named[number].forEach(function (record) {
        var kind = SCHEMES[records[record].key.split("/")[0]];
        if (!kind || !fits[kind === "agency" ? "term" : "agency"]) return;
        perRecord[kind].set(record, (perRecord[kind].get(record) || 0) + 1);
      });
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
    OF_UNIT.forEach(function (name) {
      result[name] = Array.from(perRecord[name], function (one) {
        return [records[one[0]].key, one[1], records[one[0]].name];
      }).sort(function (one, other) { return other[1] - one[1] || (one[0] < other[0] ? -1 : 1); });
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

  /* Units in the order of the page, plans in the order that is asked for: by `relevance` those with
     a match in a heading first, then those with more matches, then newer plans. */
  function ordered(found, order, weight, heads) {
    var best = new Map();
    found.forEach(function (number) {
      var score = (heads[number] ? 1e6 : 0) + Math.min(weight[number], 999999);
      if (score > (best.get(planOf[number]) || 0)) best.set(planOf[number], score);
    });
    var groups = Array.from(best.keys()).sort(function (one, other) {
      if (order === "relevance" && best.get(one) !== best.get(other)) return best.get(other) - best.get(one);
      if (order !== "plan") return (plans[other].years[1] || 0) - (plans[one].years[1] || 0) || one - other;
      return one - other;
    });
    var of = new Map(groups.map(function (plan) { return [plan, []]; }));
    found.forEach(function (number) { of.get(planOf[number]).push(number); });
    if (order === "relevance") {
      of.forEach(function (numbers) {
        numbers.sort(function (one, other) {
          return heads[other] - heads[one] || weight[other] - weight[one] || one - other;
        });
      });
    }
    return groups.map(function (plan) { return of.get(plan); });
  }

  /* The units that hold all terms.

     options: {limit, from, perPlan, filters, aliases, order}. `aliases`: true for all other forms
     of the names that are terms, or a list of them. Gives {total, matches, complete, plans, hits,
     counts, terms}: `plans` are `[work, units, matches]` in order, `hits` those from `from` on. */
  function find(typed, options) {
    options = options || {};
    var query = library.query.parse(typed);
    var terms = query.wanted.map(function (term) {
      var forms = variants(term, options);
      return { term: term, forms: forms, tally: tally(forms) };
    });
    var unwanted = query.unwanted.map(function (term) {
      return tally(variants(term, {}));
    });
    var filter = filters(options.filters || {});
    var marked = terms.length === 1 ? terms[0].tally : tally(distinct([].concat.apply([], terms.map(formsOf))));
    var weight = new Uint32Array(units.length);
    var found = [];
    for (var number = 0; terms.length && number < units.length; number += 1) {
      if (!holds(number)) continue;
      found.push(number);
      weight[number] = marked[isRead(terms, number) ? "counts" : "received"][number];
    }
    var left = found.filter(function (one) {
      return filter.plans[planOf[one]] && filter.unit.agency(one) && filter.unit.term(one);
    });
    var groups = ordered(left, options.order || "relevance", weight, marked.heads);
    var perPlan = options.perPlan || Infinity;
    var shown = [].concat.apply([], groups.map(function (group) { return group.slice(0, perPlan); }));
    var from = options.from || 0;
    var limit = options.limit === undefined ? 20 : options.limit;
    return {
      total: left.length,
      matches: sum(left),
      complete: shards.texts >= shards.expected,
      plans: groups.map(function (group) {
        return [plans[planOf[group[0]]].work, group.length, sum(group)];
      }),
      hits: shown.slice(from, from + limit).map(function (one) { return hit(one, terms); }),
      more: Math.max(0, shown.length - from - limit),
      counts: counts(found, filter),
      terms: terms.map(function (one) {
        return { term: one.term, read: one.forms[0], units: unitsOf(one.tally), forms: offers(one, terms) };
      }),
    };

    function holds(number) {
      for (var i = 0; i < terms.length; i += 1) if (!isIn(terms[i].tally, number)) return false;
      for (i = 0; i < unwanted.length; i += 1) if (isIn(unwanted[i], number)) return false;
      return true;
    }

    function sum(numbers) {
      return numbers.reduce(function (before, one) { return before + weight[one]; }, 0);
    }
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

  function unitsOf(tallied) {
    var count = 0;
    for (var number = 0; number < units.length; number += 1) if (isIn(tallied, number)) count += 1;
    return count;
  }

  /* The other forms that could be taken in, with the units that hold them and all other terms. */
  function offers(one, terms) {
    return offered(one.forms[0]).map(function (form) {
      var own = tally([folding.fold(form)]);
      var count = 0;
      for (var number = 0; number < units.length; number += 1) {
        if (isIn(own, number) && terms.every(function (other) { return other === one || isIn(other.tally, number); })) count += 1;
      }
      return { form: form, units: count, taken: one.forms.indexOf(folding.fold(form)) >= 0 };
    }).filter(function (offer) { return offer.units; })
      .sort(function (one, other) { return other.units - one.units; })
      .slice(0, MAX_OFFERED);
  }

  /* One unit as a result. */
  function hit(number, terms) {
    var unit = units[number];
    var plan = plans[planOf[number]];
    var received = !isRead(terms, number);
    var own = pieces(unit, received);
    var folded = folding.folded(own.join(""));
    var ranges = marks(folded, terms);
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

  /* Where the terms stand in a text, in UTF-16 units of the text as it is shown; none over another. */
  function marks(folded, terms) {
    var places = [];
    terms.forEach(function (one) {
      one.forms.forEach(function (form) {
        for (var at = folded.text.indexOf(form); at >= 0; at = folded.text.indexOf(form, at + form.length)) {
          places.push([at, at + form.length]);
        }
      });
    });
    var end = -1;
    return places.sort(byPlace).filter(function (place) {
      if (place[0] < end) return false;
      end = place[1];
      return true;
    }).map(function (place) { return folding.range(place[0], place[1], folded.dropped); });
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
     characters, or what of it stands somewhere; each with the units that hold it. */
  function near(typed) {
    var chars = Array.from(converted(folding.fold(typed.trim()))).slice(0, LONGEST_NEAR);
    var tried = [];
    for (var at = 1; at < chars.length; at += 1) {
      tried.push(chars.slice(0, at).join("") + " " + chars.slice(at).join(""));
    }
    for (at = 0; at < chars.length && chars.length > 2; at += 1) {
      tried.push(chars.slice(0, at).concat(chars.slice(at + 1)).join(""));
    }
    return distinct(tried).map(function (one) {
      return { query: one, units: find(one, { limit: 0 }).total };
    }).filter(function (one) { return one.units; })
      .sort(function (one, other) { return shortest(other.query) - shortest(one.query) || one.units - other.units; })
      .concat(stretches(chars))
      .slice(0, MAX_NEAR);
  }

  /* The longest stretches of a string that stand somewhere, none inside another. */
  function stretches(chars) {
    var found = [];
    for (var length = chars.length - 1; length >= Math.min(2, chars.length - 1) && length > 0; length -= 1) {
      for (var at = 0; at + length <= chars.length; at += 1) {
        var one = chars.slice(at, at + length).join("").trim();
        var isNew = found.every(function (other) { return other.query.indexOf(one) < 0; });
        var units = isNew && one ? find(one, { limit: 0 }).total : 0;
        if (units) found.push({ query: one, units: units });
      }
    }
    return found;
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
  library.engine = { find: find, near: near, state: state, hasForeign: function (typed) { return hasForeign(folding.fold(typed)); } };
})();
