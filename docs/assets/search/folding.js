/* What is looked for, and how it is compared with a text. `library.folding`, the same as
   converters/search/folding.py: full-width ASCII becomes ASCII, ASCII letters lose their case, blanks
   between Han characters, or between one and a digit, are dropped. `library.query`: what a reader typed, as terms. */
(function () {
  "use strict";

  const library = (self.library = self.library || {});
  const BLANK = " \\t\\r\\n\\u00a0\\u1680\\u2000-\\u200a\\u202f\\u205f\\u3000";
  const A_BLANK = `[${BLANK}]`;
  const HAN =
    "[\\u2e80-\\u2fdf\\u3005-\\u3007\\u3021-\\u3029\\u3038-\\u303b\\u3400-\\u4dbf\\u4e00-\\u9fff" +
    "\\uf900-\\ufaff\\u{20000}-\\u{3ffff}]";
  const FOLDED = /[A-Z\uff01-\uff5e]/g;
  const BLANKS = new RegExp(`${A_BLANK}+`, "g");
  // Of two UTF-16 units, from their start: Chromium 156 misses 𠮷 where only `$` anchors a class.
  const HAN_BEFORE = new RegExp(`^[^]?${HAN}$`, "u");
  const HAN_AFTER = new RegExp(`^${HAN}`, "u");
  const DIGIT_BEFORE = /[0-9]$/;
  const DIGIT_AFTER = /^[0-9]/;
  // Blanks part terms, and each must be found; "…" keeps blanks; -… is left out. All else is text, signs
  // and Chinese quotation marks too: “五进”, 13%, ?ldquo;.
  // A straight quote opens a phrase only at the start of a term, and where it is closed at an end.
  const TERM = new RegExp(`(-?)(?:"([^"]+)"(?=${A_BLANK}|$)|((?!${A_BLANK}).(?:(?!${A_BLANK}).)*))`, "gsu");

  function narrow(char) {
    let code = char.charCodeAt(0);
    if (code > 0xff00) code -= 0xfee0;
    return String.fromCharCode(code > 64 && code < 91 ? code + 32 : code);
  }

  /* Whether what stands between two pieces of text stands between Han, or between Han and a digit. */
  function isWithin(before, after) {
    if (HAN_BEFORE.test(before)) return HAN_AFTER.test(after) || DIGIT_AFTER.test(after);
    return DIGIT_BEFORE.test(before) && HAN_AFTER.test(after);
  }

  /* The folded text, and what was dropped: [place in the text, length] in order. */
  function folded(text) {
    const dropped = [];
    const same = text.replace(FOLDED, narrow);
    const short = same.replace(BLANKS, (blanks, at) => {
      const end = at + blanks.length;
      // Two UTF-16 units are a whole character, whichever it is.
      if (!isWithin(same.slice(Math.max(0, at - 2), at), same.slice(end, end + 2))) return blanks;
      dropped.push([at, blanks.length]);
      return "";
    });
    return { text: short, dropped };
  }

  function fold(text) {
    return folded(text).text;
  }

  /* Where the folded character at `at` stands in the text it was made of. */
  function origin(at, dropped) {
    for (let i = 0; i < dropped.length && dropped[i][0] <= at; i += 1) at += dropped[i][1];
    return at;
  }

  /* Where start:end of the folded text stands in the text; UTF-16, half-open. */
  function range(start, end, dropped) {
    return [origin(start, dropped), origin(end - 1, dropped) + 1];
  }

  /* Calls `call(at, end)` for every place of the strings in a folded text, in order. Of places that
     lie over one another it is the first and, of two that start together, the longer. */
  function each(text, strings, call) {
    const next = strings.map(string => text.indexOf(string));
    let last = 0;
    for (;;) {
      let first = -1;
      for (let one = 0; one < strings.length; one += 1) {
        if (next[one] >= 0 && (first < 0 || isBefore(one, first))) first = one;
      }
      if (first < 0) return;
      const at = next[first];
      if (at >= last) call(at, (last = at + strings[first].length));
      next[first] = text.indexOf(strings[first], last);
    }

    function isBefore(one, other) {
      return next[one] < next[other] || (next[one] === next[other] && strings[one].length > strings[other].length);
    }
  }

  /* {wanted: [term], unwanted: [term]}: the terms as typed, none empty once folded, each once. A
     query of nothing but -… looks for that text itself: there is nothing to leave it out of. */
  function parse(typed) {
    const wanted = [];
    const unwanted = [];
    const literal = [];
    Array.from(typed.matchAll(TERM)).forEach(found => {
      const term = found[2] || found[3];
      if (found[1] && term) unwanted.push(term);
      else wanted.push(found[1] + (term || ""));
      literal.push(found[2] ? term : found[0]);
    });
    if (!wanted.length) return { wanted: distinct(literal), unwanted: [] };
    return { wanted: distinct(wanted), unwanted: distinct(unwanted) };
  }

  function distinct(terms) {
    const seen = new Set();
    return terms.filter(term => {
      const own = fold(term);
      return own.trim() && !seen.has(own) && seen.add(own);
    });
  }

  library.folding = {
    BLANK: A_BLANK,
    fold,
    folded,
    range,
    each,
    /* Where folded forms stand in what `folded` gave, in the text it was made of. */
    places(made, forms) {
      const found = [];
      each(made.text, forms, (at, end) => { found.push(range(at, end, made.dropped)); });
      return found;
    },
  };
  library.query = { parse };
})();
