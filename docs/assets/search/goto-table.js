/* Go to in a large library: names in a sorted table, of which a query needs a few small files; see
   converters/search/goto_table.py. `library.goToTable.view(queries, typed, work)` gives a promise
   of what goto.js has of a small library, as far as the queries need it. */
(function () {
  "use strict";

  const library = (window.library = window.library || {});
  const KEY = 0, FIRST = 1;
  const KINDS = ["name", "pinyin", "initials"]; // of the keys, in the order of the table
  const PLANS = 4; // where a key has the plans that it calls
  const ENTRY = 1, SHEET = 2, PLAN = 3; // of the entries, behind their number
  const MOST = 24; // entries that are loaded for a query
  const LONGEST = 16; // characters of the name of a plan before the address of a clause
  const MOST_PLANS = 6; // that one name calls
  const loaded = { keys: new Map(), entries: new Map(), plans: new Map() };
  const asked = new Map(); // promises of files

  /* How many of some values that are in order are not after another. */
  function upTo(values, last) {
    let from = 0;
    let to = values.length;
    while (from < to) {
      const middle = (from + to) >> 1;
      if (values[middle] <= last) from = middle + 1;
      else to = middle;
    }
    return from;
  }

  function firsts(kind) {
    return library.goToData.table[kind];
  }

  /* The file that has a key, or one of a number, from 1 on. */
  function fileOf(kind, value) {
    return Math.max(1, upTo(firsts(kind), value));
  }

  /* Loads a file of the table, once; one that fails can be asked for again. */
  function load(kind, file) {
    const name = `goto-${kind}-${file}.js`;
    if (loaded[kind].has(file) || file > firsts(kind).length) return Promise.resolve();
    if (!asked.has(name)) {
      asked.set(name, library.loadData(name, library.load).then(() => {
        if (!loaded[kind].has(file)) throw new Error(`no data in ${name}`);
      }).finally(() => { asked.delete(name); }));
    }
    return asked.get(name);
  }

  function loadAll(kind, files) {
    return Promise.all(Array.from(new Set(files), file => load(kind, file)));
  }

  /* A row of the keys, if there is one. */
  function rowOf(key) {
    const rows = loaded.keys.get(fileOf("keys", key)) || [];
    const at = upTo(rows.map(row => row[KEY]), key) - 1;
    return at >= 0 && rows[at][KEY] === key ? rows[at] : null;
  }

  /* The files of what begins with a term: that where it stands, and the next if that goes on so. */
  function filesOf(term) {
    const file = fileOf("keys", term);
    const next = firsts("keys")[file];
    return next !== undefined && next.startsWith(term) ? [file, file + 1] : [file];
  }

  /* What some terms lead to, `[number of an entry, {by, field}]`, the surest first; if that is nothing,
     what stands beside them and is few edits away. */
  function best(terms) {
    const found = sought(terms, false);
    const order = Array.from(found.size ? found : sought(terms, true)).sort((one, other) => other[1].by - one[1].by ||
      one[1].size - other[1].size || one[1].rank - other[1].rank || one[0] - other[0]);
    return order.slice(0, MOST);
  }

  function sought(terms, isNear) {
    const found = new Map();
    terms.forEach(term => {
      const at = FIRST + KINDS.indexOf(term.field);
      filesOf(term.text).flatMap(file => loaded.keys.get(file) || []).forEach(row => {
        const by = row[at] && (isNear ? near(term, row[KEY]) : sure(term, row[KEY]));
        if (!by) return;
        row[at].forEach((number, rank) => {
          const before = found.get(number);
          if (!before || before.by < by) found.set(number, { by, field: term.field, size: row[KEY].length, rank });
        });
      });
    });
    return found;
  }

  function sure(term, key) {
    if (key === term.text) return term.by.exact;
    return key.startsWith(term.text) ? term.by.start : 0;
  }

  function near(term, key) {
    const most = library.goTo.edits(term.text);
    const edits = most ? library.goTo.distance(term.text, key, most) : Infinity;
    return edits <= most ? library.goTo.NEAR - edits / 10 : 0;
  }

  function at(kind, number) {
    const file = fileOf(kind, number);
    return loaded[kind].get(file)[number - firsts(kind)[file - 1]];
  }

  /* The plans of which the name stands at the start of what is typed, and that of the page. */
  function plansOf(typed, work) {
    const starts = [];
    for (let size = 2; size <= Math.min(LONGEST, typed.length - 1); size += 1) starts.push(typed.slice(0, size));
    return loadAll("keys", starts.map(start => fileOf("keys", start))).then(() => {
      const wanted = starts.map(rowOf).flatMap(row => row && row[PLANS] ? row[PLANS].slice(0, MOST_PLANS) : []);
      const own = work ? Math.max(1, upTo(firsts("works"), work)) : 0;
      const files = wanted.map(number => fileOf("plans", number)).concat(own || []);
      return loadAll("plans", files).then(() => wanted.map(number => at("plans", number))
        .concat(own ? loaded.plans.get(own).filter(plan => plan.work === work) : []));
    });
  }

  /* `queries` are what is looked for, each as terms `{field, text, by}`; `typed` is what an address of a
     clause may stand in. */
  function view(queries, typed, work) {
    const terms = queries.flat();
    return loadAll("keys", terms.flatMap(term => filesOf(term.text))).then(() => {
      const found = queries.map(best);
      const numbers = Array.from(new Set(found.flat().map(one => one[0])));
      const isNamed = found[0].some(one => one[1].by >= library.goTo.WHOLE);
      return Promise.all([
        isNamed ? [] : plansOf(typed, work),
        loadAll("entries", numbers.map(number => fileOf("entries", number))),
      ]).then(both => {
        const rows = numbers.map(number => [number, ...at("entries", number)]);
        return {
          ...library.goToData,
          entries: Object.fromEntries(rows.map(row => [row[0], row[ENTRY]])),
          sheets: rows.filter(row => row[SHEET]).map(row => row[0]),
          plans: both[0].concat(rows.filter(row => row[PLAN]).map(row => ({ ...row[PLAN], units: [] }))),
          found: found.map(list => new Map(list)),
        };
      });
    });
  }

  library.goToTable = {
    keys (file, rows) { loaded.keys.set(file, rows); },
    entries (file, rows) { loaded.entries.set(file, rows); },
    plans (file, rows) { loaded.plans.set(file, rows); },
    view,
  };
})();
