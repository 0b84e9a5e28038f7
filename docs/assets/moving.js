/* From clause to clause by key: `j` to the next, `k` to the one before. The address changes with it,
   but no step is left behind in the history. */
(function () {
  "use strict";

  const text = document.querySelector(".document");
  if (!text) return;

  /* `?at=a2-b4` lands as `#a2-b4` does, where a fragment is lost on the way. */
  const asked = new URLSearchParams(location.search);
  if (asked.get("at") && !location.hash) {
    const at = asked.get("at");
    asked.delete("at");
    history.replaceState(history.state, "", location.pathname + (String(asked) && `?${asked}`));
    location.replace(`#${encodeURIComponent(at)}`);
  }

  const ELSEWHERE = "input, textarea, select, [contenteditable], [role='dialog'], dialog";

  /* The addresses of the clauses and blocks that are shown, in order. */
  function stops() {
    return Array.from(text.querySelectorAll(":scope > .unit")).map(unit => unit.querySelector("a.address")).filter(Boolean);
  }

  /* Where the reader is: in the clause that has the focus or is the target, if it is still in sight, or
     else before the first one that is; behind all of them there is none. */
  function here(all) {
    const top = parseFloat(getComputedStyle(document.documentElement).scrollPaddingBlockStart) || 0;
    const boxes = all.map(link => link.closest(".unit").getBoundingClientRect());
    const own = all.findIndex((link, number) => {
      const isSeen = boxes[number].bottom > top + 1 && boxes[number].top < innerHeight;
      return isSeen && (link === document.activeElement || link.closest(".unit").matches(":has(:target)"));
    });
    if (own >= 0) return { at: own, isIn: true };
    const first = boxes.findIndex(box => box.bottom > top + 1);
    return { at: first < 0 ? all.length : first, isIn: false };
  }

  function step(by) {
    const all = stops();
    if (!all.length) return;
    const place = here(all);
    const next = all[Math.min(all.length - 1, Math.max(0, place.isIn ? place.at + by : by > 0 ? place.at : place.at - 1))];
    location.replace(next.href);
    next.focus({ preventScroll: true }); // so that it is told where the reader is, and Enter opens its menu
  }

  document.addEventListener("keydown", event => {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (event.target instanceof Element && event.target.closest(ELSEWHERE)) return;
    if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
  });
})();
