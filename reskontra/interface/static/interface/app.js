// What every page shares: keys, dialogs, menus. All of it works without this file, by links and forms.
(() => {
  "use strict";
  const isTyping = (target) => target.closest("input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable]");

  const named = (event) => (event.ctrlKey || event.metaKey ? "ctrl+" : "") + event.key.toLowerCase();

  // An element says its key by data-key; pressing it clicks, or puts the cursor into a field.
  const press = (key) => {
    const found = [...document.querySelectorAll(`[data-key~="${CSS.escape(key)}"]`)].find((e) => !e.closest("dialog:not([open])"));
    if (!found || found.getAttribute("aria-disabled") === "true") return false;
    if (found.matches("input:not([type=radio]):not([type=checkbox]), textarea, select")) { found.focus(); found.select?.(); } else found.click();
    return true;
  };

  document.addEventListener("keydown", (event) => {
    const key = named(event);
    if (event.altKey || event.defaultPrevented) return;
    if (isTyping(event.target) && !key.startsWith("ctrl+")) {
      if (key === "escape") event.target.blur();
      return;
    }
    const open = document.querySelector("dialog[open]");
    if (key === "?" && !open) { document.getElementById("keys")?.showModal(); event.preventDefault(); return; }
    if (!open || !document.getElementById("keys")?.open) if (press(key)) event.preventDefault();
  });

  // Where a row of links is wider than its place, the one of this page is brought into it.
  for (const here of document.querySelectorAll("nav [aria-current=page]")) {
    const row = here.closest("nav"), [at, room] = [here.getBoundingClientRect(), row.getBoundingClientRect()];
    if (at.right > room.right || at.left < room.left) row.scrollLeft += at.left - room.left - (room.width - at.width) / 2;
  }

  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false;
    const opener = event.target.closest("[data-opens]");
    if (opener) { document.getElementById(opener.dataset.opens)?.showModal(); event.preventDefault(); }
    if (event.target.closest("[data-closes]")) { event.target.closest("dialog")?.close(); event.preventDefault(); }
  });

  // A password is shown while its owner asks for it; before it is sent it is hidden, so that no browser keeps it as text.
  const reveal = (button, shown) => {
    document.getElementById(button.dataset.shows).type = shown ? "text" : "password";
    [button.children[0].hidden, button.children[1].hidden] = [shown, !shown];
  };
  for (const button of document.querySelectorAll("[data-shows]")) {
    button.hidden = false;
    button.addEventListener("click", () => reveal(button, button.children[1].hidden));
    button.form.addEventListener("submit", () => reveal(button, false));
  }

  // A dialog that a part brought in opens by itself.
  const open = (root) => root.querySelectorAll?.("dialog[data-open]").forEach((found) => { if (!found.open) { found.removeAttribute("open"); found.showModal(); } });
  document.addEventListener("htmx:load", (event) => { open(event.target); if (event.target.matches?.("dialog[data-open]")) { event.target.removeAttribute("open"); event.target.showModal(); } });
})();
