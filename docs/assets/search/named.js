/* What is looked for as a name, on the page of the search: what bears it stands above the results, and
   a name that is nearly it is offered where there are none. `library.named`. */
(function () {
  "use strict";

  var library = (window.library = window.library || {});
  var element = library.results.element;
  var MOST = 3; // that bear the name; the box of the search has the others
  var NEAR = 3;
  var loading = null;

  function goTo(typed, limit) {
    loading = loading || (library.goTo ? Promise.resolve() : library.script("assets/search/goto.js"));
    return loading.then(function () { return library.goTo(typed, { limit: limit }); }, function (error) {
      loading = null;
      throw error;
    });
  }

  function item(one) {
    var made = element("li");
    var link = element("a", "", one.label);
    link.href = library.page(one.url);
    made.append(element("span", "kind", one.kind), link);
    if (one.by && !one.isNear) made.append(element("span", "about", one.by));
    if (one.about) made.append(element("span", "about", "各写法共 " + one.about));
    return made;
  }

  library.named = {
    item: item,
    /* What bears the name; nothing of what only holds it. */
    whole: function (typed) {
      return goTo(typed, MOST).then(function (found) {
        return found.filter(function (one) { return one.isWhole; });
      });
    },
    /* `{query, name}` of the names that are nearly what is typed. */
    near: function (typed) {
      return goTo(typed, NEAR).then(function (found) {
        return found.filter(function (one) { return one.isNear; }).map(function (one) {
          return { query: one.label, name: one };
        });
      });
    },
    /* Fills `place`, which keeps one line free: results that are there already are not moved. What
       has no room in it is shown when the reader asks. */
    show: function (place, found) {
      place.replaceChildren();
      if (!found.length) return;
      var list = element("ul");
      list.append.apply(list, found.map(item));
      place.append(list);
      place.classList.remove("open");
      var hidden = found.length - Array.from(list.children).filter(function (one) {
        return one.offsetTop < list.offsetTop + list.clientHeight;
      }).length;
      if (!hidden) return;
      var more = element("button", "", "另 " + hidden + " 个");
      more.type = "button";
      more.addEventListener("click", function () {
        place.classList.add("open");
        more.remove();
        list.children[found.length - hidden].querySelector("a").focus();
      });
      place.append(more);
    },
  };
})();
