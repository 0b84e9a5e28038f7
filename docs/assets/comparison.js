/* 比较: two to five clauses or whole plans side by side, each text whole; what they have word for word
   in common is grounded, set phrases are grey. What is compared stands in the address, `a=<work>/<id>`
   to `e=…`; the texts are scripts, for a page from disk may not fetch. */
(function () {
  "use strict";

  const library = (window.library = window.library || {});
  const { element } = library;
  const SLOTS = ["a", "b", "c", "d", "e"];
  const MOST_PLACES = 40; // of the same characters in one text; more make no run clearer
  const LETTER = /[\p{L}\p{N}]/u;
  const DATA = "data/compare/";

  const status = document.querySelector(".comparison-status");
  const columns = document.querySelector(".comparison");
  const form = document.querySelector(".comparison-form");
  if (!columns || !form) return;
  const [planField, clauseField] = form.querySelectorAll("select");

  const plans = {}; // by work id, see converters/search/scripts.py
  let listed = []; // [work, title, short]
  let rule = { fewest: 12, phrases: [] };
  let phrase = null; // any set phrase

  library.comparison = {
    add: plan => { plans[plan.work] = plan; },
    list: (every, told) => {
      listed = every;
      rule = told;
      const longestFirst = told.phrases.slice().sort((one, other) => other.length - one.length);
      phrase = new RegExp(longestFirst.join("|"), "gu");
    },
  };

  /* What the address asks for: [{work, clause}]. */
  function asked() {
    const query = new URLSearchParams(location.search);
    return SLOTS.map(slot => query.get(slot)).filter(Boolean).map(value => {
      const [work, clause] = value.split("/");
      return { work, clause: clause || "" };
    });
  }

  function addressOf(items) {
    const query = items.map((item, at) => `${SLOTS[at]}=${encodeURIComponent(item.work)}${item.clause ? `/${encodeURIComponent(item.clause)}` : ""}`);
    return `?${query.join("&")}`;
  }

  /* The units of a plan that are read: what is left out of the reading has a line for its parts. */
  function unitsOf(work, clause) {
    const own = plans[work].units;
    const found = own.id.map((id, at) => ({
      id,
      address: own.address[at],
      isNoise: typeof own.parts[at] === "number" && own.parts[at] > 0,
      heads: own.label[at] + own.heading[at] + own.separator[at],
      heading: own.label[at] + own.heading[at],
      body: own.body[at],
      doubtful: own.doubtful[at] || [],
    }));
    return found.filter(unit => !unit.isNoise && (!clause || unit.id === clause || unit.id.startsWith(`${clause}-`)));
  }

  function textOf(unit) {
    return unit.heads + unit.body;
  }

  /* The letters, digits and Han characters of a text, and where each stands. */
  function lettersOf(text) {
    const letters = [];
    const places = [];
    let at = 0;
    for (const char of text) {
      if (LETTER.test(char)) {
        letters.push(char);
        places.push([at, at + char.length]);
      }
      at += char.length;
    }
    return { letters, places, kinds: new Array(text.length).fill("") };
  }

  function isSetPhrase(bare) {
    return rule.phrases.some(one => one.includes(bare)) || Array.from(bare.replace(phrase, "")).length < rule.fewest;
  }

  /* By the characters that a run begins with, where they stand in a column. */
  function indexOf(texts) {
    const index = new Map();
    texts.forEach(text => {
      for (let at = 0; at + rule.fewest <= text.letters.length; at += 1) {
        const gram = text.letters.slice(at, at + rule.fewest).join("");
        const places = index.get(gram) || [];
        if (places.length < MOST_PLACES) places.push([text, at]);
        index.set(gram, places);
      }
    });
    return index;
  }

  /* Marks in each text of a column what stands in another one, too. */
  function markShared(texts, index) {
    texts.forEach(text => {
      for (let at = 0; at + rule.fewest <= text.letters.length; at += 1) {
        (index.get(text.letters.slice(at, at + rule.fewest).join("")) || []).forEach(([other, there]) => {
          if (at && there && text.letters[at - 1] === other.letters[there - 1]) return;
          let length = rule.fewest;
          while (at + length < text.letters.length && text.letters[at + length] === other.letters[there + length]) length += 1;
          mark(text, at, length);
        });
      }
    });
  }

  function mark(text, at, length) {
    const kind = isSetPhrase(text.letters.slice(at, at + length).join("")) ? "formula" : "same";
    const end = text.places[at + length - 1][1];
    for (let place = text.places[at][0]; place < end; place += 1) {
      if (text.kinds[place] !== "same") text.kinds[place] = kind;
    }
  }

  function markDoubtful(unit, text) {
    for (let at = 0; at < unit.doubtful.length; at += 2) {
      for (let place = unit.doubtful[at]; place < unit.doubtful[at + 1]; place += 1) {
        text.kinds[place] = `emended likely ${text.kinds[place]}`;
      }
    }
  }

  /* Part of a text in runs of one kind each. */
  function write(holder, text, kinds, from, to) {
    for (let at = from; at < to;) {
      let end = at + 1;
      while (end < to && kinds[end] === kinds[at]) end += 1;
      holder.append(kinds[at] ? element("span", kinds[at].trim(), text.slice(at, end)) : text.slice(at, end));
      at = end;
    }
  }

  function unitElement(item, unit, kinds) {
    const text = textOf(unit);
    const made = element("div", "comparison__unit");
    made.dataset.unit = unit.id;
    const address = element("a", "comparison__address");
    address.href = library.page(`plans/${item.work}/#${unit.id}`);
    address.dataset.address = unit.address;
    address.setAttribute("aria-label", unit.address);
    let line = element("p");
    line.append(address);
    if (unit.heading) {
      const head = element("strong");
      write(head, text, kinds, 0, unit.heading.length);
      line.append(head);
    }
    let at = unit.heading.length;
    unit.body.split("\n").forEach((paragraph, number) => {
      const start = number ? at : unit.heads.length;
      if (number) {
        made.append(line);
        line = element("p");
      }
      write(line, text, kinds, number ? start : at, start + paragraph.length);
      at = start + paragraph.length + 1;
    });
    made.append(line);
    return made;
  }

  function columnElement(items, number, units, texts) {
    const item = items[number];
    const plan = plans[item.work];
    const made = element("section", "comparison__column");
    const title = element("a", "", plan.title);
    title.href = library.page(`plans/${item.work}/${item.clause ? `#${item.clause}` : ""}`);
    const where = item.clause && units.length ? ` ${units[0].address}` : "";
    const head = element("h2", "", [title, where]);
    made.append(head);
    if (items.length > 1) {
      const away = element("a", "comparison__away", "移去");
      away.href = addressOf(items.filter((_, at) => at !== number));
      away.setAttribute("aria-label", `移去 ${plan.short}${where}`);
      made.append(away);
    }
    if (!units.length) made.append(element("p", "", "没有这一条。"));
    units.forEach((unit, at) => made.append(unitElement(item, unit, texts[at].kinds)));
    return made;
  }

  function show(items) {
    const units = items.map(item => unitsOf(item.work, item.clause));
    const texts = units.map(of => of.map(unit => lettersOf(textOf(unit))));
    const indexes = texts.map(indexOf);
    texts.forEach((of, at) => indexes.forEach((index, other) => {
      if (other !== at) markShared(of, index);
    }));
    units.forEach((of, at) => of.forEach((unit, number) => markDoubtful(unit, texts[at][number])));
    columns.style.setProperty("--columns", items.length);
    columns.replaceChildren(...items.map((_, at) => columnElement(items, at, units[at], texts[at])));
    const same = columns.querySelectorAll(".same").length;
    const grey = columns.querySelectorAll(".formula").length;
    const none = `没有连续 ${rule.fewest} 字以上的相同文字。`;
    const told = [same ? "着色的是逐字相同的" : "", grey ? "灰的是套语" : ""].filter(Boolean).join("，");
    if (items.length < 2) status.textContent = "再加入一条，才能比较。";
    else status.textContent = told ? `${told}；连续 ${rule.fewest} 字以上才算，标点不计。` : none;
  }

  function option(value, word) {
    const made = element("option", "", word);
    made.value = value;
    return made;
  }

  function load(work) {
    return plans[work] ? Promise.resolve() : library.script(`${DATA + work}.js`);
  }

  /* The clauses of the plan that is chosen; the first choice is all of it. */
  function offerClauses() {
    const work = planField.value;
    return load(work).then(() => {
      if (work !== planField.value) return;
      const units = unitsOf(work, "").filter(unit => unit.heading);
      clauseField.replaceChildren(option("", "全文"), ...units.map(unit => option(unit.id, `${unit.address} ${unit.heading}`)));
    });
  }

  function fail() {
    status.textContent = "所比的文字没有取到，请检查网址，或稍后再试。";
  }

  form.addEventListener("submit", event => {
    event.preventDefault();
    location.search = addressOf([...asked(), { work: planField.value, clause: clauseField.value }]);
  });
  planField.addEventListener("change", () => { offerClauses().catch(fail); });

  const items = asked();
  library.script(`${DATA}plans.js`)
    .then(() => Promise.all(items.filter(item => listed.some(plan => plan[0] === item.work)).map(item => load(item.work))))
    .then(() => {
      const known = items.filter(item => plans[item.work]);
      if (known.length) show(known);
      if (known.length < items.length) status.textContent = "网址里有的规划这里没有收入。";
      if (known.length >= SLOTS.length || !listed.length) return;
      planField.replaceChildren(...listed.map(([work, title]) => option(work, title)));
      form.hidden = false;
      return offerClauses();
    })
    .catch(fail);
})();
