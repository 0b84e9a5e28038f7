/* The search for other programs: an ES module over the scripts of the site.

   await search(query, {limit, filters, aliases}) -> {total, complete, hits: [{work, clause_id,
   part_id, url, heading, text, ranges, heading_ranges, …}]}; ranges are UTF-16 in `text` and
   `heading`, url is relative to the root of the site. `limit: Infinity` gives every hit.
   await goTo(query, {limit}) -> [{kind, label, url, score}]. */
const library = (window.library = window.library || {});
const loading = {};

function script(name) {
  loading[name] ??= new Promise((resolve, reject) => {
    const element = document.createElement("script");
    element.src = new URL(`search/${name}.js`, import.meta.url);
    element.onload = resolve;
    element.onerror = () => {
      element.remove();
      delete loading[name]; // so that it can be tried again
      reject(new Error(`cannot load ${element.src}`));
    };
    document.head.append(element);
  });
  return loading[name];
}

/* The texts are asked for together with the program that reads them. */
if (!library.search && location.protocol !== "file:") {
  library.early ??= {};
  for (const path of ["data/search/units-1.js", ...["folding", "query", "texts", "find"].map((name) => `assets/search/${name}.js`)]) {
    library.early[path] ??= fetch(new URL(`../${path}`, import.meta.url));
    library.early[path].catch(() => {});
  }
  script("client").catch(() => {});
}

export async function search(query, options = {}) {
  if (!library.search) await script("client");
  return library.search.find(String(query), options);
}

export async function goTo(query, options = {}) {
  if (!library.goTo) await script("goto");
  return library.goTo(String(query), options);
}
