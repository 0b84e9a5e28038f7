/* The page that is shown for what is not there: what the address asked for is looked up, and offered. */
(function () {
  "use strict";

  const library = (window.library = window.library || {});
  const { root, element } = library;
  const section = document.querySelector(".asked-for");
  const MOST = 6;

  /* What may have been meant, the likeliest first: the last parts of the address as they are, without
     their figures, and the first word of them. */
  function queries() {
    const path = location.href.indexOf(root) === 0 ? location.href.slice(root.length) : location.pathname;
    const parts = path.split(/[?#]/)[0].split("/").map(plain).filter(Boolean).slice(-2).reverse();
    const found = parts.flatMap(part => {
      const words = part.split("-").filter(word => !/^\d+$/.test(word));
      return [part, words.join("-"), words[0] || ""];
    });
    return Array.from(new Set(found)).filter(one => one.length > 1);
  }

  function plain(part) {
    try {
      return decodeURIComponent(part).replace(/(?:index)?\.html?$/, "").trim();
    } catch {
      return "";
    }
  }

  function first(tried) {
    if (!tried.length) return Promise.resolve([]);
    return library.goTo(tried[0], { limit: MOST }).then(found => found.length ? found : first(tried.slice(1)));
  }

  function item(words, href, kind) {
    const link = Object.assign(element("a", "", words), { href });
    return element("li", "", [link, kind ? `　${kind}` : ""]);
  }

  /* A clause of a plan whose address was wrong; if the plan has it not, its page says so. */
  function clause() {
    const at = new URLSearchParams(location.search).get("at");
    return location.hash || (at ? `#${encodeURIComponent(at)}` : "");
  }

  function show(found) {
    const list = section.querySelector("ul");
    found.forEach(one => {
      const isPlan = /^plans\/[^/]+\/$/.test(one.url);
      list.append(item(one.label, library.page(one.url) + (isPlan ? clause() : ""), one.kind));
    });
    const typed = queries()[0];
    if (/[^\x00-\x7f]/.test(typed || "")) {
      list.append(item(`在全文里查找“${typed}”`, library.page(`search/?q=${encodeURIComponent(typed)}`)));
    }
    section.hidden = !list.children.length;
    document.querySelector("[role='status']").textContent = section.hidden
      ? "没有找到可能的去处"
      : `找到 ${list.children.length} 个可能的去处`;
  }

  library.script("assets/search/goto.js")
    .then(() => first(queries()))
    .then(show, () => { show([]); });
})();
