/* What a page asks of the search: `library.search`. The engine runs in a worker or, where workers
   are refused (a page from disk), in the page; the data are scripts in either case. */
(function () {
  "use strict";

  var library = (window.library = window.library || {});
  var own = document.currentScript.src;
  var root = own.replace(/assets\/search\/client\.js.*$/, "");
  var CODE = "assets/search/";
  var DATA = "data/search/";
  var FIRST = DATA + "units-1.js";
  var ENGINE = { folding: "folding.js", query: "query.js", texts: "texts.js", engine: "find.js" };
  var engine = null; // a promise of {load, call}
  var texts = null; // a promise of the first shard of texts
  var rest = null; // of all of them
  var names = null; // of all names
  var simplified = null; // of the table of traditional characters
  var narrowing = null; // of what narrows a search
  var listeners = [];

  function loadScript(path) {
    return new Promise(function (resolve, reject) {
      var script = document.createElement("script");
      script.src = root + path;
      script.onload = resolve;
      script.onerror = function () {
        reject(new Error("cannot load " + path));
      };
      document.head.append(script);
    });
  }

  /* The text of a file of the site; search.js may have asked for it before. */
  function fetched(path) {
    var early = (library.early || {})[path];
    if (early) delete library.early[path];
    return (early || fetch(root + path)).then(function (response) {
      if (!response.ok) throw new Error("cannot load " + path);
      return response.text();
    });
  }

  /* A worker answers each message with one of the same id. It reads data that the page has fetched;
     what it loads itself it loads one by one, so the page asks for those files first, all at once. */
  function inWorker() {
    if (location.protocol === "file:") return Promise.reject(new Error("no worker from disk"));
    var first = fetched(FIRST);
    first.catch(function () {}); // said where it is waited for
    return new Promise(function (resolve, reject) {
      var worker = new Worker(root + CODE + "worker.js");
      var waiting = new Map();
      var last = 0;
      Object.keys(ENGINE).forEach(function (name) {
        fetched(CODE + ENGINE[name]).catch(function () {});
      });
      worker.onerror = function (event) {
        event.preventDefault();
        reject(new Error("no worker"));
        waiting.forEach(function (one) {
          one.reject(new Error("the worker has stopped"));
        });
      };
      worker.onmessage = function (event) {
        var one = waiting.get(event.data.id);
        waiting.delete(event.data.id);
        if ("error" in event.data) one.reject(new Error(event.data.error));
        else one.resolve(event.data.value);
      };
      function send(message) {
        return new Promise(function (resolve, reject) {
          last += 1;
          waiting.set(last, { resolve: resolve, reject: reject });
          worker.postMessage(Object.assign({ id: last }, message));
        });
      }
      var there = {
        load: function (path) {
          if (path.indexOf(DATA) !== 0) return send({ load: path });
          var text = path === FIRST && first ? first : fetched(path);
          if (path === FIRST) first = null;
          return text.then(function (text) { return send({ data: text }); });
        },
        call: function (name, args) {
          return send({ call: name, with: args });
        },
      };
      send({}).then(function () {
        resolve(there);
      }, reject);
    });
  }

  function inPage() {
    return Object.keys(ENGINE)
      .reduce(function (before, name) {
        return before.then(function () {
          return library[name] || loadScript(CODE + ENGINE[name]);
        });
      }, Promise.resolve())
      .then(function () {
        return {
          load: loadScript,
          call: function (name, args) {
            return Promise.resolve().then(function () {
              return library.engine[name].apply(null, args);
            });
          },
        };
      });
  }

  function open() {
    engine = engine || inWorker().catch(inPage);
    return engine;
  }

  function call(name, args) {
    return open().then(function (there) {
      return there.call(name, args);
    });
  }

  function load(path) {
    return open().then(function (there) {
      return there.load(path);
    });
  }

  /* One after the other, so that what is asked meanwhile is answered in between. */
  function loadAll(kind, from) {
    return call("state", []).then(function (state) {
      if (from > state.shards.expected) return null;
      return load(DATA + kind + "-" + from + ".js").then(function () {
        if (kind === "units") {
          listeners.forEach(function (listener) {
            listener();
          });
        }
        return loadAll(kind, from + 1);
      });
    });
  }

  function start() {
    texts = texts || load(FIRST).catch(forget);
    return texts;
  }

  function all() {
    rest = rest || start().then(function () { return loadAll("units", 2); }).catch(forget);
    return rest;
  }

  function withNames() {
    names = names || all().then(function () { return loadAll("names", 1); }).catch(forget);
    return names;
  }

  /* What did not come is asked for again next time, from the beginning: a new engine. */
  function forget(error) {
    engine = texts = rest = names = simplified = narrowing = null;
    throw error;
  }

  /* Only a query in characters that no text has needs the table of traditional characters. */
  function readable(typed) {
    return call("hasForeign", [typed]).then(function (isForeign) {
      if (isForeign) simplified = simplified || load(DATA + "simplified.js");
      return isForeign ? simplified : null;
    });
  }

  function withNarrowing() {
    narrowing = narrowing || load(CODE + "narrow.js").catch(forget);
    return narrowing;
  }

  function needsNames(options) {
    var filters = options.filters || {};
    var forms = options.aliases === true || (options.aliases || []).length;
    return Boolean(forms || filters.agency || filters.term);
  }

  library.search = {
    root: root,
    /* All hits of everything there is, see find.js; waits until it is all there. */
    find: function (typed, options) {
      options = options || {};
      return (needsNames(options) ? withNames() : all())
        .then(function () { return readable(typed); })
        .then(function () { return call("find", [typed, options]); });
    },
    /* The same from what is there already; `complete` says whether that is all. */
    findSoon: function (typed, options) {
      all().catch(function () {}); // whoever waits for all of it is told
      return start()
        .then(function () { return readable(typed); })
        .then(function () { return call("find", [typed, options || {}]); });
    },
    /* How much each filter would leave, and the other forms of the names; see narrow.js. */
    narrow: function (typed, options) {
      return withNames()
        .then(withNarrowing)
        .then(function () { return call("narrow", [typed, options || {}]); });
    },
    near: function (typed) {
      return all()
        .then(withNarrowing)
        .then(function () { return readable(typed); })
        .then(function () { return call("near", [typed]); });
    },
    script: loadScript,
    state: function () {
      return start().then(function () { return call("state", []); });
    },
    /* `listener` is called whenever more texts have come. */
    onMore: function (listener) {
      listeners.push(listener);
    },
  };
})();
