/* The engine in a worker, so that scanning a large library never holds up the page. The data come
   shard by shard; what is asked meanwhile is answered from those that are there. */
/* global importScripts */
importScripts("folding.js", "query.js", "find.js");
(function () {
  "use strict";

  var library = self.library;
  var root = "../../";

  /* A script of the site. `importScripts` alone would let nothing be answered until it has come. */
  function load(path) {
    return fetch(root + path)
      .then(function (answer) {
        if (!answer.ok) throw new Error(answer.status);
        return answer.text();
      })
      .catch(function () {
        throw new Error("cannot load " + path);
      })
      .then(function (text) {
        var there = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
        try {
          importScripts(there);
        } finally {
          URL.revokeObjectURL(there);
        }
      });
  }

  function value(asked) {
    if (asked.load) return load(asked.load);
    return asked.call ? library.engine[asked.call].apply(null, asked.with) : null;
  }

  self.onmessage = function (event) {
    var asked = event.data;
    new Promise(function (resolve) { resolve(value(asked)); })
      .then(function (found) { self.postMessage({ id: asked.id, value: found }); })
      .catch(function (error) { self.postMessage({ id: asked.id, error: error.message }); });
  };
})();
