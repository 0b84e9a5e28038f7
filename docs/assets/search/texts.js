/* All texts of the library as one folded string that is scanned: there is no index that could miss
   anything. The same files run in the page and in a worker. `library.texts`. */
(function () {
  "use strict";

  var library = (self.library = self.library || {});
  var folding = library.folding;
  var BETWEEN = "\uffff"; // between two texts; a noncharacter, which no text may hold

  var store = {
    plans: [], // each with `first`, the number of its first unit
    units: [], // {id, address, pieces, parts, received}; pieces: label, heading, separator, body
    planOf: [], // the number of the plan of each unit
    named: [], // the numbers of the records that a unit mentions
    records: [], // {key, name, surfaces: the forms that stand in texts}
    recordOf: Object.create(null), // by key
    known: Object.create(null), // by folded form, the numbers of the records of that form
    shards: { units: 0, names: 0, expected: Infinity },
  };
  var places = []; // {unit, received, start, head}: what stands where in the string, in order
  var all = "";
  var simplified = null; // for traditional characters; loaded when a query needs it
  var firstOfShard = {}; // the number of the first plan

  /* The texts of units, as read or as received, put behind all that is there. */
  function put(numbers, received) {
    var parts = [];
    var at = all.length;
    numbers.forEach(function (number) {
      var unit = store.units[number];
      var own = received ? unit.received : unit.pieces;
      var folded = folding.fold(own.join(""));
      places.push({ unit: number, received: received, start: at, head: folding.fold(own[0] + own[1]).length });
      parts.push(folded, BETWEEN);
      at += folded.length + 1;
    });
    all += parts.join("");
  }

  /* The plans of shard `number` of `count`; their units are in columns, see scripts.py. */
  function add(number, count, more) {
    var first = store.units.length;
    firstOfShard[number] = store.plans.length;
    more.forEach(function (plan) {
      plan.first = store.units.length;
      plan.level = level(plan.adcode);
      store.plans.push(plan);
      plan.units.id.forEach(function (id, at) {
        var column = plan.units;
        store.units.push({
          id: id,
          address: column.address[at],
          pieces: [column.label[at], column.heading[at], column.separator[at], column.body[at]],
          parts: column.parts[at] || [],
          received: column.received[at] || null,
        });
        store.planOf.push(store.plans.length - 1);
        store.named.push([]);
      });
      delete plan.units;
    });
    var own = range(first, store.units.length);
    put(own, false);
    put(own.filter(function (unit) { return store.units[unit].received; }), true);
    store.shards.units += 1;
    store.shards.expected = count;
  }

  function range(from, to) {
    return Array.from({ length: to - from }, function (_, at) { return from + at; });
  }

  /* GB/T 2260: the code of a province ends in four zeros, that of a prefecture in two. */
  function level(adcode) {
    if (/0000$/.test(adcode)) return "province";
    return /00$/.test(adcode) ? "prefecture" : "county";
  }

  /* The names in the texts of a shard. */
  function name(number, more) {
    var numbers = more.records.map(function (record) {
      var key = record[0];
      if (!(key in store.recordOf)) {
        store.recordOf[key] = store.records.length;
        store.records.push({ key: key, name: record[1], surfaces: [] });
      }
      var own = store.recordOf[key];
      store.records[own].surfaces = distinct(store.records[own].surfaces.concat(record[2]));
      record[2].concat(record[3]).forEach(function (form) {
        var folded = folding.fold(form);
        var known = (store.known[folded] = store.known[folded] || []);
        if (known.indexOf(own) < 0) known.push(own);
      });
      return own;
    });
    more.units.forEach(function (mentions, at) {
      var first = store.plans[firstOfShard[number] + at].first;
      mentions.forEach(function (mention) {
        store.named[first + mention[0]] = mention.slice(1).map(function (one) { return numbers[one]; });
      });
    });
    store.shards.names += 1;
  }

  /* Strings that differ once they are folded. */
  function distinct(strings) {
    var seen = new Set();
    return strings.filter(function (string) {
      var folded = folding.fold(string);
      return !seen.has(folded) && seen.add(folded);
    });
  }

  /* Calls `each(place, at)` for every place of a folded string, in order, none over another. */
  function scan(wanted, each) {
    if (!wanted || wanted.indexOf(BETWEEN) >= 0) return;
    var number = 0;
    for (var at = all.indexOf(wanted); at >= 0; at = all.indexOf(wanted, at + wanted.length)) {
      while (number + 1 < places.length && places[number + 1].start <= at) number += 1;
      each(places[number], at);
    }
  }

  /* How often each unit holds the strings, in the reading and as received, and whether in its
     heading. Strings that lie over one another count once, as they are marked. */
  function tally(strings) {
    var found = {
      counts: new Uint32Array(store.units.length),
      received: new Uint32Array(store.units.length),
      heads: new Uint8Array(store.units.length),
    };
    if (strings.length === 1) scan(strings[0], note);
    else {
      var stretches = [];
      strings.forEach(function (string) {
        scan(string, function (place, at) { stretches.push([at, at + string.length, place]); });
      });
      folding.apart(stretches).forEach(function (one) { note(one[2], one[0]); });
    }
    return found;

    function note(place, at) {
      found[place.received ? "received" : "counts"][place.unit] += 1;
      if (at - place.start < place.head) found.heads[place.unit] = 1;
    }
  }

  /* Traditional characters, each as the simplified one; only those that no text has. */
  function converted(folded) {
    if (!simplified) return folded;
    return Array.from(folded, function (char) {
      return all.indexOf(char) < 0 && simplified[char] ? simplified[char] : char;
    }).join("");
  }

  library.units = {
    add: add,
    name: name,
    simplify: function (pairs) { simplified = pairs; },
  };
  library.texts = {
    store: store,
    tally: tally,
    distinct: distinct,
    converted: converted,
    /* Whether a query has a Han character that no text has. */
    hasForeign: function (typed) {
      return Array.from(folding.fold(typed)).some(function (char) {
        return /[\u3400-\u9fff\uf900-\ufaff]|[\ud840-\ud8ff]/.test(char) && all.indexOf(char) < 0;
      });
    },
  };
})();
