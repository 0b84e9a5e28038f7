/* Whole plans beside each other by what they are about: `library.align`. Pieces (a clause with the
   headings right above it and the tables in it) that are most alike stand in one row, at most one of each
   plan; rows are put together by topic. Each piece stands in one row, so that the texts stay whole. */
(function () {
  "use strict";

  const library = (window.library = window.library || {});
  const IN_TABLE = /(?:^|-)[tx]\d+(?:_\d+)?(?:-r\d+(?:_\d+)?)?$/; // the ids of tables, boxes and their rows
  const RUN = /[\p{L}\p{N}]+/gu;
  const CROWD = 40; // what so many pieces have finds none
  const HEADING = 2; // times as much as the text a heading counts
  const SAME_TOPIC = 0.05; // more likeness
  const LEAST = 0.09; // of likeness, by which two pieces stand in one row

  function piecesOf(units, column) {
    const pieces = [];
    let heads = [];
    units.forEach(unit => {
      if (pieces.length && !heads.length && IN_TABLE.test(unit.id)) pieces[pieces.length - 1].units.push(unit);
      else if (!unit.body && unit.heading) heads.push(unit);
      else {
        pieces.push({ column, unit, units: heads.concat(unit) });
        heads = [];
      }
    });
    if (heads.length) pieces.push({ column, unit: heads[heads.length - 1], units: heads });
    pieces.forEach((piece, place) => {
      const about = piece.units.slice().reverse().find(unit => unit.topics.length);
      Object.assign(piece, { place, topics: about ? about.topics : [] });
    });
    return pieces;
  }

  function gramsOf(text) {
    const found = [];
    for (const [run] of text.matchAll(RUN)) {
      for (let at = 0; at + 2 <= run.length; at += 1) found.push(run.slice(at, at + 2));
    }
    return found;
  }

  /* A vector of length 1 over pairs of characters, the rarer the weightier. */
  function weigh(pieces) {
    const holding = new Map();
    pieces.forEach(piece => {
      piece.grams = new Map();
      gramsOf(piece.unit.body).forEach(gram => { piece.grams.set(gram, 1); });
      gramsOf(piece.unit.title).forEach(gram => { piece.grams.set(gram, HEADING); });
      piece.grams.forEach((_, gram) => {
        if (!holding.has(gram)) holding.set(gram, []);
        holding.get(gram).push(piece);
      });
    });
    pieces.forEach(piece => {
      let square = 0;
      piece.grams.forEach((times, gram) => {
        const weight = times * Math.log(1 + pieces.length / holding.get(gram).length);
        piece.grams.set(gram, weight);
        square += weight * weight;
      });
      piece.length = Math.sqrt(square) || 1;
    });
    return holding;
  }

  function likeness(one, other) {
    let found = 0;
    one.grams.forEach((weight, gram) => { found += weight * (other.grams.get(gram) || 0); });
    const isSame = one.topics.some(([id]) => other.topics.some(topic => topic[0] === id));
    return found / (one.length * other.length) + (isSame ? SAME_TOPIC : 0);
  }

  /* Each two pieces of different plans that are alike, the most alike first. */
  function pairsOf(pieces) {
    const holding = weigh(pieces);
    const pairs = [];
    pieces.forEach((piece, number) => {
      const near = new Set();
      piece.grams.forEach((_, gram) => {
        const others = holding.get(gram);
        if (others.length <= CROWD) others.forEach(other => { near.add(other); });
      });
      near.forEach(other => {
        if (other.column <= piece.column) return;
        const score = likeness(piece, other);
        if (score >= LEAST) pairs.push({ score, one: piece, other, number });
      });
    });
    return pairs.sort((one, other) => other.score - one.score || one.number - other.number || one.other.place - other.other.place);
  }

  /* Rows of pieces that are alike, none of them with two of one plan. */
  function rowsOf(pieces) {
    pieces.forEach(piece => { piece.row = { pieces: [piece] }; });
    pairsOf(pieces).forEach(({ one, other }) => {
      if (one.row === other.row) return;
      const taken = one.row.pieces.map(piece => piece.column);
      if (other.row.pieces.some(piece => taken.includes(piece.column))) return;
      const joined = { pieces: one.row.pieces.concat(other.row.pieces) };
      joined.pieces.forEach(piece => { piece.row = joined; });
    });
    return Array.from(new Set(pieces.map(piece => piece.row)));
  }

  /* The topic that most of a row have, of those the first of its first piece; null if they have none. */
  function topicOf(row) {
    const counts = new Map();
    row.pieces.sort((one, other) => one.column - other.column);
    row.pieces.forEach(piece => {
      piece.topics.forEach(topic => {
        const found = counts.get(topic[0]) || { topic, count: 0 };
        found.count += 1;
        counts.set(topic[0], found);
      });
    });
    const most = Math.max(0, ...Array.from(counts.values(), one => one.count));
    const first = Array.from(counts.values()).find(one => one.count === most);
    return first ? first.topic : null;
  }

  function before(one, other) {
    const first = one.pieces[0];
    const second = other.pieces[0];
    return first.column - second.column || first.place - second.place;
  }

  /* `columns` are the units of each plan. Gives the topics in the order of the first plan that has each, what
     is of no topic last: [{id, name, rows, elsewhere}]. One that pieces have only beside another has a row
     without any. A row has for each column its units or null;
     `elsewhere` for each column without a piece here the units that speak of it beside other things. */
  library.align = columns => {
    const pieces = columns.flatMap((units, column) => piecesOf(units, column));
    const topics = new Map();
    const rows = rowsOf(pieces).map(row => Object.assign(row, { topic: topicOf(row) })).sort(before);
    rows.filter(row => row.topic).concat(rows.filter(row => !row.topic)).forEach(row => {
      const [id, name] = row.topic || ["", ""];
      if (!topics.has(id)) topics.set(id, { id, name, rows: [] });
      topics.get(id).rows.push(columns.map((_, column) => {
        const piece = row.pieces.find(one => one.column === column);
        return piece ? piece.units : null;
      }));
    });
    columns.flat().flatMap(unit => unit.topics).forEach(([id, name]) => {
      if (!topics.has(id)) topics.set(id, { id, name, rows: [columns.map(() => null)] });
    });
    topics.forEach(topic => {
      topic.elsewhere = columns.map((units, column) => {
        if (!topic.id || topic.rows.some(row => row[column])) return [];
        return units.filter(unit => unit.topics.some(([id]) => id === topic.id));
      });
    });
    const every = Array.from(topics.values());
    return every.filter(topic => topic.id).concat(every.filter(topic => !topic.id));
  };
})();
