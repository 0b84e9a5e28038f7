/* What is known of the library, and where its texts hold a string. Here they are one folded string that
   is scanned: there is no index that could miss anything. Of a large library postings.js takes the place
   of what scans. The same files run in the page and in a worker. `library.texts`. */
(function () {
  "use strict";

  const library = (self.library = self.library || {});
  const folding = library.folding;
  const BETWEEN = "\uffff"; // between two texts; a noncharacter, which no text may hold
  const NO_TEXT = /[\ud800-\udfff\uffff]/u; // BETWEEN, and halves of characters, which no text may hold
  const HAN = /^(?:[\u3400-\u9fff\uf900-\ufaff]|[\ud840-\ud8ff][^])/;
  const READ = 1;
  const AS_RECEIVED = 2;

  const store = {
    plans: [], // the data, see converters/search/scripts.py, with `first`, the number of its first unit
    planOf: [], // the number of the plan of each unit
    named: [], // the numbers of the records that a unit mentions
    records: [], // {key, name, surfaces}: `surfaces` are the forms that stand in texts
    recordOf: new Map(), // by key, its older ones too
    known: new Map(), // by folded form, the numbers of the records of that form
    shards: { units: 0, names: 0, expected: Infinity },
    firstOfShard: [], // the number of the first plan
  };
  let all = "";
  const starts = [0]; // where in it each text starts, and a last one that is its length
  const unitOf = []; // the number of the unit of each text
  const heads = []; // how long label and heading of each text are
  const textOf = []; // the number of the reading of each unit; what was received otherwise is the next
  let simplified = null; // for traditional characters; loaded when a query needs it
  const found = new Map(); // whether a character that was asked for is in any text
  const NOTHING = [];

  /* {id, address, pieces, received, parts, doubtful}; pieces are label, heading, separator and body. */
  function unit(number) {
    const plan = store.plans[store.planOf[number]];
    const at = number - plan.first;
    const own = plan.units;
    return {
      id: own.id[at],
      address: own.address[at],
      pieces: [own.label[at], own.heading[at], own.separator[at], own.body[at]],
      received: own.received[at] || null,
      parts: own.parts[at] || NOTHING,
      doubtful: (own.doubtful || NOTHING)[at] || NOTHING,
    };
  }

  function plain(data, alphabet) {
    return JSON.parse(library.plain(JSON.stringify(data), alphabet));
  }

  /* The plans of shard `number` of `count`. */
  function add(number, count, alphabet, data) {
    const parts = [];
    let at = all.length;
    store.firstOfShard[number] = store.plans.length;
    plain(data, alphabet).forEach(plan => {
      plan.first = store.planOf.length;
      plan.size = plan.units.id.length;
      plan.level = level(plan.adcode);
      store.plans.push(plan);
      plan.units.id.forEach(() => {
        store.planOf.push(store.plans.length - 1);
        store.named.push(NOTHING);
        textOf.push(unitOf.length);
        const own = unit(store.planOf.length - 1);
        put(own.pieces);
        if (own.received) put(own.received);
      });
    });
    all += parts.join("");
    found.clear();
    store.shards.units += 1;
    store.shards.expected = count;

    function put(pieces) {
      const folded = folding.fold(pieces.join(""));
      heads.push(folding.fold(pieces[0] + pieces[1]).length);
      unitOf.push(store.planOf.length - 1);
      parts.push(folded, BETWEEN);
      at += folded.length + 1;
      starts.push(at);
    }
  }

  /* GB/T 2260: the code of a province ends in four zeros, that of a prefecture in two; 100000 is
     the whole country. */
  function level(adcode) {
    if (adcode === "100000") return "nation";
    if (/0000$/.test(adcode)) return "province";
    return /00$/.test(adcode) ? "prefecture" : "county";
  }

  /* Records that are told of, by number; one that is known already is told more of. `first` is the first
     plan of their shard. */
  function know(records, first) {
    return records.map(record => {
      const isOpen = /~(?:[^/]*\/)?$/.test(record[0]); // its key goes on with its name
      const key = isOpen ? record[0] + record[1] : record[0];
      if (!store.recordOf.has(key)) {
        store.recordOf.set(key, store.records.length);
        store.records.push({ key, name: record[1] + ofPlan(record[0], first), surfaces: [] });
      }
      const own = store.recordOf.get(key);
      (record[4] || []).forEach(older => { store.recordOf.set(older, own); });
      store.records[own].surfaces = distinct(store.records[own].surfaces.concat(record[2] || []));
      (record[2] || []).concat(record[3] || []).forEach(form => {
        const folded = folding.fold(form);
        if (!store.known.has(folded)) store.known.set(folded, []);
        if (store.known.get(folded).indexOf(own) < 0) store.known.get(folded).push(own);
      });
      return own;
    });
  }

  /* The names in the texts of a shard. */
  function name(number, more) {
    const numbers = know(more.records, store.firstOfShard[number]);
    more.units.forEach((mentions, at) => {
      const first = store.plans[store.firstOfShard[number] + at].first;
      mentions.forEach(mention => {
        store.named[first + mention[0]] = mention.slice(1).map(one => numbers[one]);
      });
    });
    store.shards.names += 1;
  }

  /* Of a name of one plan alone, 综合科, which plan that is; `first` is the first of its shard. */
  function ofPlan(key, first) {
    if (!key.endsWith("/")) return "";
    const plan = store.plans.slice(first).find(one => key.endsWith(`~${one.work}/`));
    return `（${plan.short}）`;
  }

  /* Strings that differ once they are folded. */
  function distinct(strings) {
    const seen = new Set();
    return strings.filter(string => {
      const folded = folding.fold(string);
      return !seen.has(folded) && seen.add(folded);
    });
  }

  /* Which units hold one of some folded strings: {flags, units}. The flags of a unit say whether its
     reading (1), the text as received (2) or both do. */
  function holders(strings) {
    const flags = new Uint8Array(textOf.length);
    let units = 0;
    strings.forEach(string => {
      if (!string || NO_TEXT.test(string)) return;
      let text = 0;
      // The rest of a text that holds the string is passed over.
      for (let at = all.indexOf(string); at >= 0; at = all.indexOf(string, starts[text + 1])) {
        while (starts[text + 1] <= at) text += 1;
        const number = unitOf[text];
        if (!flags[number]) units += 1;
        flags[number] |= text === textOf[number] ? READ : AS_RECEIVED;
      }
    });
    return { flags, units };
  }

  /* How often units hold the strings in the text that is shown, and whether in its heading: {weight,
     inHead} by number. `isRead` says of which units the reading is shown. */
  function weigh(strings, numbers, isRead) {
    const weight = new Uint32Array(textOf.length);
    const inHead = new Uint8Array(textOf.length);
    numbers.forEach(number => {
      const text = textOf[number] + (isRead[number] ? 0 : 1);
      folding.each(all.slice(starts[text], starts[text + 1]), strings, at => {
        weight[number] += 1;
        if (at < heads[text]) inHead[number] = 1;
      });
    });
    return { weight, inHead };
  }

  /* Whether a Han character is in no text. */
  function isForeign(char) {
    return HAN.test(char) && !library.texts.hasChar(char);
  }

  function hasChar(char) {
    if (!found.has(char)) found.set(char, all.indexOf(char) >= 0);
    return found.get(char);
  }

  library.units = {
    add,
    name,
    simplify (pairs) { simplified = pairs; },
  };
  library.texts = {
    READ,
    AS_RECEIVED,
    NO_TEXT,
    store,
    unit,
    holders,
    weigh,
    hasChar,
    distinct,
    plain,
    level,
    know,
    /* Traditional characters, each as the simplified one; only those that no text has. */
    converted(folded) {
      if (!simplified) return folded;
      return Array.from(folded, char => (isForeign(char) && simplified[char]) || char).join("");
    },
    hasForeign(typed) {
      return Array.from(folding.fold(typed)).some(isForeign);
    },
    /* Whether all that is asked of some units, or of the names of some forms, is there; it always is,
       where it is not loaded when it is asked for. */
    haveTexts: always,
    haveNames: always,
    haveForms: always,
  };

  function always() {
    return true;
  }
})();
