/* The results of a search: clauses under their plans, every match marked. `library.results`. */
(function () {
  "use strict";

  const library = (window.library = window.library || {});
  const { element } = library;
  const WHOLE = 150; // characters of a text that is shown uncut
  const STRETCH = 60; // at most, from the first match shown to the last
  const BESIDE = 36; // characters on either side of it
  const STRETCHES = 2;
  const OPENING = 72; // shown where only the heading matches

  /* text.slice(from, to) with its matches marked, and what in it the editor has conjectured or could
     not read; line ends and tabs are shown as blanks. Gives how many places of that there are. */
  function append(target, text, ranges, from, to, doubtful) {
    let count = 0;
    let at = from;
    ranges.forEach(range => {
      const start = Math.max(range[0], from);
      const end = Math.min(range[1], to);
      if (start >= end) return;
      put(target, at, start);
      const mark = element("mark", "");
      put(mark, start, end);
      target.append(mark);
      at = end;
    });
    put(target, at, to);
    return count;

    function put(holder, start, end) {
      let done = start;
      (doubtful || []).forEach(range => {
        const first = Math.max(range[0], start);
        const last = Math.min(range[1], end);
        if (first >= last) return;
        if (range[0] >= start) count += 1;
        holder.append(plain(text.slice(done, first)), element("span", "emended likely", plain(text.slice(first, last))));
        done = last;
      });
      holder.append(plain(text.slice(done, end)));
    }
  }

  function plain(text) {
    return text.replace(/[\n\t]/g, " ");
  }

  function isLow(text, at) {
    return /[\udc00-\udfff]/.test(text[at] || "");
  }

  /* What is shown of a text: all of it, or the stretch that has the most different matches, and
     a second one if that has others. */
  function windows(text, ranges) {
    if (text.length <= WHOLE) return [[0, text.length]];
    const seen = new Set();
    let chosen = [];
    for (let number = 0; number < STRETCHES; number += 1) {
      const best = stretch(text, ranges, seen);
      if (!best) break;
      chosen.push([Math.max(0, best[0] - BESIDE), Math.min(text.length, best[1] + BESIDE)]);
    }
    if (!chosen.length) chosen.push([0, OPENING]);
    chosen.sort((one, other) => one[0] - other[0]);
    if (chosen.length > 1 && chosen[1][0] <= chosen[0][1]) chosen = [[chosen[0][0], chosen[1][1]]];
    return chosen.map(one => [isLow(text, one[0]) ? one[0] - 1 : one[0], isLow(text, one[1]) ? one[1] + 1 : one[1]]);
  }

  /* Of the stretches that begin with a match the one with the most matches that are not `seen`. */
  function stretch(text, ranges, seen) {
    let best = null;
    let most = 0;
    ranges.forEach((first, number) => {
      const words = new Set();
      let end = first[1];
      let count = 0;
      for (let at = number; at < ranges.length && ranges[at][1] - first[0] <= STRETCH; at += 1) {
        const word = text.slice(ranges[at][0], ranges[at][1]);
        if (!seen.has(word)) words.add(word);
        end = ranges[at][1];
        count += 1;
      }
      const score = words.size ? words.size * 1000 + count : 0;
      if (score > most) {
        most = score;
        best = { from: first[0], to: end, words };
      }
    });
    if (!best) return null;
    best.words.forEach(word => { seen.add(word); });
    return [best.from, best.to];
  }

  /* Its text, and how many places of that are the editor's. */
  function excerpt(hit) {
    const made = element("p", "hit__text");
    let count = 0;
    windows(hit.text, hit.ranges).forEach((window, number) => {
      if (window[0] > 0 && !number) made.append("……");
      count += append(made, hit.text, hit.ranges, window[0], window[1], hit.doubtful);
      if (window[1] < hit.text.length) made.append("……");
    });
    return [made, count];
  }

  /* The address of a hit, with what is to be marked there. */
  function address(hit, asked) {
    const parts = hit.url.split("#");
    let query = "";
    if (parts[0].indexOf("/source/") < 0) {
      query = `?${new URLSearchParams(
        [["q", asked.q]].concat(
          asked.also.map(form => ["also", form]),
          hit.received ? [["view", "received"]] : []
        )
      )}`;
    }
    return library.page(`${parts[0] + query}#${parts[1]}`);
  }

  function heading(hit) {
    const made = element("a", "hit__heading");
    if (!hit.heading) {
      made.textContent = hit.address;
      return made;
    }
    append(made, hit.label, hit.label_ranges, 0, hit.label.length);
    append(made, hit.heading, hit.heading_ranges, 0, hit.heading.length);
    return made;
  }

  function item(hit, asked) {
    const made = element("li", "hit");
    const link = heading(hit);
    link.href = address(hit, asked);
    if (hit.heading) {
      const place = element("span", "hit__address", hit.address);
      made.append(place);
    } else {
      made.classList.add("headless");
    }
    const body = element("div", "hit__body");
    if (hit.above.length) body.append(element("p", "hit__above", hit.above.join(" › ")));
    body.append(link);
    const notes = [];
    if (hit.text) {
      const shown = excerpt(hit);
      body.append(shown[0]);
      if (shown[1]) notes.push(`有圈或红色的 ${shown[1]} 处由校者推定或不可读`);
    }
    if (hit.matches > 1) notes.push(`这一条里 ${hit.matches} 处`);
    if (hit.received) notes.push("见于校改前的原文");
    if (notes.length) body.append(element("p", "hit__notes", notes.join("，")));
    made.append(body);
    return made;
  }

  function years(plan) {
    if (!plan.years.length) return "";
    return plan.years[0] === plan.years[1] ? String(plan.years[0]) : plan.years.join("—");
  }

  /* A plan, and how many of its clauses are found. */
  function group(plan, units) {
    const made = element("section", "found-plan");
    made.dataset.work = plan.work;
    const head = element("h2");
    const link = element("a", plan.title[0] === "［" ? "value-supplied" : "", plan.title);
    link.href = library.page(`plans/${plan.work}/`);
    head.append(link);
    const about = [plan.places.join(""), years(plan), `${units} 条`].filter(Boolean).join(" · ");
    made.append(head, element("p", "found-plan__about", about), element("ol", "hits"));
    return made;
  }

  library.results = {
    group,
    item,
    years,
  };
})();
