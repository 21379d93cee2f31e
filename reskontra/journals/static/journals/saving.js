// Rows and forms that are saved as they are changed: one save at a time. An answer puts fresh elements in the place of
// those that were sent; a request waiting at one of these is never sent, and the answer to one under way finds no place.
// So what is changed during a save is kept, put into the fresh fields, and sent then. Comes after the page's own file.
(() => {
  "use strict";
  const SAVED = '[hx-post][hx-trigger^="change"]';
  const kept = new Map(); // id of a field → what it says, and where that is sent
  let saves = 0;
  const sent = (field) => field?.closest?.(SAVED);
  const address = (field) => sent(field)?.getAttribute("hx-post");

  document.addEventListener("change", (event) => {
    const field = event.target;
    if (!saves || !sent(field)) return;
    kept.set(field.id, { value: field.value, checked: field.checked, address: address(field) });
    event.stopPropagation();
  }, true);
  document.addEventListener("submit", (event) => {
    if (saves && sent(event.target)) { event.preventDefault(); event.stopPropagation(); }
  }, true);

  document.addEventListener("htmx:beforeSend", (event) => {
    if (event.detail.requestConfig.verb !== "post") return;
    saves += 1;
    event.detail.xhr.addEventListener("loadend", () => { saves -= 1; if (!saves) goOn(); });
  });

  // The fields of one row or form are sent together; those of others wait for its answer.
  const goOn = () => {
    const fields = [];
    for (const [id, { value, checked, address: where }] of kept) {
      const field = document.getElementById(id);
      if (!field || field.disabled || address(field) !== where) { kept.delete(id); continue; }
      if (field.type === "checkbox") field.checked = checked; else field.value = value;
      fields.push(field);
    }
    const first = sent(fields[0]);
    if (!first) return;
    for (const field of fields) if (sent(field) === first) kept.delete(field.id);
    first.dispatchEvent(new Event("change", { bubbles: true }));
  };

  // A new row became a line: what was changed in it is the line's.
  document.addEventListener("row-added", (event) => {
    for (const [id, one] of [...kept]) {
      if (!id.endsWith("-new")) continue;
      const field = document.getElementById(`${id.slice(0, -3)}${event.detail}`);
      kept.delete(id);
      if (field) kept.set(field.id, { ...one, address: address(field) });
    }
  });
})();
