/* What narrows a search, each with the number of clauses it would leave; and the other forms of a
   name that may be taken in: each leads to another question. `library.filters`. */
(function () {
  "use strict";

  const library = (window.library = window.library || {});
  const { element } = library;
  const MANY = 12; // places after which they are put together by province
  const SHOWN = 8; // names that are shown at first
  const LEVELS = ["nation", "province", "prefecture", "county"];
  const GROUPS = ["place", "level", "year", "kind", "topic", "agency", "term"];
  let called = {}; // what the groups and levels are called: the page says so where they are shown
  const longer = {}; // the groups that the reader has opened wholly

  /* Whoever chooses a place gets what is within it too. Of many places there are the provinces, and
     those that are chosen already: an address may be older than the library is large. */
  function byPlace(plans, counts, chosen) {
    const names = new Map();
    const provinces = {};
    plans.forEach(plan => {
      names.set(plan.adcode, plan.places[plan.places.length - 1] || plan.short);
      provinces[`${plan.adcode.slice(0, 2)}0000`] = plan.places[0];
    });
    if (names.size <= MANY) return counts.map(one => choice(one[0], names.get(one[0])));
    const own = Array.from(names.keys()).filter(code => chosen.indexOf(code) >= 0 && !provinces[code]);
    return Object.keys(provinces).concat(own).sort().map(code => choice(code, provinces[code] || names.get(code)));

    function choice(code, name) {
      const start = code.replace(/(?:00)+$/, "");
      const sum = counts.reduce((before, one) => before + (one[0].indexOf(start) === 0 ? one[1] : 0), 0);
      return [code, sum, name];
    }
  }

  /* `[value, count, word]` of each choice of a group, in the order in which they are shown. */
  function choices(name, counts, plans, chosen) {
    if (name === "place") return byPlace(plans, counts, chosen);
    if (name === "level") {
      return LEVELS.map(level => {
        const found = counts.find(one => one[0] === level);
        return found && [level, found[1], called[level]];
      }).filter(Boolean);
    }
    if (name === "year") {
      return counts.map(one => [String(one[0]), one[1], String(one[0])]).sort().reverse();
    }
    if (name === "kind") {
      const words = new Map(plans.map(plan => plan.kind));
      return counts.map(one => [one[0], one[1], words.get(one[0])]);
    }
    return counts;
  }

  /* The question with a value of a filter chosen, or no more. */
  function choosing(asked, name, value, isChosen) {
    const values = (asked.filters[name] || []).filter(one => one !== value);
    if (isChosen) values.push(value);
    const filters = { ...asked.filters };
    if (values.length) filters[name] = values;
    else delete filters[name];
    return { ...asked, filters };
  }

  /* The question with a form of a name looked for too, or no more; without any for `null`. */
  function takingIn(asked, form, isChosen) {
    const others = asked.also.filter(one => one !== form);
    return { ...asked, also: form === null ? [] : others.concat(isChosen ? [form] : []) };
  }

  function box(name, choice, isChosen, change) {
    const label = element("label", choice[1] ? "" : "none");
    const input = element("input");
    input.type = "checkbox";
    input.name = name;
    input.value = choice[0];
    input.checked = isChosen;
    input.addEventListener("change", () => { change(name, choice[0], input.checked); });
    const units = element("span", "units");
    units.append(element("span", "count", String(choice[1])), " 条");
    const isUnreviewed = choice[0].indexOf("/~") > 0;
    label.append(input, element("span", "word", choice[2]), isUnreviewed ? element("span", "unreviewed", called.unreviewed) : "", units);
    return label;
  }

  function leaves(choice) {
    return choice[1] > 0;
  }

  function fieldset(name, list, chosen, change) {
    const made = element("fieldset");
    made.append(element("legend", "", called[name]));
    const missing = chosen.filter(value => !list.some(one => one[0] === value)).map(value => [value, 0, library.filters.word(value)]);
    const isLong = list.length > SHOWN; // then what leaves nothing stands behind what is shown at first
    const ordered = isLong ? list.filter(leaves).concat(list.filter(one => !leaves(one))) : list;
    ordered.concat(missing).forEach((choice, number) => {
      const isChosen = chosen.indexOf(choice[0]) >= 0;
      const label = box(name, choice, isChosen, change);
      label.hidden = number >= SHOWN && !isChosen && !longer[name];
      made.append(label);
    });
    if (list.length > SHOWN && !longer[name]) {
      const more = element("button", "more", `另 ${list.length - SHOWN} 项`);
      more.type = "button";
      more.addEventListener("click", () => {
        longer[name] = true;
        const first = made.querySelector("label[hidden]");
        made.querySelectorAll("label").forEach(label => { label.hidden = false; });
        more.remove();
        if (first) first.querySelector("input").focus();
      });
      made.append(more);
    }
    return made;
  }

  const words = {};

  library.filters = {
    word (value) { return words[value] || called[value] || value.replace(/^.*\/~/, ""); },
    /* Fills `side`. When the reader chooses, `ask` is called with what makes the next question of the
       one that is asked by then. */
    show(side, counts, plans, chosen, ask) {
      const change = (name, value, isChosen) => { ask(asked => choosing(asked, name, value, isChosen)); };
      called = side.dataset;
      const had = document.activeElement && side.contains(document.activeElement) ? document.activeElement : null;
      const focus = had && had.name ? [had.name, had.value] : null;
      const isOpen = side.firstChild ? side.firstChild.open : matchMedia("(min-width: 900px)").matches;
      const details = element("details", "filters-of-search");
      details.open = isOpen;
      const count = GROUPS.reduce((sum, group) => sum + (chosen[group] || []).length, 0);
      details.append(element("summary", "", count ? `筛选（${count}）` : "筛选"));
      GROUPS.forEach(group => {
        const list = choices(group, counts[group], plans, chosen[group] || []);
        list.forEach(one => { words[one[0]] = one[2]; });
        if (list.length < 2 && !(chosen[group] || []).length) return;
        details.append(fieldset(group, list, chosen[group] || [], change));
      });
      side.replaceChildren(details);
      if (!focus) return;
      const again = Array.from(details.querySelectorAll("input")).find(input => input.name === focus[0] && input.value === focus[1]);
      if (again) again.focus();
    },
    /* Fills `place` with the other forms of the names that are looked for. */
    offer(place, forms, also, ask) {
      const isOver = document.activeElement && place.contains(document.activeElement);
      const value = isOver ? document.activeElement.value : null;
      place.replaceChildren();
      if (!forms.length) return;
      place.append(element("span", "about", "兼查"));
      forms.forEach(form => {
        const made = box("also", [form.form, form.units, form.form], form.taken, (name, text, isChosen) => { ask(asked => takingIn(asked, text, isChosen)); });
        place.append(made);
        if (form.form === value) made.querySelector("input").focus();
      });
      if (!also.length) return;
      const literal = element("button", "", "只查字面");
      literal.type = "button";
      literal.addEventListener("click", () => { ask(asked => takingIn(asked, null)); });
      place.append(literal);
    },
  };
})();
