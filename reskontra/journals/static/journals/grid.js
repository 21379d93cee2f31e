// The grid by key: fields and rows, the field above copied, choices for an account, the pane following the row.
// Without this file a button keeps all rows, and a link opens a line's entries.
(() => {
  "use strict";
  const grid = () => document.querySelector("table.grid");
  const FIELD = "table.grid input, table.grid select";
  const rows = () => [...document.querySelectorAll("table.grid tbody[data-row]")];
  const fieldsIn = (row) => [...row.querySelectorAll("input:not([disabled]), select:not([disabled])")].filter((field) => field.offsetParent);
  const name = (field) => field.id.split("-")[0];
  const put = (field) => { if (!field) return; field.focus(); if (field.type === "text") field.select(); field.scrollIntoView({ block: "nearest", inline: "nearest" }); };
  const last = new WeakMap();

  const beside = (field, by) => {
    const all = rows(), at = all.indexOf(field.closest("tbody"));
    const row = all[at + by];
    return row && row.querySelector(`[id^="${name(field)}-"]`);
  };
  const following = (field, by) => {
    const all = rows().flatMap(fieldsIn);
    return all[all.indexOf(field) + by];
  };
  const send = (field) => { if (field.type === "text" && last.get(field) !== field.value) field.dispatchEvent(new Event("change", { bubbles: true })); };

  document.addEventListener("keydown", (event) => {
    if (document.querySelector("dialog[open]") || event.altKey) return;
    const field = event.target.closest(FIELD);
    if (!field) {
      const start = { ArrowDown: 0, ArrowUp: -1, j: 0 }[event.key];
      if (start === undefined || event.ctrlKey || event.metaKey || event.target.closest("input, select, textarea")) return;
      const row = rows().at(start);
      if (row) { put(row.querySelector("input")); event.preventDefault(); }
      return;
    }
    if (event.ctrlKey || event.metaKey) {
      const row = field.closest("tbody");
      if (event.key === "Delete") { row.querySelector("[data-delete]")?.click(); event.preventDefault(); }
      if (event.key.toLowerCase() === "e") { wantsEntries = row.dataset.row; send(field); row.querySelector("[data-pane]")?.click(); event.preventDefault(); }
      return;
    }
    if (event.key === "F8") {
      const above = beside(field, -1);
      if (above) { if (field.type === "checkbox") field.checked = above.checked; else field.value = above.value; field.dispatchEvent(new Event("change", { bubbles: true })); put(following(field, 1)); }
      event.preventDefault();
    } else if (event.key === "Enter") {
      send(field);
      put(following(field, event.shiftKey ? -1 : 1));
      event.preventDefault();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && field.tagName !== "SELECT") {
      if (field.list && field.list.options.length && last.get(field) !== field.value) return;
      const to = beside(field, event.key === "ArrowDown" ? 1 : -1);
      if (to) { send(field); put(to); event.preventDefault(); }
    }
  });

  // What a field said when one came to it; Enter must not send twice what it sent already.
  document.addEventListener("focusin", (event) => {
    const field = event.target.closest?.(FIELD);
    if (!field) return;
    last.set(field, field.value);
    follow(field.closest("tbody"));
  });
  document.addEventListener("change", (event) => {
    const field = event.target.closest?.(FIELD);
    if (!field || field.type !== "text") return;
    if (last.get(field) === field.value) event.stopImmediatePropagation(); else last.set(field, field.value);
  }, true);

  // The pane follows the row that one is in.
  let waiting = 0, wantsEntries = ""; // the row whose entries are asked for
  const follow = (row) => {
    const number = row?.dataset.row;
    if (!number || number === "new" || document.getElementById("pane")?.dataset.line === number) return;
    clearTimeout(waiting);
    waiting = setTimeout(() => { if (document.activeElement?.closest("tbody") === row) row.querySelector("[data-pane]")?.click(); }, 250);
  };

  // Choices for the account that is being typed.
  let asked = 0;
  document.addEventListener("input", (event) => {
    const field = event.target;
    if (!field.matches?.('table.grid input[id^="account-"]')) return;
    clearTimeout(asked);
    asked = setTimeout(() => {
      const kind = field.closest("tbody").querySelector('[id^="kind-"]').value;
      const url = `${grid().dataset.accounts}?${new URLSearchParams({ kind, text: field.value })}`;
      htmx.ajax("GET", url, { source: "#choices", target: "#choices", swap: "outerHTML" }); // of its own, so that no save waits for it
    }, 150);
  });

  // An answer puts a row anew: what is being typed meanwhile stays, and the cursor with it.
  let typing = null;
  document.addEventListener("htmx:beforeOnLoad", () => {
    const field = document.activeElement?.closest?.(`${FIELD}, #pane input`);
    typing = field ? { id: field.id, value: field.value, isNew: field.type === "text" && last.has(field) && last.get(field) !== field.value } : null;
  });
  document.addEventListener("htmx:afterOnLoad", (event) => {
    const fresh = document.getElementById("row-new");
    if (fresh && !document.getElementById("spare")) {
      const spare = document.createElement("tbody");
      spare.id = "spare";
      fresh.before(spare);
      // The row that was typed in is a line now: the cursor goes on in it, unless it went on to another row.
      const added = spare.previousElementSibling?.dataset.row;
      if (typing?.id.endsWith("-new") && added) typing.id = `${typing.id.slice(0, -4)}-${added}`;
      if (wantsEntries === "new") wantsEntries = added;
      document.dispatchEvent(new CustomEvent("row-added", { detail: added }));
    }
    const field = typing && document.getElementById(typing.id);
    if (field) {
      if (document.activeElement !== field) field.focus({ preventScroll: true });
      if (typing.isNew) field.value = typing.value;
      else if (field.type === "text") { last.set(field, field.value); field.select(); }
    }
    typing = null;
    const entry = wantsEntries && document.querySelector(`#pane[data-line="${wantsEntries}"] input[type=checkbox]:not([disabled])`);
    if (entry) { wantsEntries = ""; entry.focus(); }
    follow(document.activeElement?.closest?.("table.grid tbody"));
    if (event.detail.requestConfig.verb === "post") document.body.dispatchEvent(new Event("typed-saved"));
  });

  // In the pane arrows go through the entries; Escape goes back to the line.
  document.addEventListener("keydown", (event) => {
    const field = event.target.closest("#pane .entries input");
    if (!field || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      const all = [...document.querySelectorAll("#pane .entries tbody tr")].map((row) => row.querySelector(`input[id^="${field.id.split("-")[0]}-"]:not([disabled])`)).filter(Boolean);
      put(all[all.indexOf(field) + step]);
      event.preventDefault();
    }
    if (event.key === "Escape") { put(document.querySelector(`#row-${document.getElementById("pane").dataset.line} input[id^="amount-"]`)); event.preventDefault(); event.stopPropagation(); }
  }, true);
})();
