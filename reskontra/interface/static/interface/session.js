// A session ends when it rests: that is told before, and what was typed is not sent into nothing.
(() => {
  "use strict";
  const dialog = document.getElementById("session");
  if (!dialog) return;
  const warning = Number(dialog.dataset.warning) * 1000;
  let ends = 0, timer = 0;

  const show = (when) => {
    for (const part of dialog.querySelectorAll("[data-when]")) part.hidden = part.dataset.when !== when;
    if (!dialog.open) dialog.showModal();
  };
  const tell = () => { dialog.querySelector("[data-seconds]").textContent = `${Math.max(0, Math.round((ends - Date.now()) / 1000))} s`; };

  // Forms carry the token of the session; after signing in elsewhere it is another.
  const renew = (token) => {
    for (const field of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) field.value = token;
    document.body.setAttribute("hx-headers", JSON.stringify({ "X-CSRFToken": token }));
  };

  const settle = (left) => {
    ends = Date.now() + left * 1000;
    clearTimeout(timer);
    if (left <= 0) { show("ended"); return; }
    if (left * 1000 > warning) {
      if (dialog.open) dialog.close();
      timer = setTimeout(look, left * 1000 - warning + 500);
      return;
    }
    show("warned");
    const tick = () => { tell(); timer = Date.now() < ends ? setTimeout(tick, 1000) : setTimeout(look, 1000); };
    tick();
  };

  const ask = async (method) => {
    const answer = await fetch(dialog.dataset.address, { method, headers: JSON.parse(document.body.getAttribute("hx-headers")) });
    if (!answer.ok) throw new Error(String(answer.status));
    const { left, token } = await answer.json();
    if (token) renew(token);
    settle(left);
    return left;
  };
  // A server that does not answer says nothing of the session.
  const look = () => ask("GET").catch(() => { timer = setTimeout(look, 30000); return 1; });

  dialog.addEventListener("cancel", (event) => event.preventDefault());
  dialog.querySelector("[data-stay]").addEventListener("click", () => ask("POST").catch(look));
  dialog.querySelector("[data-look]").addEventListener("click", look);
  window.addEventListener("focus", () => { if (dialog.open) look(); });
  document.body.addEventListener("htmx:responseError", (event) => { if (event.detail.xhr.status === 401) look(); });

  // Past its end a form is sent only once somebody is signed in again.
  document.addEventListener("submit", async (event) => {
    if (Date.now() < ends || dialog.contains(event.target)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (await look() > 0) event.target.requestSubmit(event.submitter);
  }, true);

  settle(Number(dialog.dataset.left));
})();
