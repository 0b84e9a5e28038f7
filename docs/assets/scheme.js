/* The reader's choice between 昼 and 夜; without one, the system's. Loaded in the head, not
   deferred, so that a page never shows in the other scheme first. */
(function () {
  "use strict";

  var KEY = "scheme";
  var root = document.documentElement;

  function stored() {
    try {
      return localStorage.getItem(KEY);
    } catch (error) {
      return null; // storage is refused: from disk, or in a private window
    }
  }

  function shown() {
    return root.dataset.scheme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  }

  function mark(buttons) {
    buttons.forEach(function (button) {
      button.setAttribute("aria-pressed", String(button.dataset.scheme === shown()));
    });
  }

  function choose(scheme) {
    root.dataset.scheme = scheme;
    try {
      localStorage.setItem(KEY, scheme);
    } catch (error) {
      return; // then the choice holds for this page
    }
  }

  var choice = stored();
  if (choice === "light" || choice === "dark") {
    root.dataset.scheme = choice;
  }

  document.addEventListener("DOMContentLoaded", function () {
    var group = document.querySelector(".masthead__scheme");
    var buttons = Array.from(group.querySelectorAll("button"));
    mark(buttons);
    buttons.forEach(function (button) {
      button.addEventListener("click", function () {
        choose(button.dataset.scheme);
        mark(buttons);
      });
    });
  });
})();
