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

  function enable(button) {
    button.disabled = !document.querySelector(`[data-enables="${button.id}"]:checked`);
  }

  document.addEventListener("change", function (event) {
    const button = field(event.target.dataset.enables);
    if (button) enable(button);
  });

  // A button whose last box left with the answer waits again.
  document.addEventListener("htmx:afterRequest", function () {
    document.querySelectorAll("[data-waits]").forEach(enable);
  });
})();
