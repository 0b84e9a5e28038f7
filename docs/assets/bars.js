/* The bars give way while one reads on, and come back as soon as one goes back. What has the focus is
   never taken away. */
(function () {
  "use strict";

  var MOST = 8; // pixels, as a finger trembles
  var root = document.documentElement;
  var last = scrollY;

  addEventListener(
    "scroll",
    function () {
      var moved = scrollY - last;
      if (Math.abs(moved) < MOST && scrollY > 0) return;
      last = scrollY;
      var isRead = moved > 0 && moved < innerHeight && scrollY > innerHeight / 4; // further is a jump
      root.classList.toggle("bars-away", isRead);
    },
    { passive: true }
  );
  document.addEventListener("focusin", function (event) {
    if (event.target.closest(".masthead, .toolbar")) root.classList.remove("bars-away");
  });
})();
