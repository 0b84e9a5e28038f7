/* The bars give way while one reads on, and come back as soon as one goes back. What has the focus is
   never taken away. */
(function () {
  "use strict";

  const MOST = 8; // pixels, as a finger trembles
  const root = document.documentElement;
  let last = scrollY;

  addEventListener(
    "scroll",
    () => {
      const moved = scrollY - last;
      if (Math.abs(moved) < MOST && scrollY > 0) return;
      last = scrollY;
      const isRead = moved > 0 && moved < innerHeight && scrollY > innerHeight / 4; // further is a jump
      root.classList.toggle("bars-away", isRead);
    },
    { passive: true }
  );
  document.addEventListener("focusin", event => {
    if (event.target.closest(".masthead, .toolbar")) root.classList.remove("bars-away");
  });
})();
