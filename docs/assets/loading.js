/* Scripts of the site that are loaded when they are needed. `library.root`, `library.load`,
   `library.script`. */
(function () {
  "use strict";

  const library = (window.library = window.library || {});
  const asked = {};
  library.root = document.currentScript.src.replace(/assets\/loading\.js.*$/, "");

  /* Loads a script, by its path from the root of the site; those that are `inOrder` run one after the
     other. */
  library.load = (path, inOrder) => new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = new URL(path, library.root);
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
})();
