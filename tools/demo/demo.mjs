// @ts-check
import { seed } from "./seed.mjs";
import { stage } from "./stage.mjs";

const passwords = { geoffPassword: "a-password-for-geoff", harbourPassword: "a-password-for-harbour-bikes" };

/**
 * The main job on the embedded simulator with the real engine: preview, up, up without a change, an edit in the portal, its drift in a
 * preview, its repair.
 * @param {import("../engine/engine.mjs").Engine} engine
 * @returns {Promise<number>} 0 if each step did what it should
 */
export async function demo(engine) {
  const { startSimulator } = await import("pulumi-yay/simulator");
  const simulator = await startSimulator({ seed });
  const { reseller, user, password } = simulator.credentials;
  const stack = await stage(engine, { YAY_BASE_URL: simulator.url, YAY_RESELLER: reseller, YAY_USER: user, YAY_PASSWORD: password });
  console.log(`The simulator of the API listens on ${simulator.url}; Pulumi ${engine.version} keeps its state in a folder of its own.`);
  try {
    return await play(stack, simulator);
  } finally {
    await stack.close();
    await simulator.close();
  }
}

/**
 * @typedef {import("pulumi-yay/simulator").Simulator} Simulator
 * @typedef {{ title: string, seen: string, ok: boolean }} Result
 */

/** @param {import("./stage.mjs").Stage} stack @param {Simulator} simulator */
async function play(stack, simulator) {
  await prepare(stack);
  /** @type {Result[]} */
  const results = [];
  for (const step of steps) {
    const from = simulator.requests.length;
    console.log(`\n━━ ${results.length + 1}. ${step.title}\n   ${step.command}`);
    step.before?.(simulator);
    const { code, text } = await stack.pulumi(step.args);
    const requests = simulator.requests.slice(from);
    const seen = step.judge({ code, text, requests, simulator });
    results.push({ title: step.title, seen: seen.says, ok: seen.ok && !leaks(text) });
    console.log(`   ${seen.ok ? "✓" : "✗"} ${seen.says}`);
    if (!seen.ok) break;
  }
  return summary(results);
}

/** @param {import("./stage.mjs").Stage} stack */
async function prepare(stack) {
  const commands = [
    ["stack", "init", "demo"],
    ...Object.entries(passwords).map(([key, value]) => ["config", "set", "--secret", key, value, "--stack", "demo"]),
  ];
  for (const args of commands) {
    const { code, text } = await stack.pulumi(args, { quiet: true });
    if (code !== 0) throw new Error(`pulumi ${args.slice(0, 2).join(" ")} failed:\n${text}`);
  }
}

/**
 * @typedef {{ code: number, text: string, requests: import("pulumi-yay/simulator").RequestRecord[], simulator: Simulator }} Seen
 * @typedef {{ title: string, command: string, args: string[], before?: (simulator: Simulator) => void, judge: (seen: Seen) => { ok: boolean, says: string } }} Step
 */

/** @param {Seen["requests"]} requests @param {string} method */
const count = (requests, method) => requests.filter((request) => request.method === method).length;

const stackOption = ["--stack", "demo"];

/** @type {Step[]} */
const steps = [
  {
    title: "Preview: what will be made",
    command: "pulumi preview",
    args: ["preview", ...stackOption],
    judge: ({ code, requests }) => ({
      ok: code === 0 && requests.length === 0,
      says: `a preview sends nothing: ${requests.length} requests`,
    }),
  },
  {
    title: "Up: two customers and three call flows",
    command: "pulumi up",
    args: ["up", "--yes", "--skip-preview", ...stackOption],
    judge: ({ code, requests }) => ({
      ok: code === 0 && count(requests, "POST") === 5,
      says: `${count(requests, "POST")} objects made, each by one POST, after ${count(requests, "GET")} looks at what was there`,
    }),
  },
  {
    title: "Up again: nothing to do",
    command: "pulumi up --expect-no-changes",
    args: ["up", "--yes", "--skip-preview", "--expect-no-changes", ...stackOption],
    judge: ({ code, requests }) => ({
      ok: code === 0 && requests.length === 0,
      says: `nothing changed and nothing was sent: ${requests.length} requests`,
    }),
  },
  {
    title: "Somebody edits the main line in the portal; a preview shows it",
    command: "pulumi preview --refresh --diff",
    args: ["preview", "--refresh", "--diff", ...stackOption],
    before: editInPortal,
    judge: ({ code, text, requests }) => {
      const named = /menu\s*: \{[^]*?next\s*: \{[^]*?2\s*: "voicemail" => "workshop"/.test(text);
      return {
        ok: code === 0 && named && count(requests, "PUT") === 0,
        says: "the preview names the step: menu.next.2 goes to voicemail, and will go to workshop again",
      };
    },
  },
  {
    title: "Up with refresh: the edit is repaired",
    command: "pulumi up --refresh",
    args: ["up", "--yes", "--skip-preview", "--refresh", ...stackOption],
    judge: ({ code, requests, simulator }) => {
      const { flow, key } = mainMenu(simulator);
      return {
        ok: code === 0 && count(requests, "PUT") === 1 && flow[key] === stepBefore,
        says: `${count(requests, "PUT")} PUT, and key 2 rings the workshop again`,
      };
    },
  },
];

let stepBefore = "";

/** @param {Simulator} simulator */
function editInPortal(simulator) {
  const { flow, key, voicemail } = mainMenu(simulator);
  stepBefore = flow[key] ?? "";
  flow[key] = voicemail;
  console.log("   (in the portal: key 2 of the menu now goes to voicemail)");
}

/** @param {Simulator} simulator */
function mainMenu(simulator) {
  const line = [...simulator.state.objects.values()].find(({ record }) => record["name"] === "Main line");
  const steps = /** @type {Record<string, { module: string, next: Record<string, string> }>} */ (line?.record["flow"]);
  const menu = Object.values(steps).find(({ module }) => module === "pressextension");
  const voicemail = Object.keys(steps).find((uuid) => steps[uuid]?.module === "voicemail") ?? "";
  return { flow: menu?.next ?? {}, key: "2", voicemail };
}

/** @param {string} text */
const leaks = (text) => Object.values(passwords).some((secret) => text.includes(secret));

/** @param {Result[]} results */
function summary(results) {
  const failed = results.filter(({ ok }) => !ok).length + (steps.length - results.length);
  console.log("\n━━ What was seen");
  for (const { title, seen, ok } of results) console.log(`   ${ok ? "✓" : "✗"} ${title}: ${seen}`);
  console.log(
    failed === 0
      ? "   ✓ No password in any output.\n\nEverything did what it should."
      : `\n${failed} of ${steps.length} steps did not do what they should.`,
  );
  return failed === 0 ? 0 : 1;
}
