// Two panes by key: rows up and down, sides by left and right, what is marked summed up. All of it works without this file.
(() => {
  "use strict";
  const form = document.getElementById("panes");
  if (!form) return;
  const sides = ["statement-lines", "bank-entries"];
  const marks = (side) => [...document.querySelectorAll(`#${side} tbody input[type=checkbox]`)];
  const side = () => sides.find((one) => document.activeElement?.closest?.(`#${one}`));
  const put = (mark) => { mark?.focus({ preventScroll: true }); mark?.closest("tr").scrollIntoView({ block: "nearest" }); return Boolean(mark); };

  const waits = (mark) => !mark.closest("tr").matches(".matched, .elsewhere");

  const step = (by) => {
    const here = side() || sides[0], all = marks(here), at = all.indexOf(document.activeElement);
    return put(at < 0 ? all[0] : all[at + by]);
  };
  // To the other side, at the marked row there or else at the first that waits.
  const cross = (to) => {
    const all = marks(to);
    return put(all.find((one) => one.checked) || all.find(waits) || all[0]);
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    if (event.target.closest("input:not([type=checkbox]), textarea, select")) return;
    const by = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key];
    const to = { ArrowLeft: sides[0], ArrowRight: sides[1] }[event.key];
    if ((by && step(by)) || (to && cross(to))) event.preventDefault();
    const details = event.key === "d" && document.activeElement?.closest?.("tr")?.querySelector("a.details");
    if (details) { details.click(); event.preventDefault(); }
    if (event.key === "Enter" && event.target.matches("#panes input[type=checkbox]")) { event.target.click(); event.preventDefault(); }
  });

  const told = form.querySelector("[data-words]"), still = told?.textContent;
  const digits = Number(form.dataset.digits);
  const written = new Intl.NumberFormat(document.documentElement.lang === "sv" ? "sv-SE" : "en-GB", { minimumFractionDigits: digits, maximumFractionDigits: digits });
  const money = (minor) => written.format(minor / 10 ** digits).replace("-", "\u2212");
  const sum = (some) => some.reduce((total, one) => total + Number(one.dataset.minor), 0);
  // Of the row one stands at: what it was matched by.
  const why = () => document.activeElement?.closest?.("tr")?.querySelector(".why")?.textContent;
  const tell = () => {
    if (!told) return;
    const [lines, entries] = sides.map((one) => marks(one).filter((mark) => mark.checked));
    if (!lines.length && !entries.length) { told.textContent = why() || still; return; }
    const found = { lines: lines.length, entries: entries.length, line_sum: money(sum(lines)), entry_sum: money(sum(entries)), difference: money(sum(lines) - sum(entries)) };
    told.textContent = told.dataset.words.replace(/\{(\w+)\}/g, (_all, key) => found[key]);
  };
  form.addEventListener("change", tell);
  form.addEventListener("focusin", tell);
  tell();

  // Nothing is marked: what one stands at is meant.
  form.addEventListener("submit", () => {
    const at = document.activeElement;
    if (!form.querySelector("tbody input:checked") && at?.matches?.("#panes tbody input[type=checkbox]")) at.checked = true;
  });

  // After an answer one goes on at the first line that waits.
  if (!location.hash && !form.closest("body").querySelector("[aria-invalid]")) {
    const first = marks(sides[0]).find(waits);
    put(first);
  } else if (location.hash === "#typed-day") document.getElementById("typed-day")?.focus();
})();
