/* Go to: what a reader names, by lunr or, where many things have names, by goto-table.js.
   `library.goTo(query, {limit, work})` gives a promise of `[{kind, label, url, score, by, about, isWhole,
   isNear}]`, the best first; `by` says by which name it was found, `about` how often it is mentioned,
   `isWhole` that all of the name was typed, `isNear` that something else was; `sign` is there for a name
   that no person has looked at. `work` is the plan whose clauses need no name of a plan before their
   address. */
(function () {
  "use strict";

  const library = (window.library = window.library || {});
  const KIND = 0, LABEL = 1, URL = 2, WEIGHT = 3, PLANS = 4, NAMES = 5;
  // How a thing was found, the surest first; each is worth more than all below it.
  const BY = { address: 11, name: 10, other: 9, pinyin: 8, initials: 7, start: 6, end: 5, part: 4, spelt: 3, near: 2 };
  const UNREVIEWED = 0.2; // so much less a name is worth that no person has looked at
  const SHORTEST_NEAR = 3; // characters; in shorter ones one edit makes anything of anything
  const LONG = 6; // characters; in so many two edits are forgiven
  const SHORTEST_SPELT = 3; // Latin letters; fewer stand inside the spelling of anything
  const LUNR = ["assets/vendor/lunr-2.3.9.min.js"];
  const TABLE = ["assets/search/ordered.js", "assets/search/goto-table.js"];
  let loading = null;
  let data = null; // what there is to go to; of a table what a query needs of it
  const open = []; // the names in no record, by the number of their file
  library.goToUnreviewed = {}; // the files, see converters/search/unreviewed_names.py

  function load() {
    loading = loading || Promise.all([library.dataFolder(false), library.script("assets/search/folding.js")])
      .then(() => Promise.all([
        library.scripts(library.hasTable ? TABLE : LUNR),
        library.loadData("goto.js", library.load),
      ]))
      .then(() => library.scripts(library.goToData.table ? TABLE : LUNR)) // the data may be newer than they were said to be
      .then(() => {
        if (!library.goToData.table) library.goToIndex = window.lunr.Index.load(library.goToData.index);
      })
      .catch(error => {
        loading = null;
        throw error;
      });
    return loading;
  }

  /* What there is to go to for a query. */
  function prepared(query, work, limit) {
    if (!library.goToData.table) return Promise.resolve(library.goToData);
    const queries = [query].concat(beforeSheet(query) || []).map(termsOf);
    return library.goToTable.view(queries, { typed: folded(query), work, limit });
  }

  /* As converters/names/name_folding.py folds names: blanks, quotation and title marks left out. */
  function folded(typed) {
    return library.folding.fold(typed).replace(/[\s“”‘’「」『』"《》〈〉<>]/g, "");
  }

  /* Pinyin is typed with and without blanks, apostrophes and tones. */
  function spelt(typed) {
    const plain = typed.normalize("NFD").replace(/u\u0308/g, "v").replace(/[\u0300-\u036f]/g, "");
    return library.folding.fold(plain).replace(/[\s'’-]/g, "");
  }

  /* What is looked for, `{field, text, by}`: how surely it is found where it is a whole token, or stands
     at the start of one, at its end, inside or near. */
  function termsOf(typed) {
    const terms = [];
    const name = folded(typed).replace(/\*/g, ""); // an asterisk would be a wildcard of lunr
    const latin = spelt(typed);
    if (name) terms.push({ field: "name", text: name, by: { exact: BY.other, start: BY.start, end: BY.end, part: BY.part } });
    if (/^[a-z0-9]+$/.test(latin)) {
      const inside = latin.length >= SHORTEST_SPELT ? { end: BY.end, part: BY.spelt } : {};
      terms.push({ field: "pinyin", text: latin, by: {exact: BY.pinyin, start: BY.start, near: BY.near, ...inside}});
      terms.push({ field: "initials", text: latin, by: {exact: BY.initials, start: BY.part, ...inside}});
    }
    return terms;
  }

  /* What is found: for the number of each entry how surely. No part of what is typed is read as the
     language of lunr's own queries. */
  function matches(typed) {
    if (data.found) return data.found[Number(typed !== data.typed)];
    const found = new Map();
    termsOf(typed).forEach(term => { look(term.field, term.text, term.by); });
    return found;

    /* One question finds all tokens that hold the term: where it stands in them says how surely. */
    function look(field, term, by) {
      const W = window.lunr.Query.wildcard;
      const isInside = by.part && term.length > 1;
      ask(field, term, { wildcard: isInside ? W.LEADING | W.TRAILING : W.TRAILING }, token => {
        if (token === term) return by.exact;
        if (token.startsWith(term)) return by.start;
        return token.endsWith(term) ? by.end : by.part;
      });
      if (by.near && Array.from(term).length >= SHORTEST_NEAR) ask(field, term, { editDistance: 1 }, () => by.near);
    }

    function ask(field, term, options, rank) {
      library.goToIndex.query(query => {
        query.term(term, {fields: [field], usePipeline: false, ...options});
      }).forEach(one => {
        const by = Math.max(...Object.keys(one.matchData.metadata).map(rank));
        const before = found.get(one.ref);
        if (!before || before.by < by) found.set(one.ref, { by, score: one.score, field });
      });
    }
  }

  /* The numbers of the files in which names in no record may begin like what is typed. */
  function filesOf(typed) {
    const heads = library.goToData.unreviewed;
    const first = Array.from(folded(typed))[0] || "";
    const letter = spelt(typed)[0] || "";
    return heads.map((_, at) => at + 1).filter(number => {
      const [least, firsts] = heads[number - 1];
      const next = heads[number];
      const holdsLetter = least[0] <= letter && (!next || letter <= next[0][0]);
      return heads.length === 1 || firsts.indexOf(first) >= 0 || (/[a-z]/.test(letter) && holdsLetter);
    });
  }

  /* What the files hold that may be meant, each loaded once. */
  function loadOpen(typed) {
    return Promise.all(filesOf(typed).map(number => {
      open[number] = open[number] || library.loadData(`unreviewed-${number}.js`, library.load)
        .then(() => entriesOf(library.goToUnreviewed[number]))
        .catch(error => {
          delete open[number];
          throw error;
        });
      return open[number];
    }));
  }

  function entriesOf(file) {
    return file.names.map(([form, pinyin, kind, work, mentions, plans, label, id]) => {
      const whole = pinyin.toLowerCase();
      const anchor = id || file.id[0] + whole.slice(0, file.id[1]);
      const url = `plans/${file.works[work]}/names/#${anchor}`;
      const initials = pinyin.replace(/[a-z]/g, "").toLowerCase();
      return { entry: [file.kinds[kind], label || form, url, mentions, plans, folded(form)], whole, initials };
    });
  }

  /* Those that begin like what is typed; where there is one file, by any part of the name. */
  function matchesOpen(typed, files) {
    const name = folded(typed);
    const latin = /^[a-z0-9]+$/.test(spelt(typed)) ? spelt(typed) : "";
    const isInside = files.length && library.goToData.unreviewed.length === 1 && name.length > 1;
    return files.flat().map(one => {
      const form = one.entry[NAMES];
      const at = form.indexOf(name);
      let by = 0;
      if (form === name) by = BY.other;
      else if (latin && one.whole === latin) by = BY.pinyin;
      else if (latin && one.initials === latin) by = BY.initials;
      else if (name && (at === 0 || (latin && one.whole.startsWith(latin)))) by = BY.start;
      else if (isInside && at > 0) by = form.endsWith(name) ? BY.end : BY.part;
      const field = at >= 0 ? "name" : "pinyin";
      return by && { entry: one.entry, by: by - UNREVIEWED, field, sign: library.goToData.sign };
    }).filter(Boolean);
  }

  /* 宜春 二(四), yichun 2023 a2-b4: a plan, then a clause by its id or as it is printed. On the page of
     a plan, `work`, the clause alone. */
  function addressed(typed, work) {
    const text = folded(typed).replace(/\s/g, "");
    const found = [];
    data.plans.forEach(plan => {
      const rests = plan.names.filter(name => text.indexOf(name) === 0)
        .map(name => afterYears(text.slice(name.length), plan.years));
      if (plan.work === work) rests.push(text);
      plan.units.forEach(unit => {
        const shown = bare(unit[1]);
        const is = rests.some(rest => rest && (rest === unit[0] || bare(rest) === shown));
        if (is) found.push(answer({ by: BY.address }, clauseKind(), `${plan.title} ${unit[1]}`, `plans/${plan.work}/#${unit[0]}`));
      });
    });
    return found;
  }

  /* What is left after the years of a plan, in any of the ways they are written; "" if other years
     are meant. */
  function afterYears(rest, years) {
    const first = /^年?((?:19|20)\d\d)(?:[-–—~]+(?:20)?\d\d)?年?/.exec(rest);
    if (!first || !years.length) return rest;
    const year = Number(first[1]);
    return years[0] <= year && year <= years[1] ? rest.slice(first[0].length) : "";
  }

  /* 四（一）4·2 without its brackets and dots, but for those between figures. */
  function bare(address) {
    return library.folding.fold(address).replace(/[()[\]·、.．。\-\s]+/g, (marks, at, whole) => /\d/.test(whole[at - 1] || "") && /\d/.test(whole[at + marks.length] || "") ? "." : "");
  }

  /* What is found, as callers get it. */
  function answer(one, kind, label, url, by, about) {
    const isWhole = one.by >= BY.initials - UNREVIEWED;
    return { kind, label, url, score: one.by, by: by || "", about: about || "", isWhole, isNear: one.by <= BY.near, sign: one.sign || "" };
  }

  function ranked(typed, files) {
    const name = folded(typed);
    const entries = data.entries;
    let all = Array.from(matches(typed), one => {
      const entry = entries[one[0]];
      const by = one[1].by === BY.other && entry[NAMES] === name ? BY.name : one[1].by;
      return { entry, by, field: one[1].field, hasSheet: data.sheets.indexOf(Number(one[0])) >= 0 };
    });
    all = all.concat(matchesOpen(typed, files));
    if (all.some(one => one.by > BY.near)) all = all.filter(one => one.by > BY.near);
    else if (!data.found) all = all.concat(near(name, all));
    putBefore(all, name, spelt(typed));
    all.sort((one, other) => other.by - one.by ||
        isClause(one) - isClause(other) ||
        length(one) - length(other) ||
        other.entry[WEIGHT] - one.entry[WEIGHT] ||
        rank(one) - rank(other) ||
        (one.entry[URL] < other.entry[URL] ? -1 : 1));
    return all.flatMap(one => {
      const entry = one.entry;
      const found = answer(one, entry[KIND], entry[LABEL], entry[URL], reason(one, name), mentioned(entry));
      const isWhole = one.hasSheet && found.isWhole;
      return isWhole ? [answer(one, data.sheet, entry[LABEL], `${entry[URL]}duties/`, found.by), found] : [found];
    });

    /* Of what only begins like the query the shortest is nearest to it. */
    function length(one) {
      return one.by < BY.initials ? Math.min(40, one.entry[NAMES].length) : 0;
    }
  }

  /* The newest plan of a place that is named goes first, then the place, which has the others too; a
     type of which only one body has the name that is typed stands behind that body. */
  function putBefore(all, name, latin) {
    const whole = all.filter(one => one.by >= BY.initials);
    const places = data.plans.filter(plan => plan.names.indexOf(name) >= 0 || plan.names.indexOf(latin) >= 0).map(plan => `plans/${plan.work}/`);
    whole.filter(one => places.indexOf(one.entry[URL]) >= 0)
      .sort((one, other) => other.entry[WEIGHT] - one.entry[WEIGHT])
      .slice(0, 1).forEach(newest => {
        of("places/").forEach(place => { place.by = BY.name + 0.3; });
        newest.by = BY.name + 0.5;
      });
    const bodies = of("agencies/");
    if (bodies.length === 1) of("agency-types/").forEach(type => { type.by = Math.min(type.by, bodies[0].by - 0.5); });

    function of(scheme) {
      return whole.filter(one => one.entry[URL].indexOf(scheme) === 0 && one.entry[URL] !== scheme);
    }
  }

  /* The names that are few edits away from what is typed, where nothing else is found. */
  function near(name, found) {
    const most = edits(name);
    if (!most) return [];
    return data.entries.map(entry => {
      if (entry[KIND] === clauseKind() || found.some(one => one.entry === entry)) return null;
      const edits = Math.min(...entry.slice(NAMES).map(form => distance(name, form, most)));
      return edits <= most && { entry, by: BY.near - edits / 10, field: "name", hasSheet: false };
    }).filter(Boolean);
  }

  /* How many edits are forgiven in a name. */
  function edits(name) {
    const count = Array.from(name).length;
    return count < SHORTEST_NEAR ? 0 : count < LONG ? 1 : 2;
  }

  /* How many characters are put in, left out, exchanged or in the wrong order (optimal string
     alignment); Infinity if the lengths alone say that it is more than `most`. */
  function distance(one, other, most) {
    if (Math.abs(one.length - other.length) > most) return Infinity;
    const rows = [Array.from({ length: other.length + 1 }, (_, at) => at)];
    for (let i = 1; i <= one.length; i += 1) {
      rows.push([i]);
      for (let j = 1; j <= other.length; j += 1) {
        const isSame = one[i - 1] === other[j - 1];
        const cost = Math.min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + (isSame ? 0 : 1));
        const isSwapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
        rows[i].push(isSwapped ? Math.min(cost, rows[i - 2][j - 2] + 1) : cost);
      }
    }
    return rows[one.length][other.length];
  }

  /* How often all plans mention a name, in any of its forms. */
  function mentioned(entry) {
    return entry[PLANS] ? `${entry[WEIGHT]} 处，见于 ${entry[PLANS]} 份规划` : "";
  }

  /* 危化科职责单: the sheets of the bodies that are named before the word. */
  function sheets(typed) {
    const body = beforeSheet(typed);
    return body ? ranked(body, []).filter(one => one.kind === data.sheet) : [];
  }

  function beforeSheet(typed) {
    const name = folded(typed);
    const word = library.goToData.sheet;
    return name.endsWith(word) && name !== word ? name.slice(0, -word.length) : "";
  }

  function isClause(one) {
    return Number(one.entry[KIND] === clauseKind());
  }

  /* The kinds stand in the order of what goes first of equals; clauses are the last. */
  function rank(one) {
    return data.kinds.indexOf(one.entry[KIND]);
  }

  function clauseKind() {
    return data.kinds[data.kinds.length - 1];
  }

  /* Why something is there whose label does not show it: the other name, or its pinyin. */
  function reason(one, name) {
    if (one.field !== "name") return "拼音";
    if (one.by <= BY.near) return "近似";
    if (folded(one.entry[LABEL]).indexOf(name) >= 0) return "";
    if (one.entry[KIND] === data.kinds[0]) return shortTitle(one.entry[URL]);
    const other = one.entry.slice(NAMES).find(form => form.indexOf(name) >= 0);
    return other ? `又作“${other}”` : "";
  }

  /* 武进 2017, of a plan whose title does not say where it is. */
  function shortTitle(url) {
    return data.plans.find(plan => url === `plans/${plan.work}/`).title;
  }

  library.goTo = function (query, options) {
    const limit = options && options.limit !== undefined ? options.limit : 10;
    const work = (options && options.work) || "";
    return load().then(() => folded(query) ? Promise.all([prepared(query, work, limit), loadOpen(query)]) : null).then(own => {
      if (!own) return [];
      data = { typed: query, ...own[0]};
      return addressed(query, work).concat(sheets(query), ranked(query, own[1])).slice(0, limit);
    });
  };
  Object.assign(library.goTo, { edits, distance, SHORTEST_NEAR, NEAR: BY.near, WHOLE: BY.initials });
})();
