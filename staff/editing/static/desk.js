// Says level and faults while somebody types; asks before what cannot be undone quietly.
"use strict";

for (const button of document.querySelectorAll("[data-sure]")) {
  button.addEventListener("click", (event) => {
    if (!window.confirm(button.dataset.sure)) event.preventDefault();
  });
}

const form = document.getElementById("page");
const aside = document.querySelector(".faults");
let timer = 0;
let asked = 0;
let dirty = false;

function told(said) {
  const list = aside.querySelector("ul");
  const grave = said.faults.filter((fault) => fault.grave).length;
  aside.querySelector("p").textContent = said.faults.length
    ? `${aside.dataset.grave}: ${grave} · ${aside.dataset.mild}: ${said.faults.length - grave}`
    : aside.dataset.none;
  list.replaceChildren(
    ...said.faults.map((fault) => {
      const item = document.createElement("li");
      item.className = fault.grave ? "grave" : "";
      item.textContent = [fault.problem, fault.mend].filter(Boolean).join(" → ");
      return item;
    }),
  );
  for (const line of document.querySelectorAll(".measure")) {
    const found = said.blocks[line.dataset.for];
    line.className = "measure" + (found && found.met === true ? " met" : "") + (found && found.met === false ? " missed" : "");
    line.textContent = found
      ? [
          found.value === null ? aside.dataset.short : `${found.met ? "✓" : "✗"} ${found.value} / ${found.target}`,
          `${found.words} ${aside.dataset.words}`,
          `${aside.dataset.longest} ${found.longest}`,
          found.hard.length && found.met === false ? `${aside.dataset.hard}: ${found.hard.join(", ")}` : "",
        ].filter(Boolean).join(" · ")
      : "";
  }
}

async function watch() {
  const turn = ++asked;
  const body = new URLSearchParams(new FormData(form));
  const answer = await fetch(form.dataset.watch, { method: "POST", body });
  if (answer.ok && turn === asked) told(await answer.json());
}

if (form && aside) {
  form.addEventListener("input", () => {
    dirty = true;
    const saved = document.getElementById("saved");
    if (saved) saved.textContent = aside.dataset.unsaved;
    clearTimeout(timer);
    timer = setTimeout(watch, 600);
  });
  form.addEventListener("submit", () => { dirty = false; });
  window.addEventListener("beforeunload", (event) => { if (dirty) event.preventDefault(); });
  watch();
}
