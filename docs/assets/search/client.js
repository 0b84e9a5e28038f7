/* What a page asks of the search: `library.search`. The engine runs in a worker or, where workers
   are refused (a page from disk), in the page; the data are scripts in either case. Of a large library,
   which has an index, what a question needs is loaded once the engine has told what that is. */
(function () {
  "use strict";

  const library = (window.library = window.library || {});
  const { root } = library;
  const CODE = `${library.assets}search/`;
  const ENGINE = { plain: "alphabet.js", folding: "folding.js", texts: "texts.js", engine: "find.js" };
  let kept = {}; // promises of what is needed once: the engine {load, call}, texts, names
  const early = (library.early = library.early || {}); // what has been asked for and not yet read
  const listeners = []; // {come, lost}

  /* The promise that `make` gives, made once; if it fails, the next who asks has it made again. */
  function once(name, make) {
    if (!kept[name]) {
      const made = (kept[name] = make());
      made.catch(() => {
        if (kept[name] === made) delete kept[name];
      });
    }
    return kept[name];
  }

  /* Asks for a file of the site before it is needed. */
  function askEarly(path) {
    if (early[path]) return;
    early[path] = fetch(root + path);
    early[path].catch(() => {}); // said where it is waited for
  }

  /* The text of a file of the site. */
  function fetched(path) {
    askEarly(path);
    const asked = early[path];
    delete early[path];
    return asked
      .then(response => {
        if (!response.ok) throw new Error(response.status);
        return response.text();
      })
      .catch(() => { throw new Error(`cannot load ${path}`); });
  }

  /* A worker answers each message with one of the same id. It reads data that the page has fetched;
     what it loads itself it loads one by one, so the page asks for those files first, all at once. */
  function inWorker() {
    if (location.protocol === "file:") return Promise.reject(new Error("no worker from disk"));
    library.dataFolder(false).then(folder => { askEarly(folder + (library.isIndexed ? "index.js" : "units-1.js")); }, () => {});
    return new Promise((resolve, reject) => {
      const worker = early.worker || new Worker(`${root + CODE}worker.js`);
      delete early.worker;
      const waiting = new Map();
      let last = 0;
      let isOpen = false;
      Object.keys(ENGINE).forEach(name => { askEarly(CODE + ENGINE[name]); });
      Object.keys(early).forEach(path => {
        if (path.indexOf(CODE) === 0) fetched(path).catch(() => {}); // whole, it is in the cache
      });
      worker.onerror = function (event) {
        event.preventDefault();
        worker.terminate();
        reject(new Error("no worker"));
        waiting.forEach(one => { one.reject(new Error("the worker has stopped")); });
        if (isOpen) kept = {}; // what it had loaded is gone with it
      };
      worker.onmessage = function (event) {
        const one = waiting.get(event.data.id);
        waiting.delete(event.data.id);
        if ("error" in event.data) one.reject(new Error(event.data.error));
        else one.resolve(event.data.value);
      };
      function send(message) {
        return new Promise((resolve, reject) => {
          last += 1;
          waiting.set(last, { resolve, reject });
          worker.postMessage({id: last, ...message});
        });
      }
      send({}).then(() => {
        isOpen = true;
        resolve({
          load(path) {
            if (path.indexOf(CODE) === 0) return send({ load: path });
            return fetched(path).then(text => send({ data: text }));
          },
          call (name, args) { return send({ call: name, with: args }); },
        });
      }, reject);
    });
  }

  function inPage() {
    return Object.keys(ENGINE)
      .reduce((before, name) => before.then(() => library[name] || library.script(CODE + ENGINE[name])), Promise.resolve())
      .then(() => ({
          load: library.load,
          call(name, args) {
            return Promise.resolve().then(() => library.engine[name](...args));
          },
        }));
  }

  function open() {
    return once("engine", () => inWorker().catch(inPage));
  }

  function call(name, args) {
    return open().then(there => there.call(name, args));
  }

  function load(path) {
    return open().then(there => there.load(path));
  }

  /* The shards of a kind (`units`, `names`) that are not there yet, up to number `last`: one after
     the other, so that what is asked meanwhile is answered in between. */
  function loadTo(last, kind) {
    return call("progress", []).then(function next(there) {
      if (there[kind] >= Math.min(last, there.expected)) return null;
      const name = `${kind}-${there[kind] + 1}.js`;
      return library.loadData(name, load)
        .then(() => call("progress", []))
        .then(now => {
          if (now[kind] === there[kind]) throw new Error(`no data in ${name}`);
          if (kind === "units" && there.units) listeners.forEach(one => { one.come(); });
          return next(now);
        });
    });
  }

  /* The index, and what reads it. */
  function loadIndex() {
    return once("postings", () => load(`${CODE}ordered.js`).then(() => load(`${CODE}postings.js`)))
      .then(() => library.loadData("index.js", load))
      .then(() => call("progress", []))
      .then(there => {
        if (!there.units) throw new Error("no data in index.js");
      });
  }

  function first() {
    return once("first", () => open().then(() => library.dataFolder(false)).then(begin));
  }

  /* The first of the data may be newer than they were said to be, and be indexed by now. */
  function begin() {
    if (library.isIndexed) return loadIndex();
    return loadTo(1, "units")
      .catch(error => { if (!library.isIndexed) throw error; })
      .then(() => library.isIndexed ? loadIndex() : null);
  }

  function all() {
    return once("all", () => {
      const made = first().then(() => library.isIndexed ? null : loadTo(Infinity, "units"));
      made.catch(() => {
        listeners.forEach(one => { one.lost(); });
      });
      return made;
    });
  }

  function withNames() {
    return once("names", () => all().then(() => library.isIndexed ? null : loadTo(Infinity, "names")));
  }

  /* All that an answer with these options needs. */
  function needed(options) {
    const filters = options.filters || {};
    const forms = options.aliases === true || (options.aliases || []).length;
    return forms || filters.agency || filters.term || filters.topic ? withNames() : all();
  }

  /* Only a query in characters that no text has needs the table of traditional characters. */
  function readable(typed) {
    return call("hasForeign", [typed]).then(isForeign => isForeign ? once("simplified", () => library.loadData("simplified.js", load)) : null);
  }

  function withNarrowing() {
    return once("narrowing", () => load(`${CODE}narrow.js`));
  }

  /* The answer of the engine; of an index, once it has all that it needs for it. */
  function ask(name, args, tried) {
    if (!library.isIndexed) return call(name, args);
    return call("ask", [name, args]).then(answer => {
      if (!answer.missing) return answer.value;
      if (answer.missing.every(file => tried.indexOf(file) >= 0)) {
        answer.missing.forEach(file => { delete kept[file]; });
        throw new Error(`no data in ${answer.missing[0]}`);
      }
      return Promise.all(answer.missing.map(file => once(file, () => file.startsWith("plans/") ? load(file) : library.loadData(file, load))))
        .then(() => ask(name, args, answer.missing));
    });
  }

  /* The answer to a query once `texts` are there. */
  function answer(name, typed, options, texts) {
    return texts
      .then(() => readable(typed))
      .then(() => ask(name, [typed, options], []));
  }

  library.search = {
    root,
    /* All hits of everything there is, see find.js; waits until it is all there. */
    find(typed, options) {
      options = options || {};
      return answer("find", typed, options, needed(options));
    },
    /* The same from what is there already; `complete` says whether that is all. */
    findSoon(typed, options) {
      options = options || {};
      needed(options).catch(() => {}); // whoever waits for all of it is told
      return answer("find", typed, options, first());
    },
    /* How much each filter would leave, and the other forms of the names; see narrow.js. */
    narrow(typed, options) {
      return answer("narrow", typed, options || {}, withNames().then(withNarrowing));
    },
    near(typed) {
      return answer("near", typed, null, all().then(withNarrowing));
    },
    script: library.script,
    state() {
      return first().then(() => call("state", []));
    },
    /* `come` is called whenever more texts have come, `lost` when some of them cannot be loaded. */
    onMore(come, lost) {
      listeners.push({ come, lost });
    },
  };
})();
