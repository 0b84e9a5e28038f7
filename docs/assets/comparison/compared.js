/* What is compared: the units of plans with all that is told of them, and what some texts have word for
   word in common. `library.comparison`: its data are scripts, for a page from disk may not fetch. */
(function () {
  "use strict";

  const library = (window.library = window.library || {});
  const MOST_PLACES = 40; // of the same characters in one text; more make no run clearer
  const LETTER = /[\p{L}\p{N}]/u;
  const DATA = "data/compare/";

  const plans = {}; // by work id, see converters/exports/comparison_scripts.py
  let phrase = null; // any set phrase

  const comparison = (library.comparison = {
    plans,
    listed: [], // [work, title, short]
    noTopic: "没有归入主题的",
    unseen: "未见",
    rule: { fewest: 12, phrases: [] },
    list(every, rule) {
      Object.assign(comparison, { listed: every, rule });
      const longestFirst = rule.phrases.slice().sort((one, other) => other.length - one.length);
      phrase = new RegExp(longestFirst.join("|"), "gu");
    },
    begin: () => library.script(`${DATA}plans.js`),
    load: work => Promise.all([library.textsOf(work), library.besideOf(work)]).then(([plan, beside]) => {
      plans[work] = Object.assign({}, plan, beside, { told: new Map(beside.units.map(([at, ...told]) => [at, told])), units: plan.units });
    }),
  });

  /* The units of a plan that are read: what is left out of the reading has a line for its parts. Of a
     clause it and all below it. */
  comparison.unitsOf = (work, clause) => {
    const plan = plans[work];
    const own = plan.units;
    const found = own.id.map((id, at) => {
      const [topics, names, numbers] = plan.told.get(at) || [[], [], []];
      return {
        id,
        work,
        address: own.address[at],
        isNoise: typeof own.parts[at] === "number" && own.parts[at] > 0,
        heads: own.label[at] + own.heading[at] + own.separator[at],
        heading: own.label[at] + own.heading[at],
        title: own.heading[at],
        body: own.body[at],
        doubtful: own.doubtful[at] || [],
        numbers,
        topics: topics.map(number => plan.topics[number]),
        names: names.map(number => plan.names[number]),
      };
    });
    return found.filter(unit => !unit.isNoise && (!clause || unit.id === clause || unit.id.startsWith(`${clause}-`)));
  };

  comparison.textOf = unit => unit.heads + unit.body;

  /* The letters, digits and Han characters of a text, where each stands, and of what kinds each
     character of the text is. */
  function lettersOf(unit) {
    const text = comparison.textOf(unit);
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
    const { phrases, fewest } = comparison.rule;
    return phrases.some(one => one.includes(bare)) || Array.from(bare.replace(phrase, "")).length < fewest;
  }

  /* By the characters that a run begins with, where they stand in a column. */
  function indexOf(texts) {
    const { fewest } = comparison.rule;
    const index = new Map();
    texts.forEach(text => {
      for (let at = 0; at + fewest <= text.letters.length; at += 1) {
        const gram = text.letters.slice(at, at + fewest).join("");
        const places = index.get(gram) || [];
        if (places.length < MOST_PLACES) places.push([text, at]);
        index.set(gram, places);
      }
    });
    return index;
  }

  /* Marks in each text of a column what stands in another one, too. */
  function markShared(texts, index) {
    const { fewest } = comparison.rule;
    texts.forEach(text => {
      for (let at = 0; at + fewest <= text.letters.length; at += 1) {
        (index.get(text.letters.slice(at, at + fewest).join("")) || []).forEach(([other, there]) => {
          if (at && there && text.letters[at - 1] === other.letters[there - 1]) return;
          let length = fewest;
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

  /* Of each pair of starts and ends. */
  function markAll(ranges, text, kind) {
    for (let at = 0; at < ranges.length; at += 2) {
      for (let place = ranges[at]; place < ranges[at + 1]; place += 1) text.kinds[place] = `${kind} ${text.kinds[place]}`;
    }
  }

  /* The kinds of each character of each unit, by column: the same words, set phrases, numbers, what is
     the editor's. */
  comparison.kindsOf = columns => {
    const texts = columns.map(units => units.map(lettersOf));
    const indexes = texts.map(indexOf);
    texts.forEach((of, at) => {
      indexes.forEach((index, other) => {
        if (other !== at) markShared(of, index);
      });
    });
    columns.forEach((units, at) => {
      units.forEach((unit, number) => {
        markAll(unit.numbers, texts[at][number], "in-numbers");
        markAll(unit.doubtful, texts[at][number], "emended likely");
      });
    });
    return texts.map(of => of.map(text => text.kinds));
  };

  /* What more than one column names: [{key, name, columns}], what most of them name first. */
  comparison.namesInCommon = columns => {
    const found = new Map();
    columns.forEach((units, at) => {
      units.forEach(unit => {
        unit.names.forEach(([key, name]) => {
          const one = found.get(key || name) || { key, name, columns: [] };
          if (!one.columns.includes(at)) one.columns.push(at);
          found.set(key || name, one);
        });
      });
    });
    const shared = Array.from(found.values()).filter(one => one.columns.length > 1);
    return shared.sort((one, other) => other.columns.length - one.columns.length);
  };
})();
