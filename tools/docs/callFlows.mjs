// @ts-check
import { callFlowExample as folder } from "./examples.mjs";
import { code, included, paragraphs, table } from "./markdown.mjs";
import { page } from "./template.mjs";

/**
 * @typedef {import("../../examples/call-flow/line.js").Line} Line
 * @typedef {typeof import("../../provider/callflow/index.js")} Library
 */

/** @param {string} name */
const fileOf = (name) => `${folder}/flows/${name}.ts`;

/** @param {string} name */
const pictureOf = (name) => `call-flows/${name}.svg`;

/** Names for the uuids of the example's directory, each of which is one kind's. @param {Record<string, Record<string, string>>} directory */
const namesIn = (directory) =>
  new Map(Object.values(directory).flatMap((entries) => Object.entries(entries).map(([name, uuid]) => [uuid, name])));

/** @param {import("./facts.mjs").Facts} facts */
export function callFlowsPage({ lines, directory, callflow }) {
  const names = namesIn(directory);
  return page("call-flows", [folder], {
    flows: table(
      ["Flow", "What it does"],
      Object.values(lines).map(({ name, does }) => [`[${name}](#${anchor(name)})`, does]),
    ),
    tests: included(`${folder}/flows.test.ts`),
    sections: paragraphs(Object.entries(lines).flatMap(([file, line]) => sectionOf(file, line, { names, callflow }))),
  });
}

/** @param {string} title */
const anchor = (title) =>
  title
    .toLowerCase()
    .replace(/[^\w\s-]/g, "")
    .replaceAll(" ", "-");

/** @param {string} file @param {Line} line @param {{ names: ReadonlyMap<string, string>, callflow: Library }} tools */
function sectionOf(file, { name, does, flow, calls }, { names, callflow }) {
  const told = longest(calls.map(({ says, script }) => ({ says, result: callflow.call(flow, script) })));
  const spoken = told.map(
    ({ says, result }) =>
      `A caller who ${says}:\n\n\`\`\`text\n${callflow.transcript(result, { nameOf: (uuid) => names.get(uuid) })}\n\`\`\``,
  );
  return [
    `## ${name}`,
    does,
    `![${does}](${pictureOf(file)})`,
    ...spoken,
    `<details><summary>The program: ${code(fileOf(file))}</summary>\n\n${included(fileOf(file))}\n\n</details>`,
  ];
}

/** The call that passes the most steps, and the one that passes the fewest. @template {{ result: { steps: readonly string[] } }} T @param {readonly T[]} calls */
function longest(calls) {
  const sorted = [...calls].sort((a, b) => b.result.steps.length - a.result.steps.length);
  return [...new Set([...sorted.slice(0, 1), ...sorted.slice(-1)])];
}

/** The picture of every flow by its path. @param {import("./facts.mjs").Facts} facts @returns {Promise<Map<string, string>>} */
export async function callFlowPictures({ lines, directory }) {
  const { draw } = await import("../../cli/dist/flow/drawing.js");
  const names = namesIn(directory);
  const drawn = Object.entries(lines).map(async ([file, { name, flow }]) => {
    const svg = await draw({ label: name, flow, uuids: {}, properties: {} }, "svg", { names });
    return /** @type {const} */ ([`docs/${pictureOf(file)}`, svg]);
  });
  return new Map(await Promise.all(drawn));
}
