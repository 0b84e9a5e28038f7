/* A head that runs into its paragraph is copied without a blank: the line feed between the two
   elements is no part of the text. */
(function () {
  "use strict";

  document.querySelectorAll(".unit.run-in").forEach(function (unit) {
    Array.from(unit.childNodes).forEach(function (node) {
      if (node.nodeType === Node.TEXT_NODE && !node.data.trim()) node.remove();
    });
  });
})();
