/** What makes a page searchable by keyboard. It reads the page and changes classes alone. */
export const PAGE_SCRIPT = `"use strict";
const box = document.getElementById("search");
const found = document.getElementById("found");
const textOf = (place) => (place.querySelector("title") ?? place).textContent.toLowerCase();
const places = Array.from(document.querySelectorAll("g.node, tr.object, div.change"), (place) => ({ place, text: textOf(place) }));
let hits = [];
let at = -1;
const say = () => {
  if (box.value.trim() === "") found.textContent = "";
  else if (hits.length === 0) found.textContent = "nothing found";
  else found.textContent = at < 0 ? hits.length + " found, Enter goes on" : at + 1 + " of " + hits.length;
};
const search = () => {
  const words = box.value.toLowerCase().split(/\\s+/).filter((word) => word !== "");
  hits = [];
  at = -1;
  for (const { place, text } of places) {
    const isHit = words.length > 0 && words.every((word) => text.includes(word));
    place.classList.toggle("hit", isHit);
    place.classList.remove("at");
    if (isHit) hits.push(place);
  }
  document.body.classList.toggle("searching", words.length > 0);
  say();
};
const go = (by) => {
  if (hits.length === 0) return;
  if (at >= 0) hits[at].classList.remove("at");
  at = at < 0 && by < 0 ? hits.length - 1 : (at + by + hits.length) % hits.length;
  const place = hits[at];
  place.classList.add("at");
  for (let around = place.closest("details"); around !== null; around = around.parentElement.closest("details")) around.open = true;
  place.scrollIntoView({ block: "center", inline: "center" });
  say();
};
box.addEventListener("input", search);
document.addEventListener("keydown", (event) => {
  if (event.key === "/" && document.activeElement !== box) {
    event.preventDefault();
    box.focus();
  } else if (event.key === "Escape") {
    box.value = "";
    search();
  } else if (event.key === "Enter" && document.activeElement === box) go(event.shiftKey ? -1 : 1);
});
box.form.addEventListener("submit", (event) => event.preventDefault());
`;

/** The hash by which the page allows this script and no other. */
export const PAGE_SCRIPT_HASH = "sha256-eNsGjT2S1b981OktS0KAVYDZzqXa0Vz1cC5H2R1VE0E=";
