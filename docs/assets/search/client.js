/* What a page asks of the search: `library.search`. The engine runs in a worker or, where workers
   are refused (a page from disk), in the page; the data are scripts in either case. */
(function () {
  "use strict";

  var library = (window.library = window.library || {});
  var own = document.currentScript.src;
  var root = own.replace(/assets\/search\/client\.js.*$/, "");
  var DATA = "data/search/";
  var engine = null; // a promise of {load, call}
  var texts = null; // a promise of the first shard of texts
  var rest = null; // of all of them
  var names = null; // of all names
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

  /* A worker answers each message with one of the same id. */
  function inWorker() {
    return new Promise(function (resolve, reject) {
      var worker = new Worker(root + "assets/search/worker.js"); // throws on file:
      var waiting = new Map();
      var last = 0;
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
          return send({ load: path });
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
    return ["folding", "query", "find"]
      .reduce(function (before, name) {
        return before.then(function () {
          return library[name === "find" ? "engine" : name] || loadScript("assets/search/" + name + ".js");
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
      return there.load(DATA + path);
    });
  }

  /* One after the other, so that what is asked meanwhile is answered in between. */
  function loadAll(kind, from) {
    return call("state", []).then(function (state) {
      if (from > state.expected) return null;
      return load(kind + "-" + from + ".js").then(function () {
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
    texts = texts || load("units-1.js").catch(forget);
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
    engine = texts = rest = names = null;
    throw error;
  }

  /* Only a query in characters that no text has needs the table of traditional characters. */
  function readable(typed) {
    return call("hasForeign", [typed]).then(function (isForeign) {
      return isForeign ? load("simplified.js") : null;
    });
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
      return start()
        .then(function () { return readable(typed); })
        .then(function () { return call("find", [typed, options || {}]); });
    },
    near: function (typed) {
      return all().then(function () { return call("near", [typed]); });
    },
    state: function () {
      return start().then(function () { return call("state", []); });
    },
    names: withNames,
    /* `listener` is called whenever more texts have come. */
    onMore: function (listener) {
      listeners.push(listener);
    },
  };
})();
