// A file is sent with how far it has come, and may be dropped anywhere on the page. Without this file the form sends it.
(() => {
  "use strict";
  const form = document.getElementById("upload");
  if (!form) return;
  const field = form.querySelector("input[type=file]");
  const sending = document.getElementById("sending");

  const send = () => {
    const request = new XMLHttpRequest();
    request.upload.addEventListener("progress", (event) => { if (event.lengthComputable) sending.querySelector("progress").value = (100 * event.loaded) / event.total; });
    request.upload.addEventListener("load", () => sending.querySelector("progress").removeAttribute("value"));
    request.addEventListener("load", () => { const to = request.getResponseHeader("HX-Redirect"); if (to) location.assign(to); else form.submit(); });
    request.addEventListener("error", () => form.submit());
    request.open("POST", form.action || location.href);
    request.setRequestHeader("HX-Request", "true"); // the answer then says where to go on, and is not followed
    sending.hidden = false;
    request.send(new FormData(form));
  };

  form.addEventListener("submit", (event) => { if (field.files.length) { event.preventDefault(); send(); } });
  document.addEventListener("dragover", (event) => { event.preventDefault(); form.classList.add("over"); });
  document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) form.classList.remove("over"); });
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    form.classList.remove("over");
    if (event.dataTransfer.files.length) { field.files = event.dataTransfer.files; send(); }
  });
})();
