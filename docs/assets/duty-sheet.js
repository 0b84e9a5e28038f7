/* The duty sheet goes to paper: a button where the page says what it is. */
(function () {
  "use strict";

  const tools = document.querySelector(".duty-tools");
  if (!tools) return;

  tools.append(window.library.button("打印职责单", () => { print(); }));
})();
