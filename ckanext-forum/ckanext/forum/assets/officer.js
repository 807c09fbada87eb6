/* What CKAN's officer pages do in script attributes, which our content policy refuses: buttons that tick, empty,
   open or focus a field, and a button that waits for a ticked box. Attributes name the fields; no markup is made. */
(function () {
  "use strict";

  function field(name) {
    return name ? document.getElementById(name) : null;
  }

  document.addEventListener("click", function (event) {
    const button = event.target.closest("[data-check]");
    if (!button) return;
    const ticked = field(button.dataset.check);
    const emptied = field(button.dataset.empty);
    if (ticked) ticked.checked = true;
    if (emptied) emptied.value = "";
    field(button.dataset.click)?.click();
    field(button.dataset.focus)?.focus();
  });

  function enable(name) {
    const button = field(name);
    if (button) button.disabled = !document.querySelector(`[data-enables="${name}"]:checked`);
  }

  document.addEventListener("change", function (event) {
    if (event.target.dataset.enables) enable(event.target.dataset.enables);
  });

  document.addEventListener("htmx:afterSettle", function () {
    new Set([...document.querySelectorAll("[data-enables]")].map((box) => box.dataset.enables)).forEach(enable);
  });
})();
