/* What narrows a search or leads on from it: how much each filter would leave, the other forms of a
   name, what is near something that is found nowhere. `library.engine.narrow`, `.near`. */
(function () {
  "use strict";

  const library = (self.library = self.library || {});
  const folding = library.folding;
  const texts = library.texts;
  const store = texts.store;
  const finding = library.finding;
  const MAX_FORMS = 8;
  const MAX_NEAR = 6;
  const LONGEST = 40; // characters of a term; near what is longer nothing is looked for

  /* {counts, forms, older}: `counts` of each filter are `[value, units, name?]`, `forms` the other forms
     that could be taken in, `{form, units, taken}`, `older` the filters that go by an older key of a
     record. Options as those of `find`. */
  function narrow(typed, options) {
    const filter = finding.filters(options.filters || {});
    const looked = finding.look(typed, options.aliases);
    texts.haveNames(looked.found);
    const forms = looked.terms.flatMap(one => offers(one, looked.terms));
    return { counts: counts(looked.found, filter), forms, older: finding.older(options.filters || {}) };
  }

  /* How many of the found units each value of each filter would leave, the other filters kept. */
  function counts(found, filter) {
    const perPlan = new Uint32Array(store.plans.length);
    const perRecord = new Uint32Array(store.records.length);
    const names = Object.keys(finding.schemes); // of the filters that go by records
    const filterOf = store.records.map(record => names.find(name => finding.schemes[name] === record.key.split("/")[0]));
    found.forEach(number => {
      const plan = store.planOf[number];
      const missed = names.filter(name => !filter.unit[name](number));
      if (!missed.length) perPlan[plan] += 1;
      if (!filter.plans[plan]) return;
      store.named[number].forEach(record => {
        const own = filterOf[record];
        if (own && missed.every(name => name === own)) perRecord[record] += 1;
      });
    });
    const result = Object.fromEntries(names.map(name => [name, []]));
    finding.ofPlan.forEach(name => {
      const values = new Map();
      store.plans.forEach((plan, number) => {
        const isLeft = finding.ofPlan.every(other => other === name || filter.plan[other][number]);
        valuesOf(plan, name).forEach(value => {
          values.set(value, (values.get(value) || 0) + (isLeft ? perPlan[number] : 0));
        });
      });
      result[name] = Array.from(values);
    });
    store.records.forEach((record, number) => {
      if (perRecord[number]) result[filterOf[number]].push([record.key, perRecord[number], record.name]);
    });
    names.forEach(name => {
      result[name].sort((one, other) => other[1] - one[1] || (one[0] < other[0] ? -1 : 1));
    });
    return result;
  }

  function valuesOf(plan, name) {
    if (name === "kind") return [plan.kind[0]];
    if (name === "place") return [plan.adcode];
    if (name !== "year") return [plan[name]];
    const years = [];
    for (let year = plan.years[0]; year <= plan.years[1]; year += 1) years.push(year);
    return years;
  }

  /* The other forms of one term, each with the units that hold it and all other terms. */
  function offers(term, terms) {
    return finding.otherForms(term.forms[0]).map(form => {
      const own = texts.holders([folding.fold(form)]).flags;
      let units = 0;
      for (let number = 0; number < own.length; number += 1) {
        const isHit = own[number] && terms.every(other => other === term || other.holders.flags[number]);
        if (isHit) units += 1;
      }
      return { form, units, taken: term.forms.indexOf(folding.fold(form)) > 0 };
    }).filter(one => one.units)
      .sort((one, other) => other.units - one.units)
      .slice(0, MAX_FORMS);
  }

  /* What is near something that is found nowhere: it in two words, or without one of its characters,
     or what of it stands somewhere; each with the units that hold it. */
  function near(typed) {
    const chars = Array.from(texts.converted(folding.fold(typed.trim())));
    if (chars.length > LONGEST) return [];
    const tried = [];
    for (let at = 1; at < chars.length; at += 1) {
      tried.push(`${chars.slice(0, at).join("")} ${chars.slice(at).join("")}`);
    }
    for (let at = 0; at < chars.length && chars.length > 2; at += 1) {
      tried.push(chars.slice(0, at).concat(chars.slice(at + 1)).join(""));
    }
    return Array.from(new Set(tried)).filter(isPlain).map(counted)
      .filter(one => one.units)
      .sort((one, other) => shortest(other.query) - shortest(one.query) || one.units - other.units)
      .concat(stretches(chars))
      .slice(0, MAX_NEAR);
  }

  /* Whether no word of a query means anything but itself. */
  function isPlain(query) {
    return !/(?:^| )[-"]/.test(query);
  }

  function counted(query) {
    return { query, units: finding.look(query, []).found.length };
  }

  /* Of 叫应 机制 the shorter word has two characters: a split into even words says more. */
  function shortest(query) {
    return Math.min(...query.split(" ").map(word => word.length));
  }

  /* The longest stretches of a string that stand somewhere, none inside another. */
  function stretches(chars) {
    const found = [];
    let end = 0;
    for (let at = 0; at < chars.length; at += 1) {
      const before = end;
      end = Math.max(end, at);
      while (end < chars.length && texts.holders([chars.slice(at, end + 1).join("")]).units) end += 1;
      const is = end > before && end - at < chars.length && (end - at > 1 || chars.length === 2);
      if (is) found.push(chars.slice(at, end).join("").trim());
    }
    return found.filter(isPlain).map(counted)
      .filter(one => one.units)
      .sort((one, other) => other.query.length - one.query.length);
  }

  library.engine.narrow = narrow;
  library.engine.near = near;
})();
