/* The engine in a worker, so that scanning a large library never holds up the page. The data come
   shard by shard; what is asked in between is answered from those that are there. */
/* global importScripts */
importScripts("alphabet.js", "folding.js", "texts.js", "find.js");
(function () {
  "use strict";

  const library = self.library;
  const root = self.location.href.replace(/assets\/(?:[^/]+\/)?search\/worker\.js.*$/, "");

  /* `library.units.add(…);` with JSON in the brackets: parsed, which is faster than run. */
  function read(script) {
    const open = script.indexOf("(");
    const given = JSON.parse(`[${script.slice(open + 1, script.lastIndexOf(")"))}]`);
    library.units[script.slice(script.lastIndexOf(".", open) + 1, open)](...given);
  }

  function load(path) {
    try {
      importScripts(root + path);
    } catch (error) {
      throw new Error(`cannot load ${path}`, { cause: error });
    }
  }

  self.onmessage = function (event) {
    const asked = event.data;
    try {
      if (asked.load) load(asked.load);
      if (asked.data) read(asked.data);
      const value = asked.call ? library.engine[asked.call](...asked.with) : null;
      self.postMessage({ id: asked.id, value });
    } catch (error) {
      self.postMessage({ id: asked.id, error: error.message });
    }
  };
})();
