/* The address of any words of a clause: `a2-b4~12-37.x7k2`. After the id of the clause or block stand the
   code points of its `text` in the data, from 0, half-open, and a hash of the words: if they have moved,
   they are found by sliding the hash over the clause. `library.quoteAddress`.
   Full-width ASCII counts as ASCII: the page restores some marks that the data have as received. */
(function () {
  "use strict";

  const library = (window.library = window.library || {});
  const WRITTEN = /^#?([a-z][a-z0-9_-]*)~(\d+)-(\d+)\.([0-9a-z]{4})$/;
  const BASE = 65599;
  const PRIME = 1679609; // the largest one whose remainders all have four digits to the base 36
  const DIGITS = 36;
  const LENGTH = 4;
  const TO_ASCII = 0xfee0;

  function points(text) {
    return Array.from(text, char => {
      const point = char.codePointAt(0);
      return point > 0xff00 && point < 0xff5f ? point - TO_ASCII : point;
    });
  }

  function next(hash, point) {
    return (hash * BASE + point + 1) % PRIME;
  }

  function shown(hash) {
    return hash.toString(DIGITS).padStart(LENGTH, "0");
  }

  /* The hash of the words, four letters and digits. */
  function hash(words) {
    return shown(points(words).reduce(next, 0));
  }

  /* The address of start:end (UTF-16) of a text; null if nothing is there. */
  function make(id, text, start, end) {
    const words = text.slice(start, end);
    if (!id || !words.trim()) return null;
    const from = Array.from(text.slice(0, start)).length;
    return `${id}~${from}-${from + Array.from(words).length}.${hash(words)}`;
  }

  /* {id, start, end, hash} of an address; null for any other text. */
  function parse(address) {
    const found = WRITTEN.exec(address.replace(/%7e/i, "~")); // some programs write it so
    return found && Number(found[2]) < Number(found[3]) ? { id: found[1], start: Number(found[2]), end: Number(found[3]), hash: found[4] } : null;
  }

  /* Where the words of an address stand in a text: [start, end] in UTF-16, at the place that it names or
     else the nearest; null if they are gone. */
  function find(text, address) {
    const all = points(text);
    const size = address.end - address.start;
    let best = -1;
    let own = 0;
    let out = 1; // what the first point of a window has been multiplied by once it is to leave
    for (let at = 0; at < size && at < all.length; at += 1) out = (out * BASE) % PRIME;
    for (let at = 0; at < all.length; at += 1) {
      own = next(own, all[at]);
      if (at >= size) own = (own + PRIME - ((all[at - size] + 1) * out) % PRIME) % PRIME;
      const start = at - size + 1;
      if (start < 0 || shown(own) !== address.hash) continue;
      if (best < 0 || Math.abs(start - address.start) < Math.abs(best - address.start)) best = start;
    }
    if (best < 0) return null;
    const chars = Array.from(text);
    const start = chars.slice(0, best).join("").length;
    return [start, start + chars.slice(best, best + size).join("").length];
  }

  library.quoteAddress = { hash, make, parse, find };
})();
