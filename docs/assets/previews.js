/* What a link leads to, before it is followed: of a clause the text, of a name what it is, how else
   it is written and where it stands in each plan. It opens by hover or keyboard focus, stays while
   the pointer is on it, goes by Esc (WCAG 1.4.13) and moves nothing. On touch, and while a page is
   scrolled under the pointer, there is none: the link is just followed. */
(function () {
  "use strict";

  const library = (window.library = window.library || {});
  const { root, element } = library;
  const page = document.querySelector(".md-content__inner");
  const DELAY = 300; // milliseconds before it opens or closes under a moving mouse
  const INTENT = 60; // milliseconds before its data is asked for
  const SQUARES = 12; // one for each mention, up to this many
  const MOST = 120; // characters of a clause
  const PAGE = /^((?:plans|agencies|agency-types|terms|instruments)\/(?!index\.html)[^/#?]+?)(?:\/(?:index\.html)?|\.html)?(?:\?[^#]*)?(#.*)?$/;
  const ENTRY = /^plans\/[^/#?]+\/names(?:\/(?:index\.html)?|\.html)(?:\?[^#]*)?#(name-[^#]+)$/;
  const HANDLES = ".address, .label, .ordinal, .line-number, .toolbar *, .outline *, .hit *, [role='dialog'] *";

  if (!page) return;

  library.previews = {};
  const card = element("div");
  const about = element("div"); // what describes the link; of a dialog only its name would
  about.id = "preview";
  card.append(about);
  let shown = null; // the link whose card is open
  let wanted = null; // the link whose card is to open
  let isStill = false; // whether the page was scrolled and the mouse has not moved since
  let timers = [];
  const loading = {};
  const indexes = {}; // pages of names, by their addresses
  const plans = {}; // what is known of plans, by their addresses

  /* The page and the address that a link leads to, if that can be told beforehand. */
  function goal(link) {
    if (link.href.indexOf(root) !== 0 || link.matches(HANDLES)) return null;
    const isHere = link.pathname === location.pathname;
    // An unreviewed name leads to its entry in the index of its plan, which has all that is known of it.
    const entry = ENTRY.exec(link.href.slice(root.length));
    if (entry) return isHere ? null : { key: link.href.split("#")[0], id: decodeURIComponent(entry[1]), isEntry: true };
    const path = PAGE.exec(link.href.slice(root.length));
    if (!path) return null;
    const id = path[2] ? decodeURIComponent(path[2].slice(1)) : "";
    const isPlan = path[1].indexOf("plans/") === 0;
    if (isPlan ? !id || (isHere && !link.matches(".mention, .of-plan-at-foot a")) : isHere) return null;
    return isPlan && id.startsWith("name-") ? null : { key: path[1], id: isPlan ? id : "", isPlan };
  }

  /* A page from disk may not fetch: then there is no card. */
  function loadIndex(address) {
    return fetch(address).then(answer => answer.text()).then(html => {
      indexes[address] = new DOMParser().parseFromString(html, "text/html");
    });
  }

  function loadPlan(address) {
    return library.textsOf(address.slice("plans/".length)).then(plan => { plans[address] = plan; });
  }

  function load(to) {
    const { key } = to;
    const begin = to.isEntry ? loadIndex : to.isPlan ? loadPlan : address => library.script(`${address}/preview.js`);
    loading[key] = loading[key] || begin(key).catch(() => {
      loading[key] = null;
    });
    return loading[key];
  }

  function row(plan) {
    const link = element("a", "", plan[0]);
    link.href = library.page(plan[2]);
    const head = element("th", "", link);
    head.scope = "row";
    const squares = element("td", "squares", "■".repeat(Math.min(plan[1], SQUARES)) + (plan[1] > SQUARES ? "…" : ""));
    squares.setAttribute("aria-hidden", "true");
    return element("tr", "", [head, squares, element("td", "count", String(plan[1]))]);
  }

  function ofName(data) {
    const more = data.more ? `，另见 ${data.more} 份` : "";
    return [
      element("p", "kind", data.kind),
      Object.assign(element("p", "name", data.name), { id: "preview-name" }),
      data.forms.length ? element("p", "forms", `又作：${data.forms.join("、")}`) : "",
      data.plans.length ? element("table", "", data.plans.map(row)) : "",
      element("p", "total", `共 ${data.total} 处${more}`),
      data.plans.length ? element("p", "keys", "按 ↓ 选一份，看它在那里的第一处") : "",
    ];
  }

  /* Part of a unit as it reads, not more than is shown; what the editor conjectured is marked. */
  function words(unit, at, from, to) {
    const end = Math.min(to, from + MOST);
    const whole = unit.label[at] + unit.heading[at] + unit.separator[at] + unit.body[at];
    const edges = [from];
    (unit.doubtful[at] || []).forEach(edge => edges.push(Math.min(end, Math.max(from, edge))));
    const pieces = [...edges, end].slice(1).map((edge, number) => {
      const piece = whole.slice(edges[number], edge).replace(/\s/g, " ");
      if (number % 2 === 0) return piece;
      return piece && element("span", `emended ${piece === "□" ? "unknown" : "likely"}`, piece);
    });
    return [...pieces, end < to ? "……" : ""].filter(Boolean);
  }

  /* A unit, and where in the whole of its text an address of it begins and ends. */
  function find(units, id) {
    const own = units.id.indexOf(id);
    let found = null;
    units.id.forEach((unit, at) => {
      const parts = units.parts[at];
      if (found || !Array.isArray(parts) || !id.startsWith(unit) || (own === at && units.label[at] + units.heading[at])) return;
      const number = parts.findIndex(part => unit + part[0] === id);
      if (number < 0) return;
      const [end, start] = parts[number];
      const isItem = /y\d+$/.test(end);
      const line = units.body[at].indexOf("\n", start);
      const next = isItem && number + 1 < parts.length ? parts[number + 1][1] : Infinity;
      found = [at, start, Math.min(next, line < 0 ? Infinity : line, units.body[at].length)];
    });
    return found || (own < 0 ? null : [own, 0, units.body[own].length]);
  }

  function ofClause(plan, id) {
    const { units } = plan;
    const found = find(units, id);
    if (!found) return null;
    const [at, start, end] = found;
    const heads = units.label[at].length + units.heading[at].length + units.separator[at].length;
    const table = units.id.indexOf(id.replace(/-r\d+$/, ""));
    const isTable = units.id.some(one => one.startsWith(`${units.id[table]}-r`));
    const caption = isTable ? units.body[table].split("\t", 1)[0] : "";
    const from = isTable && at === table ? Math.min(end, caption.length + 1) : start;
    const below = units.id.map((one, number) => (one.startsWith(`${id}-`) && !one.slice(id.length + 1).includes("-") ? number : -1));
    const heading = isTable ? [caption] : words(units, at, units.label[at].length, units.label[at].length + units.heading[at].length);
    const text = end > 0
      ? words(units, at, heads + from, heads + end)
      : [below.filter(number => number >= 0).map(number => `${units.label[number]} ${units.heading[number]}`.trim()).filter(Boolean).join(" ")];
    const years = Array.from(new Set(plan.years)).join("—");
    return [
      element("p", "kind", `${[...plan.places.slice(-1), years].join(" ")} · ${units.address[at]}`),
      heading.some(Boolean) ? element("p", "name", heading) : "",
      text.some(Boolean) ? element("p", "text", text) : "",
    ];
  }

  function ofEntry(entry) {
    const kind = entry.parentNode.previousElementSibling.textContent.replace(/ \d+$/, "");
    const about = Array.from(entry.querySelectorAll(".about, .in-others"), one => element("p", "forms", one.textContent));
    return [
      element("p", "kind", `${kind} · 未核`),
      element("p", "name", entry.querySelector(".name").textContent),
      ...about,
      element("p", "total", `见于 ${entry.querySelectorAll(".at a").length} 条`),
    ];
  }

  /* What the card says, or nothing if the data knows no such address. */
  function content(to) {
    if (to.isEntry) {
      const entry = indexes[to.key] && indexes[to.key].getElementById(to.id);
      return entry && ofEntry(entry);
    }
    if (to.isPlan) return plans[to.key] ? ofClause(plans[to.key], to.id) : null;
    const data = library.previews[to.key];
    return data ? ofName(data) : null;
  }

  function place(link) {
    page.append(card);
    const boxes = link.getClientRects();
    const box = boxes[boxes.length - 1] || link.getBoundingClientRect();
    library.float(card, box, 6, true);
  }

  function open(link) {
    stop();
    wanted = link;
    const to = goal(link);
    if (!to || shown === link) return;
    load(to).then(() => {
      const filling = wanted === link && content(to);
      if (!filling) return;
      close();
      wanted = shown = link;
      card.className = `preview${document.activeElement === link ? " by-key" : ""}`;
      card.setAttribute("role", to.id ? "tooltip" : "dialog");
      if (to.id) card.removeAttribute("aria-labelledby");
      else card.setAttribute("aria-labelledby", "preview-name");
      about.replaceChildren(...filling.filter(Boolean));
      place(link);
      link.setAttribute("aria-describedby", about.id);
    });
  }

  function close() {
    stop();
    wanted = null;
    if (!shown) return;
    shown.removeAttribute("aria-describedby");
    shown = null;
    card.remove();
  }

  function stop() {
    timers.forEach(clearTimeout);
    timers = [];
  }

  function later(act, delay) {
    timers.push(setTimeout(act, delay));
  }

  function linkAt(event) {
    const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
    return link && !card.contains(link) && goal(link) ? link : null;
  }

  function point(event) {
    const link = linkAt(event);
    if (link && link === shown) return stop();
    if (card.contains(event.target)) return stop();
    if (link) {
      stop();
      later(load.bind(null, goal(link)), INTENT);
      later(open.bind(null, link), DELAY);
    } else if (shown ? document.activeElement !== shown && !card.contains(document.activeElement) : timers.length) {
      stop();
      later(close, DELAY);
    }
  }

  document.addEventListener("pointerover", event => {
    if (event.pointerType === "mouse" && !isStill) point(event);
  });
  document.addEventListener("pointermove", event => {
    if (event.pointerType !== "mouse" || !isStill || !(event.movementX || event.movementY)) return;
    isStill = false;
    point(event);
  });
  addEventListener("scroll", () => {
    isStill = true;
    if (!shown) stop();
  }, { passive: true });

  document.addEventListener("focusin", event => {
    if (card.contains(event.target)) return;
    const link = linkAt(event);
    const isByKey = link && link.matches(":focus-visible");
    if (!isByKey || link !== shown) close(); // at once: what the next link leads to may be long in coming
    if (isByKey) open(link);
  });

  /* From the link into its card and back; Tab goes on from the link. */
  function key(event) {
    const links = Array.from(card.querySelectorAll("a"));
    const at = links.indexOf(document.activeElement);
    const opener = shown;
    if (event.key === "Escape") {
      if (at >= 0) opener.focus();
      close();
    } else if (event.key === "ArrowDown" && links.length && (at >= 0 || document.activeElement === opener)) {
      event.preventDefault();
      links[Math.min(at + 1, links.length - 1)].focus();
    } else if (event.key === "ArrowUp" && at >= 0) {
      event.preventDefault();
      if (at) links[at - 1].focus();
      else opener.focus();
    } else if (event.key === "Tab" && at >= 0) {
      if (event.shiftKey) event.preventDefault();
      opener.focus();
    }
  }

  document.addEventListener("keydown", event => {
    if (shown && !event.ctrlKey && !event.metaKey && !event.altKey) key(event);
  });
  document.addEventListener("pointerdown", event => {
    if (shown && !card.contains(event.target)) close();
  });
})();
