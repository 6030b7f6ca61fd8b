// @ts-check
import { atMost, commands, counted, exactly, requestsOf, requestText, shown } from "./gates.mjs";
import { program } from "./programs.mjs";
import { stage } from "./stage.mjs";

/** @typedef {import("./gates.mjs").Size} Size */
/** @typedef {import("./gates.mjs").Command} Command */
/** @typedef {import("./stage.mjs").Taken} Taken */
/** @typedef {{ taken: Record<Command, Taken>, bytes: number }} Life */

/** @type {Record<Command, string[]>} */
const lines = {
  "first up": ["up", "--yes", "--skip-preview"],
  "up without a change": ["up", "--yes", "--skip-preview", "--expect-no-changes"],
  refresh: ["refresh", "--yes", "--skip-preview", "--expect-no-changes"],
  preview: ["preview", "--expect-no-changes"],
  destroy: ["destroy", "--yes", "--skip-preview"],
};

/** What one customer has. */
const flowsEach = 9;

/** Pulumi's own limits for 2,000 dynamic resources, in seconds. */
const gatesOfPulumi = { resources: 2000, firstUp: 200, noChange: 100 };

/**
 * The file backend writes the whole state at every step, which for thousands of resources takes many times longer than everything else,
 * with any provider. A large stack is measured without that, as under a backend that stores single changes.
 */
const large = { from: 1000, settings: { PULUMI_EXPERIMENTAL: "true", PULUMI_SKIP_CHECKPOINTS: "true" } };

/**
 * How much more processor time a command, and how many more bytes of the state a resource, may take than with a provider that does nothing.
 */
const limits = { processors: 2, bytes: 1.5 };

/**
 * The life of a stack of so many resources, beside that of the same program with a provider that does nothing.
 * @param {import("../engine/engine.mjs").Engine} engine
 * @param {number} resources a multiple of ten
 * @param {(line: string) => void} log
 * @returns {Promise<import("./gates.mjs").Measured>}
 */
export async function stackBench(engine, resources, log) {
  const size = { customers: resources / (flowsEach + 1), flowsEach };
  const { startSimulator } = await import("pulumi-yay/simulator");
  const simulator = await startSimulator();
  /** @type {Partial<Record<Command, import("./gates.mjs").Requests>>} */
  const requests = {};
  try {
    const { reseller, user, password } = simulator.credentials;
    const backend = resources < large.from ? {} : large.settings;
    const settings = { ...backend, YAY_BASE_URL: simulator.url, YAY_RESELLER: reseller, YAY_USER: user, YAY_PASSWORD: password };
    const bare = await live(engine, { program: program("bare", size), settings: backend }, (command) =>
      log(`  ${resources} bare, ${command}`),
    );
    let from = 0;
    const ours = await live(engine, { program: program("ours", size), settings }, (command) => {
      requests[command] = counted(simulator.requests.slice(from));
      from = simulator.requests.length;
      log(`  ${resources} ours, ${command}: ${requestText(requests[command] ?? {})}`);
    });
    return report({ resources, size, bare, ours, requests });
  } finally {
    await simulator.close();
  }
}

/**
 * @param {import("../engine/engine.mjs").Engine} engine
 * @param {{ program: string, settings?: Record<string, string> }} options
 * @param {(command: Command) => void} after
 * @returns {Promise<Life>}
 */
async function live(engine, options, after) {
  const stack = await stage(engine, options);
  /** @type {Partial<Record<Command, Taken>>} */
  const taken = {};
  let bytes = 0;
  try {
    for (const command of commands) {
      taken[command] = await stack.pulumi(...lines[command]);
      if (command === "first up") bytes = await stack.stateBytes();
      after(command);
    }
  } finally {
    await stack.close();
  }
  return { taken: /** @type {Record<Command, Taken>} */ (taken), bytes };
}

/**
 * @param {{ resources: number, size: Size, bare: Life, ours: Life, requests: Partial<Record<Command, import("./gates.mjs").Requests>> }} found
 * @returns {import("./gates.mjs").Measured}
 */
function report({ resources, size, bare, ours, requests }) {
  const ratio = (/** @type {Command} */ command) => ours.taken[command].processor / bare.taken[command].processor;
  const wanted = requestsOf(size);
  // A list is used for half a minute; a longer refresh requests it again.
  const spare = Math.floor(ours.taken.refresh.wall / 30) * (size.customers + 1);
  const bytes = ours.bytes / resources;
  return {
    title: `A stack of ${resources} resources`,
    text: `${size.customers} customers, each with ${size.flowsEach} call flows of four steps. “Bare” is the same program with a provider that does nothing. ${resources < large.from ? "" : "The file backend writes the state at the end alone (`PULUMI_SKIP_CHECKPOINTS`): whole states at every step take it many times longer, with any provider. "}The state takes ${bytes.toFixed(0)} bytes for each resource, bare ${(bare.bytes / resources).toFixed(0)}.`,
    head: ["", "clock, s", "bare, s", "processors, s", "bare, s", "ratio", "requests"],
    rows: commands.map((command) => [
      command,
      ...[ours.taken[command].wall, bare.taken[command].wall, ours.taken[command].processor, bare.taken[command].processor].map(shown),
      ratio(command).toFixed(2),
      requestText(requests[command] ?? {}),
    ]),
    gates: [
      ...commands.map((command) =>
        exactly({ name: command, found: requests[command] ?? {}, wanted: wanted[command], spare: command === "refresh" ? spare : 0 }),
      ),
      ...commands.map((command) => atMost({ name: `processors, ratio of ${command}`, found: ratio(command), limit: limits.processors })),
      atMost({ name: "bytes of state, ratio", found: ours.bytes / bare.bytes, limit: limits.bytes }),
      ...(resources === gatesOfPulumi.resources ? clockGates(ours) : []),
    ],
  };
}

/** @param {Life} life */
function clockGates({ taken }) {
  return [
    atMost({ name: "first up, in s", found: taken["first up"].wall, limit: gatesOfPulumi.firstUp }),
    atMost({ name: "up without a change, in s", found: taken["up without a change"].wall, limit: gatesOfPulumi.noChange }),
  ];
}
