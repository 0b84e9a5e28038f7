/* What narrows a search, each with the number of clauses it would leave; and the other forms of a
   name that may be taken in. `library.filters`. */
(function () {
  "use strict";

  var library = (window.library = window.library || {});
  var element = library.results.element;
  var MANY = 12; // places after which they are put together by province
  var SHOWN = 8; // names that are shown at first
  var LEVELS = ["nation", "province", "prefecture", "county"];
  var GROUPS = ["place", "level", "year", "kind", "agency", "term"];
  var called = {}; // what the groups and levels are called: the page says so where they are shown
  var longer = {}; // the groups that the reader has opened wholly

  /* Whoever chooses a place gets what is within it too. Of many places there are the provinces, and
     those that are chosen already: an address may be older than the library is large. */
  function byPlace(plans, counts, chosen) {
    var names = new Map();
    var provinces = {};
    plans.forEach(function (plan) {
      names.set(plan.adcode, plan.places[plan.places.length - 1] || plan.short);
      provinces[plan.adcode.slice(0, 2) + "0000"] = plan.places[0];
    });
    if (names.size <= MANY) return counts.map(function (one) { return choice(one[0], names.get(one[0])); });
    var own = Array.from(names.keys()).filter(function (code) { return chosen.indexOf(code) >= 0 && !provinces[code]; });
    return Object.keys(provinces).concat(own).sort().map(function (code) {
      return choice(code, provinces[code] || names.get(code));
    });

    function choice(code, name) {
      var start = code.replace(/(?:00)+$/, "");
      var sum = counts.reduce(function (before, one) { return before + (one[0].indexOf(start) === 0 ? one[1] : 0); }, 0);
      return [code, sum, name];
    }
  }

  /* `[value, count, word]` of each choice of a group, in the order in which they are shown. */
  function choices(name, counts, plans, chosen) {
    if (name === "place") return byPlace(plans, counts, chosen);
    if (name === "level") {
      return LEVELS.map(function (level) {
        var found = counts.find(function (one) { return one[0] === level; });
        return found && [level, found[1], called[level]];
      }).filter(Boolean);
    }
    if (name === "year") {
      return counts.map(function (one) { return [String(one[0]), one[1], String(one[0])]; }).sort().reverse();
    }
    if (name === "kind") {
      var words = new Map(plans.map(function (plan) { return plan.kind; }));
      return counts.map(function (one) { return [one[0], one[1], words.get(one[0])]; });
    }
    return counts;
  }

  function box(name, choice, isChosen, change) {
    var label = element("label", choice[1] ? "" : "none");
    var input = element("input");
    input.type = "checkbox";
    input.name = name;
    input.value = choice[0];
    input.checked = isChosen;
    input.addEventListener("change", function () { change(name, choice[0], input.checked); });
    var units = element("span", "units");
    units.append(element("span", "count", String(choice[1])), " 条");
    label.append(input, element("span", "word", choice[2]), units);
    return label;
  }

  function leaves(choice) {
    return choice[1] > 0;
  }

  function fieldset(name, list, chosen, change) {
    var made = element("fieldset");
    made.append(element("legend", "", called[name]));
    var missing = chosen.filter(function (value) {
      return !list.some(function (one) { return one[0] === value; });
    }).map(function (value) { return [value, 0, library.filters.word(value)]; });
    var isLong = list.length > SHOWN; // then what leaves nothing stands behind what is shown at first
    var ordered = isLong ? list.filter(leaves).concat(list.filter(function (one) { return !leaves(one); })) : list;
    ordered.concat(missing).forEach(function (choice, number) {
      var isChosen = chosen.indexOf(choice[0]) >= 0;
      var label = box(name, choice, isChosen, change);
      label.hidden = number >= SHOWN && !isChosen && !longer[name];
      made.append(label);
    });
    if (list.length > SHOWN && !longer[name]) {
      var more = element("button", "more", "另 " + (list.length - SHOWN) + " 项");
      more.type = "button";
      more.addEventListener("click", function () {
        longer[name] = true;
        var first = made.querySelector("label[hidden]");
        made.querySelectorAll("label").forEach(function (label) { label.hidden = false; });
        more.remove();
        if (first) first.querySelector("input").focus();
      });
      made.append(more);
    }
    return made;
  }

  var words = {};

  library.filters = {
    word: function (value) { return words[value] || called[value] || value; },
    /* Fills `side`; `change(name, value, isChosen)` is called when the reader chooses. */
    show: function (side, counts, plans, chosen, change) {
      called = side.dataset;
      var had = document.activeElement && side.contains(document.activeElement) ? document.activeElement : null;
      var focus = had && had.name ? [had.name, had.value] : null;
      var isOpen = side.firstChild ? side.firstChild.open : matchMedia("(min-width: 900px)").matches;
      var details = element("details", "filters-of-search");
      details.open = isOpen;
      var count = GROUPS.reduce(function (sum, group) { return sum + (chosen[group] || []).length; }, 0);
      details.append(element("summary", "", count ? "筛选（" + count + "）" : "筛选"));
      GROUPS.forEach(function (group) {
        var list = choices(group, counts[group], plans, chosen[group] || []);
        list.forEach(function (one) { words[one[0]] = one[2]; });
        if (list.length < 2 && !(chosen[group] || []).length) return;
        details.append(fieldset(group, list, chosen[group] || [], change));
      });
      side.replaceChildren(details);
      if (!focus) return;
      var again = Array.from(details.querySelectorAll("input")).find(function (input) {
        return input.name === focus[0] && input.value === focus[1];
      });
      if (again) again.focus();
    },
    /* Fills `place` with the other forms of the names that are looked for. */
    offer: function (place, forms, also, change) {
      var isOver = document.activeElement && place.contains(document.activeElement);
      var value = isOver ? document.activeElement.value : null;
      place.replaceChildren();
      if (!forms.length) return;
      place.append(element("span", "about", "兼查"));
      forms.forEach(function (form) {
        var made = box("also", [form.form, form.units, form.form], form.taken, function (name, text, isChosen) { change(text, isChosen); });
        place.append(made);
        if (form.form === value) made.querySelector("input").focus();
      });
      if (!also.length) return;
      var literal = element("button", "", "只查字面");
      literal.type = "button";
      literal.addEventListener("click", function () { change(null, false); });
      place.append(literal);
    },
  };
})();
