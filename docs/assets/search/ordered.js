/* Values that are in order: `library.ordered.upTo(values, last)`, how many are not after `last`. */
(function () {
  "use strict";

  const library = (self.library = self.library || {});

  library.ordered = {
    upTo(values, last) {
      let from = 0;
      let to = values.length;
      while (from < to) {
        const middle = (from + to) >> 1;
        if (values[middle] <= last) from = middle + 1;
        else to = middle;
      }
      return from;
    },
  };
})();
