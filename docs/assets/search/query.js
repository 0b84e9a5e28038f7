/* What a reader typed, as terms. Blanks part terms, and each must be found; "…" keeps blanks; -… is
   left out. All else is text, signs and Chinese quotation marks too: “五进”, 13%, ?ldquo;. */
(function () {
  "use strict";

  var library = (self.library = self.library || {});
  var BLANK = library.folding.BLANK;
  // A straight quote opens a phrase only at the start of a term, and where it is closed at an end.
  var TERM = new RegExp('(-?)(?:"([^"]+)"(?=' + BLANK + "|$)|((?!" + BLANK + ").(?:(?!" + BLANK + ").)*))", "gsu");

  /* {wanted: [term], unwanted: [term]}: the terms as typed, none empty once folded, each once. A
     query of nothing but -… looks for that text itself: there is nothing to leave it out of. */
  function parse(typed) {
    var wanted = [];
    var unwanted = [];
    var literal = [];
    Array.from(typed.matchAll(TERM)).forEach(function (found) {
      var term = found[2] || found[3];
      if (found[1] && term) unwanted.push(term);
      else wanted.push(found[1] + (term || ""));
      literal.push(found[2] ? term : found[0]);
    });
    if (!wanted.length) return { wanted: distinct(literal), unwanted: [] };
    return { wanted: distinct(wanted), unwanted: distinct(unwanted) };
  }

  function distinct(terms) {
    var seen = new Set();
    return terms.filter(function (term) {
      var folded = library.folding.fold(term);
      if (!folded.trim() || seen.has(folded)) return false;
      seen.add(folded);
      return true;
    });
  }

  library.query = { parse: parse };
})();
