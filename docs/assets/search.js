/* The search for other programs: an ES module over the scripts of the site.

   await search(query, {limit, filters, aliases}) -> {total, complete, hits: [{work, clause_id,
   part_id, url, heading, text, ranges, heading_ranges, …}]}; ranges are UTF-16 in `text` and
   `heading`, url is relative to the root of the site. `limit: Infinity` gives every hit.
   await goTo(query, {limit}) -> [{kind, label, url, score}]. */
const library = (window.library = window.library || {});
const [, root, assets] = /^(.*\/)(assets\/(?:[^/]+\/)?)search\.js/.exec(import.meta.url);
const loading = {};

/* A script of the site; those asked for first run first. */
function one(path) {
  loading[path] ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = new URL(path, root);
    script.async = false;
    script.onload = resolve;
    script.onerror = () => {
      script.remove();
      delete loading[path]; // so that it can be tried again
      reject(new Error(`cannot load ${script.src}`));
    };
    document.head.append(script);
  });
  return loading[path];
}

function script(name) {
  return Promise.all([library.script || one(`${assets}loading.js`), one(`${assets}search/${name}.js`)]);
}

/* All that the first search needs is asked for at once, together with the program that reads it. */
function begin() {
  script("client").catch(() => {});
  const engine = ["folding", "texts", "find"].map(name => `${assets}search/${name}.js`);
  const early = (library.early ??= {});
  try {
    early.worker = new Worker(`${root + assets}search/worker.js`);
    early.worker.onerror = () => delete early.worker;
  } catch {
    return; // workers are refused: client.js loads what it needs
  }
  for (const path of engine) {
    early[path] ??= fetch(new URL(path, root));
    early[path].catch(() => {}); // said where it is waited for
  }
}

if (!library.search && location.protocol !== "file:") begin();

export async function search(query, options = {}) {
  if (!library.search) await script("client");
  return library.search.find(String(query), options);
}

export async function goTo(query, options = {}) {
  if (!library.goTo) await script("goto");
  return library.goTo(String(query), options);
}
