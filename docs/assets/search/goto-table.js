/* Go to in a library of many names: a sorted table, of which a query needs a few small files; see
   converters/search/goto_table.py. `library.goToTable.view(queries, {typed, work, limit})` gives a
   promise of what goto.js has of a small library, as far as the queries need it. */
(function () {
  "use strict";

  const library = (window.library = window.library || {});
  const { upTo } = library.ordered;
  const FIELDS = ["name", "pinyin", "initials"]; // in the order of the lists
  // What a list is, with the number of its field: see converters/search/goto_keys.py.
  const WHOLE = 0, TAIL = 3, STARTS = 6, PARTS = 9, CUT = 12, TAGS = 16;
  const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const MORE = 32; // of a digit that another follows
  const KIND = 0, LABEL = 1, URL = 2, WEIGHT = 3, PLANS = 4, SHEET = 5, PLAN = 6, NAMES = 7;
  const MOST_WHOLE = 24; // that are loaded whatever the limit: one of them may be put before others
  const LONGEST = 40; // characters of the name of a plan before the address of a clause
  const MOST_PLANS = 6; // that one name calls
  const MOST_BESIDE = 8; // entries of which it is tried whether they are near
  const LAST_SLIP = 3; // so far from the start what follows a slip is looked for by itself
  const loaded = { keys: new Map(), entries: new Map(), calls: new Map(), plans: new Map() };
  const asked = new Map(); // promises of files

  function told(kind) {
    return library.goToData.table[kind];
  }

  /* The file of what is told by its first value, from 1 on. */
  function fileOf(kind, value) {
    return Math.max(1, upTo(told(kind), value));
  }

  function fileOfEntry(number) {
    return Math.floor(number / told("entries")) + 1;
  }

  /* Loads files of the table, each once; one that fails can be asked for again. */
  function load(kind, files) {
    return Promise.all(Array.from(new Set(files), file => {
      const name = `goto-${kind}-${file}.js`;
      if (loaded[kind].has(file)) return null;
      if (!asked.has(name)) {
        asked.set(name, library.loadData(name, library.load).then(() => {
          if (!loaded[kind].has(file)) throw new Error(`no data in ${name}`);
        }).finally(() => { asked.delete(name); }));
      }
      return asked.get(name);
    }));
  }

  /* The rows of a file, `{key, written}`; a key is as much of the one before as is said, and more. */
  function rowsIn(packed) {
    const parts = packed.split(" ");
    const rows = [];
    let before = "";
    for (let at = 0; at + 1 < parts.length; at += 2) {
      const key = before.slice(0, DIGITS.indexOf(parts[at][0])) + parts[at].slice(1);
      rows.push({ key, written: parts[at + 1] });
      before = key;
    }
    return rows;
  }

  /* The lists of a row by what they are; of a row that is cut how much is left out as `cut`. */
  function listsOf(row) {
    if (row.lists) return row.lists;
    const lists = (row.lists = { cut: 0 });
    let at = 0;
    while (at < row.written.length) {
      const head = number();
      const tag = head % TAGS;
      if (tag === CUT) lists.cut = Math.floor(head / TAGS);
      else lists[tag] = list(Math.floor(head / TAGS), tag < TAIL);
    }
    return lists;

    function number() {
      let value = 0;
      for (let unit = 1; ; unit *= MORE) {
        const digit = DIGITS.indexOf(row.written[at]);
        at += 1;
        value += (digit % MORE) * unit;
        if (digit < MORE) return value;
      }
    }

    function list(length, isSigned) {
      let last = 0;
      return Array.from({ length }, () => {
        const step = number();
        last += isSigned && step % 2 ? -(step + 1) / 2 : isSigned ? step / 2 : step;
        return last;
      });
    }
  }

  /* The files of what begins with some text: that where it stands, and the next if that goes on so. */
  function filesOf(text) {
    const file = fileOf("keys", text);
    const next = told("keys")[file];
    return next !== undefined && next.startsWith(text) ? [file, file + 1] : [file];
  }

  /* The rows that tell what some text begins: its head, if it has one; or else all; or that of which
     it has what was cut off. */
  function rowsOf(text) {
    const rows = filesOf(text).flatMap(file => loaded.keys.get(file) || []);
    const after = rows.findIndex(row => row.key >= text);
    const first = after < 0 ? rows.length : after;
    const found = [];
    for (let at = first; at < rows.length && rows[at].key.startsWith(text); at += 1) found.push(rows[at]);
    if (found.length) return isHead(found[0]) ? found.slice(0, 1) : found;
    const cut = rows[first - 1];
    return cut && text.startsWith(cut.key) && text.length <= cut.key.length + listsOf(cut).cut ? [cut] : [];
  }

  function isHead(row) {
    return Object.keys(listsOf(row)).some(tag => tag >= STARTS);
  }

  /* What some terms lead to, `[number of an entry, {by, field}]`, the surest first. Where a row was cut
     before the end of a term, the names tell whether they have it: `text`. */
  function sought(terms, limit) {
    const found = new Map();
    terms.forEach(term => {
      const field = FIELDS.indexOf(term.field);
      const isInside = term.by.part && term.text.length > 1;
      rowsOf(term.text).forEach(row => {
        const lists = listsOf(row);
        const length = row.key.length + lists.cut;
        const isWhole = row.key === term.text;
        const text = term.field === "name" && term.text.length > row.key.length ? term.text : "";
        note(lists[WHOLE + field], isWhole ? term.by.exact : term.by.start, isWhole);
        note(lists[STARTS + field], term.by.start);
        if (isInside) {
          note(lists[TAIL + field], term.text.length === length ? term.by.end : term.by.part);
          note(lists[PARTS + field], term.by.part);
        }

        function note(list, by, isRanked) {
          (list || []).forEach((number, rank) => {
            const before = found.get(number);
            if (!before || before.by < by) found.set(number, { by, field: term.field, order: isRanked ? rank : number, text });
          });
        }
      });
    });
    const order = Array.from(found).sort((one, other) => other[1].by - one[1].by || one[1].order - other[1].order);
    const whole = order.filter(one => one[1].by >= library.goTo.WHOLE).length;
    return order.slice(0, Math.max(limit, Math.min(whole, MOST_WHOLE)));
  }

  /* How much two texts begin with alike. */
  function shared(one, other) {
    let count = 0;
    while (count < one.length && one[count] === other[count]) count += 1;
    return count;
  }

  /* How many edits are forgiven in a term. */
  function editsOf(term) {
    if (term.field === "name") return library.goTo.edits(term.text);
    return term.by.near && term.text.length >= library.goTo.SHORTEST_NEAR ? 1 : 0;
  }

  /* What is few edits away from some terms, as `sought` gives it. Keys beside a term begin like it, so
     that its slip is behind; names that have what follows a slip, or begin as it does before, are
     compared themselves. */
  function near(terms) {
    const found = new Map();
    const tried = terms.filter(editsOf);
    return Promise.all(tried.map(term => beside(term, found))).then(lists => {
      const numbers = Array.from(new Set(lists.flat()));
      return load("entries", numbers.concat(Array.from(found.keys())).map(fileOfEntry)).then(() => {
        const clause = library.goToData.kinds.length - 1;
        tried.filter(term => term.field === "name").forEach(term => {
          numbers.forEach(number => {
            const entry = entryAt(number);
            entry.slice(NAMES).forEach(name => { keep(found, number, term, name); });
          });
        });
        return Array.from(found).filter(one => one[1].field !== "name" || entryAt(one[0])[KIND] !== clause);
      });
    });
  }

  function keep(found, number, term, name) {
    const most = editsOf(term);
    const edits = library.goTo.distance(term.text, name, most);
    if (edits > most) return;
    const by = library.goTo.NEAR - (term.field === "name" ? edits / 10 : 0);
    const before = found.get(number);
    if (!before || before.by < by) found.set(number, { by, field: term.field, text: "" });
  }

  /* Keeps what has a key beside a term that is near; gives a promise of others that may be. */
  function beside(term, found) {
    const field = FIELDS.indexOf(term.field);
    const file = fileOf("keys", term.text);
    const around = [file - 1, file, file + 1].filter(one => one > 0 && one <= told("keys").length);
    const isName = term.field === "name";
    const slips = isName ? Math.min(LAST_SLIP, term.text.length - 2) : 0;
    const rests = Array.from({ length: Math.max(0, slips) }, (_, at) => term.text.slice(at + 1));
    return load("keys", around.concat(rests.map(rest => fileOf("keys", rest)))).then(() => {
      const rows = around.flatMap(one => loaded.keys.get(one));
      rows.forEach(row => {
        (listsOf(row)[WHOLE + field] || []).forEach(number => { keep(found, number, term, row.key); });
      });
      if (!isName) return [];
      const start = term.text.slice(0, Math.max(...rows.map(row => shared(row.key, term.text))));
      return load("keys", filesOf(start)).then(() => {
        const starting = rowsOf(start).flatMap(row => [WHOLE, STARTS].flatMap(tag => listsOf(row)[tag + field] || []));
        return starting.slice(0, MOST_BESIDE).concat(rests.flatMap(rest => ending(rest, field)).slice(0, MOST_BESIDE));
      });
    });
  }

  /* Those of which a name has most of a text, the most of it first. */
  function ending(rest, field) {
    const rows = (loaded.keys.get(fileOf("keys", rest)) || []).map(row => {
      const isCut = listsOf(row).cut && rest.startsWith(row.key);
      return { row, alike: isCut ? rest.length : shared(row.key, rest) };
    });
    return rows.filter(one => one.alike >= 2 && one.alike * 3 >= rest.length)
      .sort((one, other) => other.alike - one.alike)
      .slice(0, MOST_BESIDE)
      .flatMap(one => [WHOLE, TAIL].flatMap(tag => listsOf(one.row)[tag + field] || []));
  }

  /* An entry as it is kept, its names and its address whole. */
  function entryAt(number) {
    const written = loaded.entries.get(fileOfEntry(number))[number % told("entries")];
    if (written.isRead) return written;
    const first = written[NAMES] || "";
    const label = written[LABEL];
    written[URL] = told("folders")[written[KIND]] + written[URL];
    if (!label) written[LABEL] = first;
    else if (label[0] === " ") written[LABEL] = first + label.slice(1);
    for (let at = NAMES + 1; at < written.length; at += 1) {
      if (typeof written[at] === "number") written[at] = first.slice(-written[at]);
    }
    written.isRead = true;
    return written;
  }

  /* The plans of which the name stands at the start of what is typed, and that of the page. */
  function plansOf(typed, work) {
    const starts = [];
    for (let size = 2; size <= Math.min(LONGEST, typed.length - 1); size += 1) starts.push(typed.slice(0, size));
    if (!told("plans").length) return Promise.resolve([]);
    return load("calls", starts.map(start => fileOf("calls", start))).then(() => {
      const wanted = starts.flatMap(start => {
        const row = (loaded.calls.get(fileOf("calls", start)) || []).find(one => one[0] === start);
        return row ? row.slice(1, MOST_PLANS + 1) : [];
      });
      const own = work ? [fileOf("works", work)] : [];
      return load("plans", wanted.map(number => fileOf("plans", number)).concat(own)).then(() => {
        const named = Array.from(new Set(wanted)).sort((one, other) => one - other).map(number => {
          const file = fileOf("plans", number);
          return loaded.plans.get(file)[number - told("plans")[file - 1]];
        });
        const here = own.flatMap(file => loaded.plans.get(file).filter(plan => plan.work === work));
        return named.concat(here.filter(plan => named.indexOf(plan) < 0));
      });
    });
  }

  /* `queries` are what is looked for, each as terms `{field, text, by}`; `typed` is what an address of a
     clause may stand in. */
  function view(queries, { typed, work, limit }) {
    return load("keys", queries.flat().flatMap(term => filesOf(term.text))).then(() => {
      const found = queries.map(terms => sought(terms, limit));
      const isNamed = found[0].some(one => one[1].by >= library.goTo.WHOLE);
      return Promise.all([
        plansOf(isNamed ? "" : typed, work),
        Promise.all(found.map((list, at) => list.length ? list : near(queries[at]))),
      ]);
    }).then(([plans, found]) => load("entries", found.flat().map(one => fileOfEntry(one[0]))).then(() => {
      const entries = {};
      found.flat().forEach(one => { entries[one[0]] = entryAt(one[0]); });
      const numbers = Object.keys(entries).map(Number);
      const isThere = one => !one[1].text || entries[one[0]].slice(NAMES).some(name => name.indexOf(one[1].text) >= 0);
      return {
        ...library.goToData,
        entries: Object.fromEntries(numbers.map(number => [number, shown(entries[number])])),
        sheets: numbers.filter(number => entries[number][SHEET]),
        plans: plans.concat(numbers.map(number => entries[number][PLAN]).filter(Boolean).map(plan => ({ ...plan, units: [] }))),
        found: found.map(list => new Map(list.filter(isThere))),
      };
    }));
  }

  /* An entry as goto.js has it. */
  function shown(entry) {
    const kind = library.goToData.kinds[entry[KIND]];
    return [kind, entry[LABEL], entry[URL], entry[WEIGHT], entry[PLANS], ...entry.slice(NAMES)];
  }

  library.goToTable = {
    keys (file, packed) { loaded.keys.set(file, rowsIn(packed)); },
    entries (file, rows) { loaded.entries.set(file, rows); },
    calls (file, rows) { loaded.calls.set(file, rows); },
    plans (file, rows) { loaded.plans.set(file, rows); },
    view,
  };
})();
