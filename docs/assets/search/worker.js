/* The engine in a worker, so that scanning a large library never holds up the page. The data come
   shard by shard; what is asked in between is answered from those that are there. */
/* global importScripts */
importScripts("folding.js", "query.js", "find.js");
(function () {
  "use strict";

  var library = self.library;
  var root = "../../";

  function load(path) {
    try {
      importScripts(root + path);
    } catch (error) {
      throw new Error(error instanceof DOMException ? "cannot load " + path : error.message);
    }
  }

  function answer(event) {
    var asked = event.data;
    try {
      if (asked.load) load(asked.load);
      var value = asked.call ? library.engine[asked.call].apply(null, asked.with) : null;
      self.postMessage({ id: asked.id, value: value });
    } catch (error) {
      self.postMessage({ id: asked.id, error: error.message });
    }
  }

  self.onmessage = answer;
})();
