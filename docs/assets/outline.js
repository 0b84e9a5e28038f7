/* The outline follows the reading: the current heading is marked, only its part is open. */
(function () {
  "use strict";

  var outline = document.querySelector(".outline");
  if (!outline) return;

  var entries = Array.from(outline.querySelectorAll("a[href^='#']"))
    .map(function (link) {
      return { link: link, heading: document.getElementById(decodeURIComponent(link.hash.slice(1))) };
    })
    .filter(function (entry) {
      return entry.heading;
    });
  var current = null;
  var waiting = false;

  function mark(entry) {
    if (entry === current) return;
    if (current) current.link.removeAttribute("aria-current");
    outline.querySelectorAll("li.open").forEach(function (item) {
      item.classList.remove("open");
    });
    current = entry;
    if (!entry) return;
    entry.link.setAttribute("aria-current", "true");
    for (var item = entry.link.closest("li"); item; item = item.parentElement.closest("li")) {
      item.classList.add("open");
    }
    if (outline.scrollHeight > outline.clientHeight) {
      outline.scrollTop += entry.link.getBoundingClientRect().top - outline.getBoundingClientRect().top - outline.clientHeight / 3;
    }
  }

  function follow() {
    waiting = false;
    var top = (parseFloat(getComputedStyle(document.documentElement).scrollPaddingBlockStart) || 0) + 8;
    var found = null;
    entries.forEach(function (entry) {
      if (entry.heading.getBoundingClientRect().top <= top) found = entry;
    });
    /* At its end the page can't bring the last headings up: the last one in sight is current. */
    if (innerHeight + scrollY >= document.documentElement.scrollHeight - 2 && scrollY > 0) {
      entries.forEach(function (entry) {
        if (entry.heading.getBoundingClientRect().top < innerHeight) found = entry;
      });
    }
    mark(found);
  }

  addEventListener(
    "scroll",
    function () {
      if (!waiting) requestAnimationFrame(follow);
      waiting = true;
    },
    { passive: true }
  );
  follow();
})();
