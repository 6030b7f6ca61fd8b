// @ts-check
import { readdirSync, readFileSync } from "node:fs";

/**
 * What a command and all that it started took: seconds of the processors by process, the most memory at once, bytes that went to the disk.
 * @typedef {{ seconds: Record<string, number>, memory: number, written: number }} Tree
 */

const everyMs = 100;
const pageBytes = 4096;
const ticksEach = 100;

/** The parts that a process plays, told by its command line. @type {[RegExp, string][]} */
const parts = [
  [/dynamic-provider/, "host"],
  [/terraform-provider-restapi/, "host"],
  [/pulumi-language-nodejs/, "language host"],
  [/@pulumi\/pulumi\/cmd\/run/, "program"],
  [/(^|\/)(pulumi|tofu)(\0|$)/, "engine"],
];

/**
 * Looks at a process and its descendants until it is stopped. Linux alone tells this; elsewhere nothing is found. A process is counted up to
 * the last look at it, so each may have taken a tenth of a second more.
 * @param {number} root
 * @returns {{ stop: () => Tree | undefined }}
 */
export function watchTree(root) {
  if (process.platform !== "linux") return { stop: () => undefined };
  /** @type {Map<number, { part: string, seconds: number, written: number }>} */
  const seen = new Map();
  let memory = 0;
  const look = () => {
    let resident = 0;
    for (const pid of descendants(root)) {
      const found = lookAt(pid, seen.get(pid)?.part);
      if (found === undefined) continue;
      resident += found.resident;
      seen.set(pid, found);
    }
    memory = Math.max(memory, resident);
  };
  const timer = setInterval(look, everyMs);
  return {
    stop: () => {
      clearInterval(timer);
      /** @type {Record<string, number>} */
      const seconds = {};
      for (const each of seen.values()) seconds[each.part] = (seconds[each.part] ?? 0) + each.seconds;
      return { seconds, memory, written: [...seen.values()].reduce((sum, { written }) => sum + written, 0) };
    },
  };
}

/** A process ends whenever it likes, so any file of it may be gone. @param {string} path */
function read(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

/** @param {number} pid @returns {number[]} */
function descendants(pid) {
  const found = [pid];
  for (let place = 0; place < found.length; place += 1) found.push(...childrenOf(found[place] ?? 0));
  return found;
}

/** A child belongs to the thread that started it. @param {number} pid */
function childrenOf(pid) {
  try {
    const threads = readdirSync(`/proc/${pid}/task`);
    return threads.flatMap((thread) => read(`/proc/${pid}/task/${thread}/children`).split(" ").filter(Boolean).map(Number));
  } catch {
    return [];
  }
}

/** @param {number} pid @param {string | undefined} known what it was at the last look: at its end a process has no command line any more */
function lookAt(pid, known) {
  const text = read(`/proc/${pid}/stat`);
  // The name of the program stands in brackets and may hold anything.
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  if (fields.length < 22) return undefined;
  const command = read(`/proc/${pid}/cmdline`);
  return {
    part: (command === "" ? known : parts.find(([pattern]) => pattern.test(command))?.[1]) ?? "others",
    seconds: (Number(fields[11]) + Number(fields[12])) / ticksEach,
    resident: Number(fields[21]) * pageBytes,
    written: Number(/^write_bytes: (\d+)/m.exec(read(`/proc/${pid}/io`))?.[1] ?? 0),
  };
}
