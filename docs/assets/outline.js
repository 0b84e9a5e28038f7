/* The outline follows the reading: the current heading is marked, only its part is open. */
(function () {
  "use strict";

  const outline = document.querySelector(".outline");
  if (!outline) return;

  const entries = Array.from(outline.querySelectorAll("a[href^='#']"))
    .map(link => ({ link, heading: document.getElementById(decodeURIComponent(link.hash.slice(1))) }))
    .filter(entry => entry.heading);
  let current = null;
  let waiting = false;

  function mark(entry) {
    if (entry === current) return;
    if (current) current.link.removeAttribute("aria-current");
    outline.querySelectorAll("li.open").forEach(item => {
      item.classList.remove("open");
    });
    current = entry;
    if (!entry) return;
    entry.link.setAttribute("aria-current", "true");
    for (let item = entry.link.closest("li"); item; item = item.parentElement.closest("li")) {
      item.classList.add("open");
    }
    if (outline.scrollHeight > outline.clientHeight) {
      outline.scrollTop += entry.link.getBoundingClientRect().top - outline.getBoundingClientRect().top - outline.clientHeight / 3;
    }
  }

  function follow() {
    waiting = false;
    const top = (parseFloat(getComputedStyle(document.documentElement).scrollPaddingBlockStart) || 0) + 8;
    let found = null;
    entries.forEach(entry => {
      if (entry.heading.getBoundingClientRect().top <= top) found = entry;
    });
    /* At its end the page can't bring the last headings up: the last one in sight is current. */
    if (innerHeight + scrollY >= document.documentElement.scrollHeight - 2 && scrollY > 0) {
      entries.forEach(entry => {
        if (entry.heading.getBoundingClientRect().top < innerHeight) found = entry;
      });
    }
    mark(found);
  }

  addEventListener(
    "scroll",
    () => {
      if (!waiting) requestAnimationFrame(follow);
      waiting = true;
    },
    { passive: true }
  );
  follow();
})();
