/* How a query and a text are compared, the same as converters/search/folding.py: full-width ASCII
   becomes ASCII, ASCII letters lose their case, blanks between Han characters are dropped. */
(function () {
  "use strict";

  var library = (self.library = self.library || {});
  var BLANK = " \\t\\r\\n\\u00a0\\u1680\\u2000-\\u200a\\u202f\\u205f\\u3000";
  var HAN =
    "[\\u2e80-\\u2fdf\\u3005-\\u3007\\u3021-\\u3029\\u3038-\\u303b\\u3400-\\u4dbf\\u4e00-\\u9fff" +
    "\\uf900-\\ufaff\\u{20000}-\\u{3ffff}]";
  var FOLDED = /[A-Z\uff01-\uff5e]/g;
  var INSIDE = new RegExp("(" + HAN + ")([" + BLANK + "]+)(?=" + HAN + ")", "gu");

  function narrow(char) {
    var code = char.charCodeAt(0);
    if (code > 0xff00) code -= 0xfee0;
    return String.fromCharCode(code > 64 && code < 91 ? code + 32 : code);
  }

  /* The folded text, and what was dropped: [place in the text, length] in order. */
  function folded(text) {
    var dropped = [];
    var same = text.replace(FOLDED, narrow);
    var short = same.replace(INSIDE, function (whole, before, blanks, at) {
      dropped.push([at + before.length, blanks.length]);
      return before;
    });
    return { text: short, dropped: dropped };
  }

  /* Where the folded character at `at` stands in the text it was made of. */
  function origin(at, dropped) {
    for (var i = 0; i < dropped.length && dropped[i][0] <= at; i += 1) at += dropped[i][1];
    return at;
  }

  /* Where start:end of the folded text stands in the text; UTF-16, half-open. */
  function range(start, end, dropped) {
    return [origin(start, dropped), origin(end - 1, dropped) + 1];
  }

  /* Calls `call(at, end)` for every place of the strings in a folded text, in order. Of places that
     lie over one another it is the first and, of two that start together, the longer. */
  function each(text, strings, call) {
    var next = strings.map(function (string) { return text.indexOf(string); });
    var last = 0;
    for (;;) {
      var first = -1;
      for (var one = 0; one < strings.length; one += 1) {
        if (next[one] >= 0 && (first < 0 || isBefore(one, first))) first = one;
      }
      if (first < 0) return;
      var at = next[first];
      if (at >= last) call(at, (last = at + strings[first].length));
      next[first] = text.indexOf(strings[first], last);
    }

    function isBefore(one, other) {
      return next[one] < next[other] || (next[one] === next[other] && strings[one].length > strings[other].length);
    }
  }

  library.folding = {
    fold: function (text) {
      return folded(text).text;
    },
    folded: folded,
    range: range,
    each: each,
    /* Where folded forms stand in what `folded` gave, in the text it was made of. */
    places: function (made, forms) {
      var found = [];
      each(made.text, forms, function (at, end) { found.push(range(at, end, made.dropped)); });
      return found;
    },
    BLANK: "[" + BLANK + "]",
  };
})();
