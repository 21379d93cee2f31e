// Payment registration by key: rows up and down, a field kept while its row is saved. Without this file a button saves.
(() => {
  "use strict";
  const rows = () => [...document.querySelectorAll("table.registration tbody")];
  const here = () => document.activeElement?.closest?.("table.registration tbody");

  // The same field of another row; from elsewhere the first row's tick.
  const step = (by) => {
    const all = rows(), now = here();
    if (!all.length) return false;
    const next = all[now ? all.indexOf(now) + by : 0];
    if (!next) return false;
    const kind = now ? document.activeElement.id.split("-")[0] : "tick";
    const field = next.querySelector(`[id^="${kind}-"]`) || next.querySelector("input");
    field?.focus();
    if (field?.type === "text") field.select();
    next.scrollIntoView({ block: "nearest" });
    return Boolean(field);
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    const field = event.target.closest("input:not([type=checkbox]), textarea, select");
    const isOurs = event.target.closest("table.registration");
    if (field && !isOurs) return;
    let by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!field) by = by || { j: 1, k: -1 }[event.key];
    if (field && event.key === "Enter") {
      event.preventDefault();
      field.dispatchEvent(new Event("change", { bubbles: true }));
      by = event.shiftKey ? -1 : 1;
    }
    if (by && step(by)) event.preventDefault();
  });

  // A field that says the same as before has no change to send: Enter alone must not send it.
  const last = new WeakMap();
  document.addEventListener("focusin", (event) => { if (event.target.matches?.("table.registration input[type=text]")) last.set(event.target, event.target.value); });
  document.addEventListener("change", (event) => {
    const field = event.target;
    if (!field.matches?.("table.registration input[type=text]")) return;
    if (last.get(field) === field.value) event.stopPropagation(); else last.set(field, field.value);
  }, true);

  // An answer puts the row anew: what is being typed in it meanwhile stays, and the cursor with it.
  let typing = null;
  document.addEventListener("htmx:oobBeforeSwap", () => {
    const field = document.activeElement;
    typing = field?.matches?.("table.registration input") ? { id: field.id, value: field.value, isNew: field.type === "text" && last.get(field) !== field.value, at: field.selectionStart } : null;
  });
  document.addEventListener("htmx:oobAfterSwap", () => {
    const field = typing && document.getElementById(typing.id);
    if (!field) return;
    if (document.activeElement !== field) field.focus({ preventScroll: true });
    if (typing.isNew) { field.value = typing.value; field.setSelectionRange(typing.at, typing.at); } else if (field.type === "text") { last.set(field, field.value); field.select(); }
  });

  // After a search the first row is where one goes on; an empty answer leaves the cursor in the search.
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.target.id !== "registration" && event.detail.target?.id !== "registration") return;
    const asked = document.getElementById("find");
    if (!rows().length) { asked?.focus(); asked?.select(); return; }
    rows()[0].querySelector("input")?.focus();
  });
})();
