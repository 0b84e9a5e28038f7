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

  /* Places [start, end, …] in order, none over another: the earliest first, of those the longest. */
  function apart(places) {
    var end = -1;
    return places.sort(byPlace).filter(function (place) {
      if (place[0] < end) return false;
      end = place[1];
      return true;
    });
  }

  function byPlace(one, other) {
    return one[0] - other[0] || other[1] - one[1];
  }

  library.folding = {
    fold: function (text) {
      return folded(text).text;
    },
    folded: folded,
    range: range,
    apart: apart,
    /* Where folded forms stand in what `folded` gave, in the text it was made of. */
    places: function (made, forms) {
      var found = [];
      forms.forEach(function (form) {
        for (var at = made.text.indexOf(form); at >= 0; at = made.text.indexOf(form, at + form.length)) {
          found.push([at, at + form.length]);
        }
      });
      return apart(found).map(function (place) {
        return range(place[0], place[1], made.dropped);
      });
    },
    BLANK: "[" + BLANK + "]",
  };
})();
