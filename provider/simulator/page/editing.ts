/** The part of the page's script that changes objects, faults and switches. */
export const EDITING = String.raw`
let edited = null;

function edit(kind, record) {
  edited = record.uuid;
  byId("editor-title").textContent = kind + ": " + titleOf(record);
  byId("editor-text").value = json(record);
  byId("editor-fault").textContent = "";
  byId("editor").showModal();
}

async function change(method, body) {
  try {
    await ask(method, "objects/" + encodeURIComponent(edited), body);
    byId("editor").close();
    await refresh();
  } catch (error) {
    byId("editor-fault").textContent = error.message;
  }
}

async function saveObject(event) {
  event.preventDefault();
  let record;
  try {
    record = JSON.parse(byId("editor-text").value);
  } catch (error) {
    byId("editor-fault").textContent = "Not JSON: " + error.message;
    return;
  }
  await change("PUT", record);
}

function removeObject() { return change("DELETE"); }

const PRESETS = [
  ["500, not applied", { effect: { kind: "status", status: 500 } }],
  ["500 after applying", { effect: { kind: "status", status: 500 }, applied: true }],
  ["401", { effect: { kind: "status", status: 401 } }],
  ["403", { effect: { kind: "status", status: 403 } }],
  ["404", { effect: { kind: "status", status: 404 } }],
  ["429, Retry-After 2 seconds", { effect: { kind: "retryLater", retryAfter: 2 } }],
  ["HTML page, 404", { effect: { kind: "html", status: 404 } }],
  ["HTML page, 200", { effect: { kind: "html", status: 200 } }],
  ["redirect 307", { effect: { kind: "redirect", location: "/elsewhere", status: 307 } }],
  ["HTTP 200 with 500 inside", { effect: { kind: "contradict", inner: 500 } }],
  ["HTTP 200 with 404 inside", { effect: { kind: "contradict", inner: 404 } }],
  ["connection dropped before applying", { effect: { kind: "drop" } }],
  ["connection dropped after applying", { effect: { kind: "drop" }, applied: true }],
  ["body cut in the middle", { effect: { kind: "truncate" } }],
  ["body that is not JSON", { effect: { kind: "garbage" } }],
  ["empty body", { effect: { kind: "empty" } }],
  ["wrong content type", { effect: { kind: "contentType" } }],
  ["no answer, ever", { effect: { kind: "hang" } }],
  ["delay of 3 seconds", { wait: { when: "before", ms: 3000 } }],
  ["held before applying, until released", { wait: { when: "before" } }],
  ["held after applying, until released", { wait: { when: "after" } }],
];

function fillPresets() {
  byId("preset").replaceChildren(...PRESETS.map(([name], index) => node("option", { value: index }, name)));
}

async function submitFault(event) {
  event.preventDefault();
  const fields = new FormData(event.target);
  const match = {};
  if (fields.get("method") !== "") match.method = fields.get("method");
  if (fields.get("path") !== "") match.path = fields.get("path");
  await act("POST", "faults", { ...PRESETS[Number(fields.get("preset"))][1], match, times: Number(fields.get("times")) });
}

function words(object) {
  return Object.entries(object).filter(([name, value]) => !(name === "kind" && value === "status"))
    .map(([name, value]) => (name === "kind" ? value : name + " " + value)).join(", ");
}

function describeFault({ match, effect, applied, wait }) {
  const parts = [words(match || {}) || "any request"];
  if (wait !== undefined) parts.push(wait.ms === undefined ? "held " + wait.when + " applying" : wait.ms + " ms of delay " + wait.when + " applying");
  if (effect !== undefined) parts.push(words(effect));
  if (applied !== undefined) parts.push(applied ? "applied" : "not applied");
  return parts.join(" → ");
}

/** Text in which what stands between backticks is code. */
function withCode(text) {
  return text.split("\u0060").map((part, index) => (index % 2 === 1 ? node("code", {}, part) : part));
}

function showFaults(faults) {
  const rows = faults.map(({ id, fault, hits, holding }) => {
    const release = holding === 0 ? null : node("button", { type: "button", onClick: () => act("POST", "faults/" + id + "/release") }, "Release " + holding);
    const remove = node("button", { type: "button", onClick: () => act("DELETE", "faults/" + id) }, "Remove");
    const times = fault.times === 0 ? "always" : (fault.times === undefined ? 1 : fault.times) + " times";
    return node("tr", {}, node("td", { class: "mono" }, describeFault(fault)), node("td", {}, times + ", met " + hits), node("td", { class: "buttons-cell" }, release, " ", remove));
  });
  byId("faults").replaceChildren(rows.length === 0 ? node("p", { class: "soft" }, "No fault is waiting.") : table([["which"], ["how often"], [""]], rows));
}

function showSwitches(seen) {
  byId("strict").checked = seen.strict;
  const rows = Object.entries(seen.switchSpecs).map(([name, spec]) => {
    const chosen = seen.switches[name];
    const options = spec.positions.map((position) => node("option", position === chosen ? { selected: "" } : {}, position));
    const select = node("select", { "aria-label": name }, ...options);
    select.addEventListener("change", () => act("PUT", "switches", { [name]: select.value }));
    const isChanged = chosen !== spec.default;
    const label = node("strong", {}, name);
    return node("div", { class: isChanged ? "switch changed" : "switch" }, node("div", {}, label, node("p", {}, ...withCode(spec.question))), select);
  });
  byId("switches").replaceChildren(...rows);
}
`;
