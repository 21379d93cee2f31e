// Moving through the lines of a journal by key. Rows and panes are links: without this file they load as pages.
(() => {
  "use strict";
  const isSmall = () => window.matchMedia("(max-width: 719px)").matches;
  const rowOf = (number) => document.getElementById(`line-${number}`);

  const select = () => {
    const number = document.getElementById("pane")?.dataset.line;
    for (const row of document.querySelectorAll('tr[aria-selected="true"]')) row.removeAttribute("aria-selected");
    const row = number && rowOf(number);
    if (!row) return;
    row.setAttribute("aria-selected", "true");
    row.scrollIntoView({ block: "nearest" });
    // After a refusal the field keeps what was typed, and the cursor; else the row has it, so that letters are keys.
    if (!document.querySelector("#pane #refused")) row.querySelector("a")?.focus({ preventScroll: true });
    const url = new URL(location.href);
    if (document.getElementById("lines")) { url.searchParams.set("line", number); url.searchParams.delete("page"); history.replaceState(history.state, "", url); }
  };

  const step = (which) => {
    const link = document.querySelector(`#pane [data-step="${which}"][href]`);
    if (!link) return false;
    const row = rowOf(link.dataset.number);
    if (row) row.querySelector("a").click();
    else if (document.getElementById("lines")) { const url = new URL(location.href); url.searchParams.set("line", link.dataset.number); url.searchParams.delete("page"); location.assign(url); }
    else location.assign(link.href);
    return true;
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    if (event.target.closest("input:not([type=radio]):not([type=checkbox]), textarea, select")) return;
    const which = { j: "next", ArrowDown: "next", k: "previous", ArrowUp: "previous" }[event.key];
    if (which && step(which)) event.preventDefault();
  });

  // A click anywhere in a row chooses it; on a small screen the line is a page of its own.
  document.addEventListener("click", (event) => {
    const row = event.target.closest(".rows tbody tr");
    if (!row) return;
    const link = row.querySelector("a");
    if (isSmall()) { event.preventDefault(); event.stopPropagation(); location.assign(link.href); return; }
    if (!event.target.closest("a")) link.click();
  }, true);

  // Typing an account chooses the way that needs one.
  document.addEventListener("focusin", (event) => {
    const way = event.target.dataset?.chooses;
    if (way) { const radio = event.target.form.querySelector(`input[name="way"][value="${way}"]`); if (radio) radio.checked = true; }
  });

  let before = "";
  document.addEventListener("htmx:beforeRequest", () => { before = document.getElementById("pane")?.dataset.line; });
  document.addEventListener("htmx:afterSettle", (event) => {
    if (!document.getElementById("pane")) return;
    if (event.detail.target?.id === "pane" || event.target.id === "pane") {
      const asked = document.querySelector("#pane #find");
      if (asked?.value) { asked.focus(); asked.setSelectionRange(asked.value.length, asked.value.length); } else select();
      const number = document.getElementById("pane").dataset.line;
      // The next line is on another page of the list, or one has come back to it: the list is loaded anew.
      const isElsewhere = number && !rowOf(number) && number !== before;
      if ((isElsewhere || document.querySelector("#flash[data-reload]")) && document.getElementById("lines")) { const url = new URL(location.href); url.searchParams.set("line", number); location.assign(url); }
    }
  });
  document.addEventListener("DOMContentLoaded", select);
})();
