// The search box: Ctrl+K or a click opens it, what is typed finds at once, arrows choose, Enter opens. Without this
// file the field in the bar is a form that leads to the page of what was found.
(() => {
  "use strict";
  const box = () => document.getElementById("search-box");
  const typed = () => document.getElementById("search-typed");
  const links = () => [...document.querySelectorAll("#search-found a")];

  const show = () => {
    const found = box();
    if (!found || found.open) return;
    found.showModal();
    typed().select();
    typed().focus();
    if (!links().length) typed().dispatchEvent(new CustomEvent("open"));
  };

  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k" && !document.querySelector("dialog[open]:not(#search-box)")) {
      event.preventDefault();
      show();
      return;
    }
    if (!box()?.open || event.ctrlKey || event.metaKey || event.altKey) return;
    const all = links();
    const at = all.indexOf(document.activeElement);
    if (event.key === "ArrowDown" && all.length) { all[Math.min(at + 1, all.length - 1)].focus(); event.preventDefault(); }
    else if (event.key === "ArrowUp" && all.length) { (at > 0 ? all[at - 1] : typed()).focus(); event.preventDefault(); }
    else if (event.key === "Home" && at >= 0) { all[0].focus(); event.preventDefault(); }
    else if (event.key === "End" && at >= 0) { all[all.length - 1].focus(); event.preventDefault(); }
    else if (at >= 0 && (event.key.length === 1 || event.key === "Backspace")) typed().focus(); // goes on typing
  }, true);

  // Enter in the field opens the first, once it is of what is typed now; else the page of what is found.
  document.addEventListener("submit", (event) => {
    if (event.target !== typed()?.form) return;
    const first = links()[0];
    if (first && document.getElementById("found")?.dataset.of === typed().value.trim()) { event.preventDefault(); location.assign(first.href); }
  });

  document.addEventListener("focusin", (event) => { if (event.target.id === "search" && event.target.closest(".bar")) { event.target.blur(); show(); } });
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-search]")) { event.preventDefault(); show(); }
    if (event.target === box()) box().close();
  });
})();
