/* The duty sheet goes to paper: a button where the page says what it is. */
(function () {
  "use strict";

  var tools = document.querySelector(".duty-tools");
  if (!tools) return;

  var button = document.createElement("button");
  button.type = "button";
  button.textContent = "打印职责单";
  button.addEventListener("click", function () { print(); });
  tools.append(button);
})();
