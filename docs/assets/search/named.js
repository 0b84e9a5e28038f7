/* What is looked for as a name, on the page of the search: what bears it stands above the results, and
   a name that is nearly it is offered where there are none. `library.named`. */
(function () {
  "use strict";

  const library = (window.library = window.library || {});
  const { element } = library;
  const MOST = 3; // that bear the name; the box of the search has the others
  const NEAR = 3;
  function goTo(typed, limit) {
    return library.script("assets/search/goto.js").then(() => library.goTo(typed, { limit }));
  }

  function item(one) {
    const made = element("li");
    const link = element("a", "", one.label);
    link.href = library.page(one.url);
    made.append(element("span", "kind", one.kind), link);
    if (one.sign) made.append(element("span", "unreviewed", one.sign));
    if (one.by && !one.isNear) made.append(element("span", "about", one.by));
    if (one.about) made.append(element("span", "about", `各写法共 ${one.about}`));
    return made;
  }

  library.named = {
    item,
    /* What bears the name; nothing of what only holds it. */
    whole(typed) {
      return goTo(typed, MOST).then(found => found.filter(one => one.isWhole));
    },
    /* `{query, name}` of the names that are nearly what is typed. */
    near(typed) {
      return goTo(typed, NEAR).then(found => found.filter(one => one.isNear).map(one => ({ query: one.label, name: one })));
    },
    /* Fills `place`, which keeps one line free: results that are there already are not moved. What
       has no room in it is shown when the reader asks. */
    show(place, found) {
      place.replaceChildren();
      if (!found.length) {
        place.append(element("p", "about", "没有叫这个名称的机构、提法、文件或规划"));
        return;
      }
      const list = element("ul");
      list.append(...found.map(item));
      place.append(list);
      place.classList.remove("open");
      const hidden = found.length - Array.from(list.children).filter(one => one.offsetTop < list.offsetTop + list.clientHeight).length;
      if (!hidden) return;
      const more = element("button", "", `另 ${hidden} 个`);
      more.type = "button";
      more.addEventListener("click", () => {
        place.classList.add("open");
        more.remove();
        list.children[found.length - hidden].querySelector("a").focus();
      });
      place.append(more);
    },
  };
})();
