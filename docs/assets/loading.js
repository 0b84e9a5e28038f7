/* Scripts of the site that are loaded when they are needed. `library.root`, the address of the site;
   `library.assets`, the folder of its scripts from there, named by what is in them; `library.load`,
   `library.script`, `library.scripts`, `library.dataFolder`, `library.loadData`; those of one plan,
   `library.textsOf`, `library.besideOf`. */
(function () {
  "use strict";

  const library = (window.library = window.library || {});
  const DATA = "data/compare/";
  const asked = {};
  let isBegun = false;
  const own = /^(.*\/)(assets\/(?:[^/]+\/)?)loading\.js/.exec(document.currentScript.src);
  library.root = own[1];
  library.assets = own[2];

  /* Loads a script, by its path from the root of the site, `assets/` for the folder of scripts; those
     that are `inOrder` run one after the other. */
  library.load = (path, inOrder) => new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = new URL(path.startsWith(library.assets) ? path : path.replace(/^assets\//, library.assets), library.root);
    script.async = !inOrder;
    script.onload = resolve;
    script.onerror = () => {
      script.remove();
      reject(new Error(`cannot load ${path}`));
    };
    document.head.append(script);
  });

  /* The same, once; one that fails can be asked for again. */
  library.script = (path, inOrder) => {
    asked[path] = asked[path] || library.load(path, inOrder).catch(error => {
      delete asked[path];
      throw error;
    });
    return asked[path];
  };

  /* Several, one after the other. */
  library.scripts = paths => Promise.all(paths.map(path => library.script(path, true)));

  /* Promises of the texts of a plan (converters/search/scripts.py), which a search may be reading, too,
     and of what is told of them (converters/exports/comparison_scripts.py). */
  const texts = {};
  const beside = {};
  library.addTexts = (work, sign, ...packed) => {
    texts[work] = [sign, packed];
    if (library.units && library.units.addTexts) library.units.addTexts(work, sign, ...packed);
  };
  library.addBeside = (work, ...packed) => { beside[work] = packed; };
  library.besideOf = work => library.script(`${DATA + work}.js`).then(() => unpacked(beside[work]));
  library.textsOf = work => library.script(`plans/${work}/texts.js`)
    .then(() => unpacked(texts[work][1]))
    .then(plan => Object.assign(plan, { sign: texts[work][0] }));

  function unpacked([alphabet, data]) {
    return library.script("assets/search/alphabet.js")
      .then(() => JSON.parse(library.plain(JSON.stringify(data), alphabet)));
  }

  /* A promise of the folder of the data of the search; `anew`, past what a browser has kept of it. */
  library.dataFolder = anew => {
    if (library.edition && !anew) return Promise.resolve(library.edition);
    return library.load(`data/search/edition.js${anew ? `?${Date.now()}` : ""}`).then(() => library.edition);
  };

  /* Loads a file of the data of the search by `load`. Where they are, a browser may have kept from
     before they were published anew; once one of them is there, others must be of the same day. */
  library.loadData = (name, load) => library.dataFolder(false)
    .then(first => load(first + name).catch(error => {
      if (isBegun) throw error;
      return library.dataFolder(true).then(now => {
        if (now === first) throw error;
        return load(now + name);
      });
    }))
    .then(value => {
      isBegun = true;
      return value;
    });
})();
