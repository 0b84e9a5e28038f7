/* Whether a reader comes from the search: `?q=` in the address. Only then is anything else loaded. */
(function () {
  "use strict";

  var typed = new URLSearchParams(location.search).get("q");
  if (!typed || !typed.trim()) return;

  var folder = document.currentScript.src.replace(/arrival\.js.*$/, "");
  ["folding", "marks", "match-bar"].forEach(function (name) {
    var script = document.createElement("script");
    script.src = folder + name + ".js";
    script.async = false; // one after the other
    document.head.append(script);
  });
})();
