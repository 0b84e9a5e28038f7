/* Go to: what a reader names, by lunr. `library.goTo(query, {limit, work})` gives a promise of
   `[{kind, label, url, score, by, about, isWhole, isNear}]`, the best first; `by` says by which name it
   was found, `about` how often it is mentioned, `isWhole` that all of the name was typed, `isNear` that
   something else was. `work` is the plan whose clauses need no name of a plan before their address. */
(function () {
  "use strict";

  var library = (window.library = window.library || {});
  var root = document.currentScript.src.replace(/assets\/search\/goto\.js.*$/, "");
  var KIND = 0, LABEL = 1, URL = 2, WEIGHT = 3, PLANS = 4, NAMES = 5;
  // How a thing was found, the surest first; each is worth more than all below it.
  var BY = { address: 11, name: 10, other: 9, pinyin: 8, initials: 7, start: 6, end: 5, part: 4, spelt: 3, near: 2 };
  var SHORTEST_NEAR = 3; // characters; in shorter ones one edit makes anything of anything
  var LONG = 6; // characters; in so many two edits are forgiven
  var SHORTEST_SPELT = 3; // Latin letters; fewer stand inside the spelling of anything
  var loading = null;

  function script(path) {
    return new Promise(function (resolve, reject) {
      var element = document.createElement("script");
      element.src = root + path;
      element.onload = resolve;
      element.onerror = function () {
        element.remove();
        reject(new Error("cannot load " + path));
      };
      document.head.append(element);
    });
  }

  function load() {
    loading = loading || Promise.all([
      script("assets/search/folding.js"),
      script("assets/vendor/lunr-2.3.9.min.js"),
      script("data/search/goto.js"),
    ]).then(function () {
      library.goToIndex = window.lunr.Index.load(library.goToData.index);
    }).catch(function (error) {
      loading = null;
      throw error;
    });
    return loading;
  }

  /* As converters/names/name_folding.py folds names: blanks, quotation and title marks left out. */
  function folded(typed) {
    return library.folding.fold(typed).replace(/[\s“”‘’「」『』"《》〈〉<>]/g, "");
  }

  /* Pinyin is typed with and without blanks, apostrophes and tones. */
  function spelt(typed) {
    var plain = typed.normalize("NFD").replace(/u\u0308/g, "v").replace(/[\u0300-\u036f]/g, "");
    return library.folding.fold(plain).replace(/[\s'’-]/g, "");
  }

  /* What lunr finds: for the number of each entry how surely. No part of what is typed is read as
     the language of lunr's own queries; an asterisk would be a wildcard even so. */
  function matches(typed) {
    var found = new Map();
    var name = folded(typed).replace(/\*/g, "");
    var latin = spelt(typed);
    if (name) look("name", name, { exact: BY.other, start: BY.start, end: BY.end, part: BY.part });
    if (/^[a-z0-9]+$/.test(latin)) {
      var isLong = latin.length >= SHORTEST_SPELT;
      var inside = isLong ? { end: BY.end, part: BY.spelt } : {};
      look("pinyin", latin, Object.assign({ exact: BY.pinyin, start: BY.start, near: BY.near }, inside));
      look("initials", latin, Object.assign({ exact: BY.initials, start: BY.part }, inside));
    }
    return found;

    /* One question finds all tokens that hold the term: where it stands in them says how surely. */
    function look(field, term, by) {
      var W = window.lunr.Query.wildcard;
      var isInside = by.part && term.length > 1;
      ask(field, term, { wildcard: isInside ? W.LEADING | W.TRAILING : W.TRAILING }, function (token) {
        if (token === term) return by.exact;
        if (token.startsWith(term)) return by.start;
        return token.endsWith(term) ? by.end : by.part;
      });
      if (by.near && Array.from(term).length >= SHORTEST_NEAR) ask(field, term, { editDistance: 1 }, function () { return by.near; });
    }

    function ask(field, term, options, rank) {
      library.goToIndex.query(function (query) {
        query.term(term, Object.assign({ fields: [field], usePipeline: false }, options));
      }).forEach(function (one) {
        var by = Math.max.apply(null, Object.keys(one.matchData.metadata).map(rank));
        var before = found.get(one.ref);
        if (!before || before.by < by) found.set(one.ref, { by: by, score: one.score, field: field });
      });
    }
  }

  /* 宜春 二(四), yichun 2023 a2-b4: a plan, then a clause by its id or as it is printed. On the page of
     a plan, `work`, the clause alone. */
  function addressed(typed, work) {
    var text = folded(typed).replace(/\s/g, "");
    var found = [];
    library.goToData.plans.forEach(function (plan) {
      var rests = plan.names.filter(function (name) { return text.indexOf(name) === 0; })
        .map(function (name) { return afterYears(text.slice(name.length), plan.years); });
      if (plan.work === work) rests.push(text);
      plan.units.forEach(function (unit) {
        var shown = bare(unit[1]);
        var is = rests.some(function (rest) { return rest && (rest === unit[0] || bare(rest) === shown); });
        if (is) found.push(answer({ by: BY.address }, clauseKind(), plan.title + " " + unit[1], "plans/" + plan.work + "/#" + unit[0]));
      });
    });
    return found;
  }

  /* What is left after the years of a plan, in any of the ways they are written; "" if other years
     are meant. */
  function afterYears(rest, years) {
    var first = /^年?((?:19|20)\d\d)(?:[-–—~]+(?:20)?\d\d)?年?/.exec(rest);
    if (!first || !years.length) return rest;
    var year = Number(first[1]);
    return years[0] <= year && year <= years[1] ? rest.slice(first[0].length) : "";
  }

  /* 四（一）4·2 without its brackets and dots, but for those between figures. */
  function bare(address) {
    return library.folding.fold(address).replace(/[()[\]·、.．。\-\s]+/g, function (marks, at, whole) {
      return /\d/.test(whole[at - 1] || "") && /\d/.test(whole[at + marks.length] || "") ? "." : "";
    });
  }

  /* What is found, as callers get it. */
  function answer(one, kind, label, url, by, about) {
    return { kind: kind, label: label, url: url, score: one.by, by: by || "", about: about || "", isWhole: one.by >= BY.initials, isNear: one.by <= BY.near };
  }

  function ranked(typed) {
    var name = folded(typed);
    var entries = library.goToData.entries;
    var all = Array.from(matches(typed), function (one) {
      var entry = entries[one[0]];
      var by = one[1].by === BY.other && entry[NAMES] === name ? BY.name : one[1].by;
      return { entry: entry, by: by, field: one[1].field, hasSheet: library.goToData.sheets.indexOf(Number(one[0])) >= 0 };
    });
    if (!all.some(function (one) { return one.by > BY.near; })) all = all.concat(near(name, all));
    putBefore(all, name, spelt(typed));
    all.sort(function (one, other) {
      return other.by - one.by ||
        isClause(one) - isClause(other) ||
        length(one) - length(other) ||
        other.entry[WEIGHT] - one.entry[WEIGHT] ||
        rank(one) - rank(other) ||
        (one.entry[URL] < other.entry[URL] ? -1 : 1);
    });
    return all.flatMap(function (one) {
      var entry = one.entry;
      var found = answer(one, entry[KIND], entry[LABEL], entry[URL], reason(one, name), mentioned(entry));
      var isWhole = one.hasSheet && found.isWhole;
      return isWhole ? [answer(one, library.goToData.sheet, entry[LABEL], entry[URL] + "duties/", found.by), found] : [found];
    });

    /* Of what only begins like the query the shortest is nearest to it. */
    function length(one) {
      return one.by < BY.initials ? Math.min(40, one.entry[NAMES].length) : 0;
    }
  }

  /* The newest plan of a place that is named goes first, then the place, which has the others too; a
     type of which only one body has the name that is typed stands behind that body. */
  function putBefore(all, name, latin) {
    var whole = all.filter(function (one) { return one.by >= BY.initials; });
    var places = library.goToData.plans.filter(function (plan) {
      return plan.names.indexOf(name) >= 0 || plan.names.indexOf(latin) >= 0;
    }).map(function (plan) { return "plans/" + plan.work + "/"; });
    whole.filter(function (one) { return places.indexOf(one.entry[URL]) >= 0; })
      .sort(function (one, other) { return other.entry[WEIGHT] - one.entry[WEIGHT]; })
      .slice(0, 1).forEach(function (newest) {
        of("places/").forEach(function (place) { place.by = BY.name + 0.3; });
        newest.by = BY.name + 0.5;
      });
    var bodies = of("agencies/");
    if (bodies.length === 1) of("agency-types/").forEach(function (type) { type.by = Math.min(type.by, bodies[0].by - 0.5); });

    function of(scheme) {
      return whole.filter(function (one) { return one.entry[URL].indexOf(scheme) === 0 && one.entry[URL] !== scheme; });
    }
  }

  /* The names that are few edits away from what is typed, where nothing else is found. */
  function near(name, found) {
    var count = Array.from(name).length;
    var most = count < SHORTEST_NEAR ? 0 : count < LONG ? 1 : 2;
    if (!most) return [];
    return library.goToData.entries.map(function (entry) {
      if (entry[KIND] === clauseKind() || found.some(function (one) { return one.entry === entry; })) return null;
      var edits = Math.min.apply(null, entry.slice(NAMES).map(function (form) { return distance(name, form, most); }));
      return edits <= most && { entry: entry, by: BY.near - edits / 10, field: "name", hasSheet: false };
    }).filter(Boolean);
  }

  /* How many characters are put in, left out, exchanged or in the wrong order (optimal string
     alignment); Infinity if the lengths alone say that it is more than `most`. */
  function distance(one, other, most) {
    if (Math.abs(one.length - other.length) > most) return Infinity;
    var rows = [Array.from({ length: other.length + 1 }, function (_, at) { return at; })];
    for (var i = 1; i <= one.length; i += 1) {
      rows.push([i]);
      for (var j = 1; j <= other.length; j += 1) {
        var isSame = one[i - 1] === other[j - 1];
        var cost = Math.min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + (isSame ? 0 : 1));
        var isSwapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
        rows[i].push(isSwapped ? Math.min(cost, rows[i - 2][j - 2] + 1) : cost);
      }
    }
    return rows[one.length][other.length];
  }

  /* How often all plans mention a name, in any of its forms. */
  function mentioned(entry) {
    return entry[PLANS] ? entry[WEIGHT] + " 处，见于 " + entry[PLANS] + " 件规划" : "";
  }

  /* 危化科职责单: the sheets of the bodies that are named before the word. */
  function sheets(typed) {
    var name = folded(typed);
    var word = library.goToData.sheet;
    if (!name.endsWith(word) || name === word) return [];
    return ranked(name.slice(0, -word.length)).filter(function (one) { return one.kind === word; });
  }

  function isClause(one) {
    return Number(one.entry[KIND] === clauseKind());
  }

  /* The kinds stand in the order of what goes first of equals; clauses are the last. */
  function rank(one) {
    return library.goToData.kinds.indexOf(one.entry[KIND]);
  }

  function clauseKind() {
    return library.goToData.kinds[library.goToData.kinds.length - 1];
  }

  /* Why something is there whose label does not show it: the other name, or its pinyin. */
  function reason(one, name) {
    if (one.field !== "name") return "拼音";
    if (one.by <= BY.near) return "近似";
    if (folded(one.entry[LABEL]).indexOf(name) >= 0) return "";
    if (one.entry[KIND] === library.goToData.kinds[0]) return shortTitle(one.entry[URL]);
    var other = one.entry.slice(NAMES).find(function (form) { return form.indexOf(name) >= 0; });
    return other ? "又作“" + other + "”" : "";
  }

  /* 武进 2017, of a plan whose title does not say where it is. */
  function shortTitle(url) {
    return library.goToData.plans.find(function (plan) { return url === "plans/" + plan.work + "/"; }).title;
  }

  library.goTo = function (query, options) {
    var limit = options && options.limit !== undefined ? options.limit : 10;
    return load().then(function () {
      if (!folded(query)) return [];
      return addressed(query, options && options.work).concat(sheets(query), ranked(query)).slice(0, limit);
    });
  };
})();
