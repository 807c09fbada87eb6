/* Looks every two seconds whether the work that the page shows has gone on, and reads the page again when it has.
   Without this script the page has a link that does the same. */
(function () {
  "use strict";

  const shown = document.querySelector("[data-progress]");
  if (!shown) return;

  async function look() {
    try {
      const answer = await fetch(shown.dataset.progress, { headers: { Accept: "application/json" } });
      // A session that has ended, or a server that refuses: the page stays as it is.
      if (!answer.ok || answer.redirected) return;
      const run = await answer.json();
      if (`${run.changed} ${run.worker}` !== shown.dataset.known) {
        location.reload();
        return;
      }
    } catch (error) {
      // The server restarts: it is asked again.
      if (!(error instanceof TypeError)) throw error;
    }
    setTimeout(look, 2000);
  }

  setTimeout(look, 2000);
})();
