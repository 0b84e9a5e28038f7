/* What a page asks of the search: `library.search`. The engine runs in a worker or, where workers
   are refused (a page from disk), in the page; the data are scripts in either case. */
(function () {
  "use strict";

  var library = (window.library = window.library || {});
  var own = document.currentScript.src;
  var root = own.replace(/assets\/search\/client\.js.*$/, "");
  var CODE = "assets/search/";
  var DATA = "data/search/";
  var ENGINE = { folding: "folding.js", texts: "texts.js", engine: "find.js" };
  var kept = {}; // promises of what is needed once: the engine {load, call}, texts, names
  var early = (library.early = library.early || {}); // what has been asked for and not yet read
  var listeners = []; // {come, lost}

  /* The promise that `make` gives, made once; if it fails, the next who asks has it made again. */
  function once(name, make) {
    if (!kept[name]) {
      var made = (kept[name] = make());
      made.catch(function () {
        if (kept[name] === made) delete kept[name];
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

  /* Asks for a file of the site before it is needed. */
  function askEarly(path) {
    if (early[path]) return;
    early[path] = fetch(root + path);
    early[path].catch(function () {}); // said where it is waited for
  }

  /* The text of a file of the site. */
  function fetched(path) {
    askEarly(path);
    var asked = early[path];
    delete early[path];
    return asked
      .then(function (response) {
        if (!response.ok) throw new Error(response.status);
        return response.text();
      })
      .catch(function () { throw new Error("cannot load " + path); });
  }

  /* A worker answers each message with one of the same id. It reads data that the page has fetched;
     what it loads itself it loads one by one, so the page asks for those files first, all at once. */
  function inWorker() {
    if (location.protocol === "file:") return Promise.reject(new Error("no worker from disk"));
    askEarly(DATA + "units-1.js");
    return new Promise(function (resolve, reject) {
      var worker = early.worker || new Worker(root + CODE + "worker.js");
      delete early.worker;
      var waiting = new Map();
      var last = 0;
      var isOpen = false;
      Object.keys(ENGINE).forEach(function (name) { askEarly(CODE + ENGINE[name]); });
      Object.keys(early).forEach(function (path) {
        if (path.indexOf(CODE) === 0) fetched(path).catch(function () {}); // whole, it is in the cache
      });
      worker.onerror = function (event) {
        event.preventDefault();
        worker.terminate();
        reject(new Error("no worker"));
        waiting.forEach(function (one) { one.reject(new Error("the worker has stopped")); });
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
      send({}).then(function () {
        isOpen = true;
        resolve({
          load: function (path) {
            if (path.indexOf(DATA) !== 0) return send({ load: path });
            return fetched(path).then(function (text) { return send({ data: text }); });
          },
          call: function (name, args) { return send({ call: name, with: args }); },
        });
      }, reject);
    });
  }

  function inPage() {
    return Object.keys(ENGINE)
      .reduce(function (before, name) {
        return before.then(function () { return library[name] || loadScript(CODE + ENGINE[name]); });
      }, Promise.resolve())
      .then(function () {
        return {
          load: loadScript,
          call: function (name, args) {
            return Promise.resolve().then(function () { return library.engine[name].apply(null, args); });
          },
        };
      });
  }

  function open() {
    return once("engine", function () { return inWorker().catch(inPage); });
  }

  function call(name, args) {
    return open().then(function (there) { return there.call(name, args); });
  }

  function load(path) {
    return open().then(function (there) { return there.load(path); });
  }

  /* The shards of a kind (`units`, `names`) that are not there yet, up to number `last`: one after
     the other, so that what is asked meanwhile is answered in between. */
  function loadTo(last, kind) {
    return call("progress", []).then(function next(there) {
      if (there[kind] >= Math.min(last, there.expected)) return null;
      var path = DATA + kind + "-" + (there[kind] + 1) + ".js";
      return load(path)
        .then(function () { return call("progress", []); })
        .then(function (now) {
          if (now[kind] === there[kind]) throw new Error("no data in " + path);
          if (kind === "units" && there.units) listeners.forEach(function (one) { one.come(); });
          return next(now);
        });
    });
  }

  function first() {
    return once("first", function () { return loadTo(1, "units"); });
  }

  function all() {
    return once("all", function () {
      var made = first().then(function () { return loadTo(Infinity, "units"); });
      made.catch(function () {
        listeners.forEach(function (one) { one.lost(); });
      });
      return made;
    });
  }

  function withNames() {
    return once("names", function () {
      return all().then(function () { return loadTo(Infinity, "names"); });
    });
  }

  /* All that an answer with these options needs. */
  function needed(options) {
    var filters = options.filters || {};
    var forms = options.aliases === true || (options.aliases || []).length;
    return forms || filters.agency || filters.term ? withNames() : all();
  }

  /* Only a query in characters that no text has needs the table of traditional characters. */
  function readable(typed) {
    return call("hasForeign", [typed]).then(function (isForeign) {
      return isForeign ? once("simplified", function () { return load(DATA + "simplified.js"); }) : null;
    });
  }

  function withNarrowing() {
    return once("narrowing", function () { return load(CODE + "narrow.js"); });
  }

  /* The answer to a query once `texts` are there. */
  function answer(name, typed, options, texts) {
    return texts
      .then(function () { return readable(typed); })
      .then(function () { return call(name, [typed, options]); });
  }

  library.search = {
    root: root,
    /* All hits of everything there is, see find.js; waits until it is all there. */
    find: function (typed, options) {
      options = options || {};
      return answer("find", typed, options, needed(options));
    },
    /* The same from what is there already; `complete` says whether that is all. */
    findSoon: function (typed, options) {
      options = options || {};
      needed(options).catch(function () {}); // whoever waits for all of it is told
      return answer("find", typed, options, first());
    },
    /* How much each filter would leave, and the other forms of the names; see narrow.js. */
    narrow: function (typed, options) {
      return answer("narrow", typed, options || {}, withNames().then(withNarrowing));
    },
    near: function (typed) {
      return answer("near", typed, null, all().then(withNarrowing));
    },
    script: loadScript,
    state: function () {
      return first().then(function () { return call("state", []); });
    },
    /* `come` is called whenever more texts have come, `lost` when some of them cannot be loaded. */
    onMore: function (come, lost) {
      listeners.push({ come: come, lost: lost });
    },
  };
})();
