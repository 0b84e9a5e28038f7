/* What a page asks of the search: `library.search`. The engine runs in a worker or, where workers
   are refused (a page from disk), in the page; the data are scripts in either case. */
(function () {
  "use strict";

  var library = (window.library = window.library || {});
  var own = document.currentScript.src;
  var root = own.replace(/assets\/search\/client\.js.*$/, "");
  var DATA = "data/search/";
  var kept = {}; // promises of what is needed once: the engine {load, call}, texts, names
  var listeners = [];

  /* The promise that `make` gives, made once; if it fails, the next who asks has it made again. */
  function once(name, make) {
    if (!kept[name]) {
      var own = (kept[name] = make());
      own.catch(function () {
        if (kept[name] === own) delete kept[name];
      });
    }
    return kept[name];
  }

  function loadScript(path) {
    return new Promise(function (resolve, reject) {
      var script = document.createElement("script");
      script.src = root + path;
      script.onload = resolve;
      script.onerror = function () {
        script.remove();
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
      var isOpen = false;
      worker.onerror = function (event) {
        event.preventDefault();
        worker.terminate();
        reject(new Error("no worker"));
        waiting.forEach(function (one) {
          one.reject(new Error("the worker has stopped"));
        });
        if (isOpen) kept = {}; // what it had loaded is gone with it
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
        isOpen = true;
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
    return once("engine", function () { return inWorker().catch(inPage); });
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

  /* The shards of a kind (`texts`, `names`) that are not there yet, up to number `last`: one after
     the other, so that what is asked meanwhile is answered in between. */
  function loadTo(last, kind, files) {
    return call("progress", []).then(function next(there) {
      if (there[kind] >= Math.min(last, there.expected)) return null;
      var path = files + "-" + (there[kind] + 1) + ".js";
      return load(path)
        .then(function () { return call("progress", []); })
        .then(function (now) {
          if (now[kind] === there[kind]) throw new Error("no data in " + path);
          listeners.forEach(function (listener) { listener(); });
          return next(now);
        });
    });
  }

  function first() {
    return once("first", function () { return loadTo(1, "texts", "units"); });
  }

  function all() {
    return once("all", function () {
      return first().then(function () { return loadTo(Infinity, "texts", "units"); });
    });
  }

  function withNames() {
    return once("names", function () {
      return all().then(function () { return loadTo(Infinity, "names", "names"); });
    });
  }

  /* Only a query in characters that no text has needs the table of traditional characters. */
  function readable(typed) {
    return call("hasForeign", [typed]).then(function (isForeign) {
      return isForeign ? once("simplified", function () { return load("simplified.js"); }) : null;
    });
  }

  function needsNames(options) {
    var filters = options.filters || {};
    return Boolean(options.aliases || filters.agency || filters.term);
  }

  /* All that an answer with these options needs. */
  function needed(options) {
    return needsNames(options) ? withNames() : all();
  }

  library.search = {
    root: root,
    /* All hits of everything there is, see find.js; waits until it is all there. */
    find: function (typed, options) {
      options = options || {};
      return needed(options)
        .then(function () { return readable(typed); })
        .then(function () { return call("find", [typed, options]); });
    },
    /* The same from what is there already; `complete` says whether that is all. */
    findSoon: function (typed, options) {
      options = options || {};
      needed(options).catch(function () {}); // whoever waits for it is told
      return first()
        .then(function () { return readable(typed); })
        .then(function () { return call("find", [typed, options]); });
    },
    near: function (typed) {
      return all()
        .then(function () { return readable(typed); })
        .then(function () { return call("near", [typed]); });
    },
    state: function () {
      all().catch(function () {});
      return first().then(function () { return call("state", []); });
    },
    names: withNames,
    /* `listener` is called whenever more of the library has come. */
    onMore: function (listener) {
      listeners.push(listener);
    },
  };
})();
