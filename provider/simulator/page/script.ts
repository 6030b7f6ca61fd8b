import { EDITING } from "./editing";
import { SHOWING } from "./showing";

/** The page's script. It creates every node itself and inserts every value as text, so that no value can become markup. */
const FRAME = String.raw`
"use strict";

function byId(id) { return document.getElementById(id); }

function node(tag, options, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(options || {})) {
    if (name === "class") made.className = value;
    else if (name === "onClick") made.addEventListener("click", value);
    else made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined).map((child) => (child instanceof Node ? child : String(child))));
  return made;
}

function table(heads, rows) {
  const head = node("tr", {}, ...heads.map(([text, kind]) => node("th", kind ? { class: kind } : {}, text)));
  return node("div", { class: "scroll" }, node("table", {}, node("thead", {}, head), node("tbody", {}, ...rows)));
}

function json(value) { return JSON.stringify(value, null, 2); }

function notice(text) {
  byId("notice").textContent = text;
  byId("notice").hidden = text === "";
}

async function ask(method, path, body) {
  const options = { method, headers: { "X-Simulator-Control": "1" } };
  if (body !== undefined) options.body = JSON.stringify(body);
  const response = await fetch("/_simulator/api/" + path, options);
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error || "HTTP " + response.status);
  return answer;
}

async function act(method, path, body) {
  try {
    const answer = await ask(method, path, body);
    notice("");
    await refresh();
    return answer;
  } catch (error) {
    notice(error.message);
    return undefined;
  }
}

const painted = new Map();

function paint(name, value, draw) {
  const text = JSON.stringify(value);
  if (painted.get(name) === text) return;
  painted.set(name, text);
  draw(value);
}

let current = null;

async function refresh() {
  const seen = await ask("GET", "snapshot");
  current = seen;
  paint("address", [seen.url, seen.ownBalance, seen.account.name], showAddress);
  paint("objects", [seen.customers, seen.objects, seen.stores], () => showObjects(seen));
  paint("ledger", seen.ledger, showLedger);
  paint("requests", seen.requests, showRequests);
  paint("violations", seen.violations, showViolations);
  paint("faults", seen.faults, showFaults);
  paint("switches", [seen.switches, seen.strict], () => showSwitches(seen));
}

async function follow() {
  try {
    await refresh();
    byId("liveness").textContent = "live";
    byId("liveness").className = "good";
  } catch {
    byId("liveness").textContent = "no answer";
    byId("liveness").className = "bad";
  }
  setTimeout(follow, 600);
}
`;

const START = String.raw`
fillPresets();
byId("reset").addEventListener("click", () => act("POST", "reset"));
byId("strict").addEventListener("change", (event) => act("PUT", "strict", { strict: event.target.checked }));
byId("fault-form").addEventListener("submit", submitFault);
byId("editor-form").addEventListener("submit", saveObject);
byId("editor-cancel").addEventListener("click", () => byId("editor").close());
byId("editor-delete").addEventListener("click", removeObject);
follow();
`;

/** The content of /_simulator/page.js. */
export const SCRIPT = [FRAME, SHOWING, EDITING, START].join("");
