// What the foot offers is about what is saved, and each save puts the foot anew: the answer to what was asked of the old
// one finds no place. So a key or a click there waits until all that was typed is saved. Comes after the page's own files.
(() => {
  "use strict";
  let saves = 0, asked = "";
  document.addEventListener("htmx:beforeSend", (event) => {
    if (event.detail.requestConfig.verb !== "post") return;
    saves += 1;
    event.detail.xhr.addEventListener("loadend", () => {
      saves -= 1;
      if (saves || !asked) return;
      const fresh = document.querySelector(`#foot [data-key="${asked}"]`);
      asked = "";
      fresh?.click();
    });
  });
  document.addEventListener("click", (event) => {
    const offered = event.target.closest("#foot [hx-get][data-key]");
    if (!saves || !offered) return;
    asked = offered.dataset.key;
    event.preventDefault();
    event.stopPropagation();
  }, true);
})();
