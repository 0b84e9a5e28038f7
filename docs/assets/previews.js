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
    return isPlan && id.startsWith("name-") ? null : { key: path[1], id: isPlan ? id : "" };
  }

  /* A page from disk may not fetch: then there is no card. */
  function loadIndex(address) {
    return fetch(address).then(answer => answer.text()).then(html => {
      indexes[address] = new DOMParser().parseFromString(html, "text/html");
    });
  }

  function load(to) {
    const { key } = to;
    loading[key] = loading[key] || (to.isEntry ? loadIndex(key) : library.script(`${key}/preview.js`)).catch(() => {
      loading[key] = null;
    });
    return loading[key];
  }

  /* Text in runs; the editor's readings are marked as in the plan. */
  function text(runs) {
    return runs.map(run => Array.isArray(run) ? element("span", `emended ${run[1]}`, run[0]) : run);
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

  function ofClause(plan, part) {
    return [
      element("p", "kind", `${plan} · ${part[0]}`),
      part[1].length ? element("p", "name", text(part[1])) : "",
      part[2].length ? element("p", "text", text(part[2])) : "",
    ];
  }

  function ofEntry(entry) {
    const kind = entry.parentNode.previousElementSibling.textContent.replace(/ \d+$/, "");
    const about = Array.from(entry.querySelectorAll(".about, .in-others"), one => element("p", "forms", one.textContent));
    return [
      element("p", "kind", `${kind} · ${entry.querySelector(".sign").textContent}`),
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
    const data = library.previews[to.key];
    if (!data) return null;
    if (!to.id) return ofName(data);
    return data.parts[to.id] ? ofClause(data.plan, data.parts[to.id]) : null;
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
