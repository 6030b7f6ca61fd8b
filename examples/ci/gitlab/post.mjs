// @ts-check
// Posts a file to GitLab: as the one note of a merge request, or as the one open issue of a label. GITLAB_TOKEN is a project access token with
// the scope `api`; the rest is what GitLab sets in each job.
//   node post.mjs note <file> <marker>           makes or updates the note that begins with the marker
//   node post.mjs issue <file> <label> <title>   opens or updates the open issue with the label
//   node post.mjs close <label>                  closes it, if there is one
import { readFile } from "node:fs/promises";

const { CI_API_V4_URL, CI_PROJECT_ID, CI_MERGE_REQUEST_IID, GITLAB_TOKEN = "" } = process.env;
const project = `${CI_API_V4_URL}/projects/${CI_PROJECT_ID}`;

/** @param {string} method @param {string} path @param {object} [body] */
async function ask(method, path, body) {
  const answer = await fetch(`${project}${path}`, {
    method,
    headers: { "PRIVATE-TOKEN": GITLAB_TOKEN, "content-type": "application/json" },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: GitLab answered ${answer.status} ${answer.statusText}.`);
  return answer;
}

/** All pages of a list. @param {string} path */
async function all(path) {
  const found = [];
  for (let page = "1"; page !== "";) {
    const answer = await ask("GET", `${path}${path.includes("?") ? "&" : "?"}per_page=100&page=${page}`);
    found.push(.../** @type {any[]} */ (await answer.json()));
    page = answer.headers.get("x-next-page") ?? "";
  }
  return found;
}

/** @param {string} file @param {string} marker */
async function note(file, marker) {
  const notes = `/merge_requests/${CI_MERGE_REQUEST_IID}/notes`;
  const head = `<!-- ${marker} -->\n`;
  const body = head + (await readFile(file, "utf8"));
  const own = /** @type {{ id: number }} */ (
    await (await fetch(`${CI_API_V4_URL}/user`, { headers: { "PRIVATE-TOKEN": GITLAB_TOKEN } })).json()
  );
  const ours = (await all(notes)).find((each) => each.author.id === own.id && String(each.body).startsWith(head));
  await (ours === undefined ? ask("POST", notes, { body }) : ask("PUT", `${notes}/${ours.id}`, { body }));
}

/** @param {string} label */
async function open(label) {
  const [found] = await all(`/issues?state=opened&labels=${encodeURIComponent(label)}`);
  return found;
}

/** @param {string} file @param {string} label @param {string} title */
async function issue(file, label, title) {
  const description = await readFile(file, "utf8");
  const found = await open(label);
  await (found === undefined
    ? ask("POST", "/issues", { title, labels: label, description })
    : ask("PUT", `/issues/${found.iid}`, { title, description }));
}

/** @param {string} label */
async function close(label) {
  const found = await open(label);
  if (found === undefined) return;
  await ask("POST", `/issues/${found.iid}/notes`, { body: "Nothing differs from the code any more." });
  await ask("PUT", `/issues/${found.iid}`, { state_event: "close" });
}

const [what = "", ...rest] = process.argv.slice(2);
const ways = { note, issue, close };
if (!Object.hasOwn(ways, what)) throw new Error("Say note, issue or close.");
await /** @type {any} */ (ways)[what](...rest);
