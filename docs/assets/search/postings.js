/* Where the texts of a large library hold a string, by an index of them; the format is told of in
   converters/search/postings.py. It takes the place of what scans in texts.js: all else of the search is
   the same. What is asked for and not there is noted, and `library.engine.ask` tells which files would
   bring it; once they are loaded the same is asked again.

   Where one pair of a string stands, and the pair two characters on, and so to its end, there it is: the
   answer needs as many pairs as cover the string, which are chosen so that little is loaded. Of a long
   string a few are looked up, and what is left of it is read in the few texts that hold those. */
(function () {
  "use strict";

  const library = (self.library = self.library || {});
  const folding = library.folding;
  const texts = library.texts;
  const store = texts.store;
  const { upTo } = library.ordered;
  const STRIDE = 2 ** 24; // no text has so many characters
  const AT_ONCE = 8; // pairs of a string that are looked up together
  const FEW = 6; // units in which the rest of a long string is read
  const MOST_KEPT = 1e6; // places of strings that were asked for
  const NONE = [];
  const NOWHERE = { read: new Float64Array(0), received: new Float64Array(0) };

  const missing = new Set(); // names of files
  const lists = new Map(); // of each file {data, pairs, ends}: where in the data the list of a pair starts and ends
  const isThere = new Set(); // names of the other files that have been loaded
  let firsts = []; // the first pair of each file
  let sizes = []; // its bytes
  let forms = []; // the first form of each file of names
  let chars = new Set(); // all characters of the texts
  const shardOf = []; // the shard of names of each plan
  const kept = new Map(); // where strings stand, see `placesIn`
  let keptPlaces = 0;

  function bytes(packed) {
    return Uint8Array.from(atob(packed), char => char.charCodeAt(0));
  }

  /* The number at `reader.at`, of which that is then behind it. */
  function number(reader) {
    let value = 0;
    let unit = 1;
    for (;;) {
      const byte = reader.data[reader.at];
      reader.at += 1;
      value += (byte & 127) * unit;
      if (byte < 128) return value;
      unit *= 128;
    }
  }

  function numbers(packed) {
    const reader = { data: bytes(packed), at: 0 };
    const values = [];
    while (reader.at < reader.data.length) values.push(number(reader));
    return values;
  }

  function sums(values, between) {
    let last = -between;
    return values.map(value => (last += value + between));
  }

  /* What index.js tells, in place of whatever a scan had begun with. */
  function index(told) {
    const columns = Object.keys(told.plans);
    [store.plans, store.planOf, store.named, store.firstOfShard, shardOf].forEach(list => { list.length = 0; });
    told.plans.work.forEach((_, at) => {
      const plan = { first: store.planOf.length };
      columns.forEach(name => { plan[name] = told.plans[name][at]; });
      plan.level = texts.level(plan.adcode);
      store.plans.push(plan);
      for (let unit = 0; unit < plan.size; unit += 1) {
        store.planOf.push(at);
        store.named.push(NONE);
      }
    });
    told.names.forEach((count, shard) => {
      store.firstOfShard[shard + 1] = shardOf.length;
      for (let plan = 0; plan < count; plan += 1) shardOf.push(shard + 1);
    });
    firsts = sums(numbers(told.pairs), 0);
    sizes = numbers(told.sizes);
    forms = told.forms;
    chars = new Set(sums(numbers(told.chars), 1).map(code => String.fromCodePoint(code)));
    store.shards = { units: 1, names: 1, expected: 1 };
  }

  /* The lists of file `file`. */
  function pairs(file, packed) {
    const reader = { data: bytes(packed), at: 0 };
    const every = [];
    const ends = [];
    let pair = 0;
    while (reader.at < reader.data.length) {
      pair += number(reader);
      const length = number(reader);
      every.push(pair);
      ends.push(reader.at, reader.at + length);
      reader.at += length;
    }
    lists.set(file, { data: reader.data, pairs: Float64Array.from(every), ends: Uint32Array.from(ends) });
  }

  /* The units of a plan. Texts that are not those of the index (the site has been published anew since) are none. */
  function addTexts(work, sign, alphabet, data) {
    const plan = store.plans.find(one => one.work === work && one.sign === sign);
    if (plan) plan.units = texts.plain(data, alphabet).units;
  }

  function has(name) {
    if (!isThere.has(name)) missing.add(name);
    return isThere.has(name);
  }

  function pairAt(string, at) {
    return string.charCodeAt(at) * 65536 + string.charCodeAt(at + 1);
  }

  /* The number of the file that has a pair, if any has it; 0 if that is before all of them. */
  function fileOf(pair) {
    return upTo(firsts, pair);
  }

  /* What is loaded for a pair; little, if it is there already. */
  function costOf(pair) {
    const file = fileOf(pair);
    return !file || lists.has(file) ? 1 : sizes[file - 1];
  }

  /* Where the pairs stand in a string that together cover it, so that little is loaded. */
  function cover(string) {
    const last = string.length - 2;
    const costs = [];
    for (let at = 0; at <= last; at += 1) {
      const before = at < 2 ? costs[at - 1] || 0 : Math.min(costs[at - 1], costs[at - 2]);
      costs.push(before + costOf(pairAt(string, at)));
    }
    const found = [];
    let at = last;
    for (; at > 1; at -= costs[at - 1] < costs[at - 2] ? 1 : 2) found.push(at);
    if (at === 1) found.push(1);
    found.push(0);
    return found;
  }

  /* The places of a pair; nowhere, if its file has none of it. */
  function placesOf(pair) {
    const own = lists.get(fileOf(pair));
    const at = own ? upTo(own.pairs, pair) - 1 : -1;
    return at >= 0 && own.pairs[at] === pair ? placesIn(own, at) : NOWHERE;
  }

  /* The places in list `at` of a file, `{read, received}`: in order, each as a number of the unit, the
     place in its text, and whether that is in the heading. */
  function placesIn(own, at) {
    const reader = { data: own.data, at: own.ends[2 * at] };
    const sections = [0, 1, 0, 1].map(isHead => section(reader, own.ends[2 * at + 1], isHead));
    return { read: merged(sections[0], sections[1]), received: merged(sections[2], sections[3]) };
  }

  function section(reader, end, isHead) {
    const places = [];
    let unit = -1;
    let at = 0;
    while (reader.at < end) {
      const value = number(reader);
      if (!value) break;
      if (value % 2) at += (value - 1) / 2;
      else {
        unit += value / 2;
        at = number(reader);
      }
      places.push((unit * STRIDE + at) * 2 + isHead);
    }
    return Float64Array.from(places);
  }

  function merged(one, other) {
    if (!one.length || !other.length) return one.length ? one : other;
    const all = new Float64Array(one.length + other.length);
    all.set(one);
    all.set(other, one.length);
    return all.sort();
  }

  function unitAt(place) {
    return Math.floor(place / (2 * STRIDE));
  }

  function offsetOf(place) {
    return Math.floor(place / 2) % STRIDE;
  }

  /* Of some places those that have one of others so many characters behind them. */
  function followed(places, others, behind) {
    const found = [];
    let at = 0;
    for (let one = 0; one < places.length && at < others.length; one += 1) {
      const wanted = Math.floor(places[one] / 2) + behind;
      while (at < others.length && Math.floor(others[at] / 2) < wanted) at += 1;
      if (at < others.length && Math.floor(others[at] / 2) === wanted) found.push(places[one]);
    }
    return Float64Array.from(found);
  }

  /* Where a folded string stands, as `placesIn` tells it; null if some of what says so is not there. */
  function found(string) {
    if (!string || texts.NO_TEXT.test(string)) return NOWHERE;
    if (kept.has(string)) return kept.get(string);
    const places = string.length === 1 ? ofOne(string) : ofMore(string);
    if (!places) return null;
    keptPlaces += places.read.length + places.received.length;
    if (keptPlaces > MOST_KEPT) {
      kept.clear();
      keptPlaces = places.read.length + places.received.length;
    }
    kept.set(string, places);
    return places;
  }

  /* A character stands where the pairs do that begin with it; they lie together. */
  function ofOne(char) {
    const from = char.charCodeAt(0) * 65536;
    const read = [];
    const received = [];
    let isWhole = true;
    for (let file = Math.max(1, fileOf(from)); file <= fileOf(from + 65535); file += 1) {
      if (!hasPairs(file)) isWhole = false;
      else {
        const own = lists.get(file);
        for (let at = 0; at < own.pairs.length; at += 1) {
          if (own.pairs[at] < from || own.pairs[at] > from + 65535) continue;
          const places = placesIn(own, at);
          read.push(places.read);
          received.push(places.received);
        }
      }
    }
    return isWhole ? { read: joined(read), received: joined(received) } : null;
  }

  function joined(parts) {
    const all = new Float64Array(parts.reduce((before, part) => before + part.length, 0));
    let at = 0;
    parts.forEach(part => {
      all.set(part, at);
      at += part.length;
    });
    return all.sort();
  }

  function hasPairs(file) {
    if (!lists.has(file)) missing.add(`pairs-${file}.js`);
    return lists.has(file);
  }

  /* Some pairs after the other, that at the start first and then those of which least is loaded. */
  function ofMore(string) {
    const cost = new Map(cover(string).map(at => [at, at ? costOf(pairAt(string, at)) : 0]));
    const order = Array.from(cost.keys()).sort((one, other) => cost.get(one) - cost.get(other) || one - other);
    let places = null;
    for (let from = 0; ; from += AT_ONCE) {
      const some = order.slice(from, from + AT_ONCE).map(at => ({ at, pair: pairAt(string, at) }));
      if (!some.map(one => fileOf(one.pair)).map(file => !file || hasPairs(file)).every(Boolean)) return null;
      some.forEach(one => {
        const own = placesOf(one.pair);
        places = !places ? own : {
          read: followed(places.read, own.read, one.at),
          received: followed(places.received, own.received, one.at),
        };
      });
      if (from + AT_ONCE >= order.length) return places;
      const units = new Set([...places.read, ...places.received].map(unitAt));
      if (units.size <= FEW) return readOn(string, places, Array.from(units));
    }
  }

  /* Of places where some of a string stands, those where all of it does. */
  function readOn(string, places, units) {
    if (!haveTexts(units)) return null;
    return {
      read: places.read.filter(place => holds(unit(unitAt(place)).pieces, place)),
      received: places.received.filter(place => holds(unit(unitAt(place)).received, place)),
    };

    function holds(pieces, place) {
      return folding.fold(pieces.join("")).startsWith(string, offsetOf(place));
    }
  }

  /* What takes the place of what scans, see texts.js. */

  function unit(of) {
    const plan = store.plans[store.planOf[of]];
    return plan.units ? scanned.unit(of) : null;
  }

  function holders(strings) {
    const flags = new Uint8Array(store.planOf.length);
    let units = 0;
    strings.forEach(string => {
      const places = found(string) || NOWHERE;
      mark(places.read, texts.READ);
      mark(places.received, texts.AS_RECEIVED);
    });
    return { flags, units };

    function mark(places, flag) {
      for (let one = 0; one < places.length; one += 1) {
        const own = unitAt(places[one]);
        if (!flags[own]) units += 1;
        flags[own] |= flag;
      }
    }
  }

  function weigh(strings, units, isRead) {
    const weight = new Uint32Array(store.planOf.length);
    const inHead = new Uint8Array(store.planOf.length);
    const isAsked = new Uint8Array(store.planOf.length);
    units.forEach(one => { isAsked[one] = isRead[one] ? texts.READ : texts.AS_RECEIVED; });
    const all = strings.map(string => found(string) || NOWHERE);
    count(all.map(places => places.read), texts.READ);
    count(all.map(places => places.received), texts.AS_RECEIVED);
    return { weight, inHead };

    /* As folding.each: of places that lie over one another the first and, of two that start together,
       the longer. */
    function count(every, flag) {
      const own = every.map(places => places.filter(place => isAsked[unitAt(place)] === flag));
      const at = own.map(() => 0);
      let end = 0;
      for (;;) {
        let first = -1;
        for (let one = 0; one < own.length; one += 1) {
          if (at[one] < own[one].length && (first < 0 || isBefore(one, first))) first = one;
        }
        if (first < 0) return;
        const place = own[first][at[first]];
        at[first] += 1;
        if (Math.floor(place / 2) < end) continue;
        end = Math.floor(place / 2) + strings[first].length;
        weight[unitAt(place)] += 1;
        if (place % 2) inHead[unitAt(place)] = 1;
      }

      function isBefore(one, other) {
        const place = own[one][at[one]];
        const than = own[other][at[other]];
        return place < than || (place === than && strings[one].length > strings[other].length);
      }
    }
  }

  function haveTexts(units) {
    const plans = new Set(units.map(one => store.planOf[one]));
    const without = Array.from(plans).filter(plan => !store.plans[plan].units);
    without.forEach(plan => {
      const { work, sign } = store.plans[plan];
      missing.add(`plans/${work}/texts.js?${sign}`); // and not what a browser has kept of older ones
    });
    return !without.length;
  }

  function haveNames(units) {
    const shards = new Set(units.map(one => shardOf[store.planOf[one]]));
    return Array.from(shards, shard => has(`names-${shard}.js`)).every(Boolean);
  }

  function haveForms(strings) {
    return strings.map(string => upTo(forms, string))
      .filter(file => file)
      .map(file => has(`forms-${file}.js`))
      .every(Boolean);
  }

  const scanned = { unit: texts.unit, name: library.units.name };

  Object.assign(texts, {
    unit,
    holders,
    weigh,
    haveTexts,
    haveNames,
    haveForms,
    hasChar (char) { return chars.has(char); },
  });
  Object.assign(library.units, {
    index,
    pairs,
    addTexts,
    name(shard, more) {
      scanned.name(shard, more);
      isThere.add(`names-${shard}.js`);
    },
    forms(file, records) {
      texts.know(records);
      isThere.add(`forms-${file}.js`);
    },
  });

  /* `{value}`, or `{missing}`, the names of files without which there is none. */
  library.engine.ask = function (name, args) {
    missing.clear();
    const value = library.engine[name](...args);
    return missing.size ? { missing: Array.from(missing) } : { value };
  };
})();
