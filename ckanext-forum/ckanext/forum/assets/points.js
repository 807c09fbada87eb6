/* Adds up the points of the criteria that the reader ticks. Nothing is sent, nothing is kept: the boxes have no
   name, stand in no form, and are empty again when the page is. Without this script the list stays readable. */
(function () {
  "use strict";

  const place = document.querySelector("[data-points]");
  if (!place) return;

  const boxes = [...place.querySelectorAll("input[type=checkbox]")];
  const total = place.querySelector("output");
  const french = new Intl.NumberFormat("fr-FR", { maximumFractionDigits: 2 });

  function add() {
    // In hundredths: decimal parts of points must not drift.
    const sum = boxes.reduce((all, box) => all + (box.checked ? Math.round(Number(box.value) * 100) : 0), 0) / 100;
    total.textContent = `${french.format(sum)}\u00a0${Math.abs(sum) < 2 ? "point" : "points"}`;
  }

  function clear() {
    for (const box of boxes) box.checked = false;
    add();
  }

  for (const shown of [...boxes, ...place.querySelectorAll("[data-with]")]) shown.hidden = false;
  for (const other of place.querySelectorAll("[data-without]")) other.hidden = true;
  place.addEventListener("change", add);
  place.querySelector("button").addEventListener("click", clear);
  // A page that comes back from the browser's memory is as empty as a new one.
  window.addEventListener("pageshow", clear);
  clear();
})();
