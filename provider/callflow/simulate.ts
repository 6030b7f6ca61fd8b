import type { CallResult, CallScript, Ending, Ringing, Visit } from "./callScript";
import { readGraph, type Graph, type GraphOptions, type Node } from "./graph";
import { moduleEntry, SIPUSER_VOICEMAIL } from "./modules";
import { matchesCaller } from "./patterns";
import type { FlowLike } from "./types";
import { isAbsent, isList, isRecord, own, UNKNOWN } from "./values";

const STEPS = 500;

/** What a step does with a call: a way out, or the end. */
type Outcome = { event: string } & ({ via: string; target?: string } | { ending: Ending });

interface Call {
  script: CallScript;
  presses: string[];
  result: CallResult;
}

type Handler = (node: Node, call: Call) => Outcome;

const read = (node: Node, key: string): unknown => (isRecord(node.step) ? own(node.step, key) : undefined);
const text = (value: unknown): string | undefined => (typeof value === "string" && value !== "" && value !== UNKNOWN ? value : undefined);

/** Goes on by a documented key. If the flow leaves that out, the reference does not say what follows. */
function leave(node: Node, at: readonly string[], event: string): Outcome {
  const [key = "", label] = at;
  const value = read(node, key);
  const target = label === undefined ? value : isRecord(value) ? own(value, label) : value === UNKNOWN ? UNKNOWN : undefined;
  if (target === UNKNOWN) return { event: `${event}; where ${at.join(".")} leads is not known yet`, ending: "unknown" };
  if (isAbsent(target)) return { event: `${event}; the flow does not say what follows (${at.join(".")})`, ending: "unsaid" };
  return { event, via: at.join(".") };
}

function seconds(node: Node, key: string): number {
  const fact = moduleEntry(node.module)?.keys.get(key);
  const given = read(node, key);
  return typeof given === "number" ? given : (fact?.default ?? 0);
}

function hear(node: Node, { result }: Call): string {
  const sound = text(read(node, "sound"));
  if (sound === undefined) return "";
  result.heard.push(sound);
  return `plays ${sound}; `;
}

function ring(node: Node, call: Call, who: string): Outcome {
  const answer = (own(call.script.answers ?? {}, node.name) as Ringing | undefined) ?? false;
  const key = node.module === "dialbyextension" ? "dialDuration" : "duration";
  return rung(node, call, { who, answer, patience: seconds(node, key) });
}

function rung(node: Node, call: Call, { who, answer, patience }: { who: string; answer: boolean | "busy"; patience: number }): Outcome {
  if (answer === true) return { event: `rings ${who}; answered`, ending: "answered" };
  if (answer === false) call.result.waited += patience;
  const event = answer === "busy" ? `rings ${who}; busy` : `rings ${who} for ${patience} s; nobody answers`;
  if (node.module === "dialbyextension" && read(node, "noanswer") === SIPUSER_VOICEMAIL) {
    return { event: `${event}; a message is left in the user's own mailbox`, ending: "voicemail" };
  }
  return leave(node, ["noanswer"], event);
}

/** What the caller does at this menu. */
function press(node: Node, call: Call): string {
  const pressed = call.presses.shift() ?? "timeout";
  if (pressed === "timeout") call.result.waited += seconds(node, node.module === "dialbyextension" ? "waitDuration" : "duration");
  return pressed;
}

const HUNG_UP = { event: "the caller hangs up", ending: "hungup" } as const;

const menu: Handler = (node, call) => {
  const heard = hear(node, call);
  const key = press(node, call);
  if (key === "hangup") return { ...HUNG_UP, event: `${heard}${HUNG_UP.event}` };
  if (key === "timeout") return leave(node, ["next", "timeout"], `${heard}nothing is pressed`);
  const next = read(node, "next");
  const known = next === UNKNOWN || (isRecord(next) && key !== "invalid" && !isAbsent(own(next, key)));
  return known
    ? leave(node, ["next", key], `${heard}${key} is pressed`)
    : leave(node, ["next", "invalid"], `${heard}${key} is pressed, which is invalid`);
};

const dial: Handler = (node, call) => {
  const heard = hear(node, call);
  const dialled = press(node, call);
  if (dialled === "hangup") return { ...HUNG_UP, event: `${heard}${HUNG_UP.event}` };
  if (dialled === "timeout") return leave(node, ["next", "timeout"], `${heard}nothing is dialled`);
  const users = call.script.extensions ?? {};
  const byUser = own(users, dialled) as Ringing | undefined;
  if (byUser === undefined) return leave(node, ["next", "invalid"], `${heard}${dialled} is dialled, which nobody has`);
  // What is said of the step itself goes before what is said of whoever is dialled there.
  const answer = (own(call.script.answers ?? {}, node.name) as Ringing | undefined) ?? byUser;
  const outcome = rung(node, call, { who: dialled, answer, patience: seconds(node, "dialDuration") });
  return { ...outcome, event: `${heard}${outcome.event}` };
};

const route: Handler = (node, { script }) => {
  const patterns = read(node, "patterns");
  const given = isList(patterns) ? patterns : [];
  const caller = script.callerId ?? "unavailable";
  const verdict = matchesCaller(
    given.filter((pattern) => typeof pattern === "string"),
    caller,
  );
  if (verdict === undefined || (verdict === false && (patterns === UNKNOWN || given.includes(UNKNOWN)))) {
    return { event: `whether ${caller} matches cannot be told`, ending: "unknown" };
  }
  return verdict === false
    ? leave(node, ["nomatch"], `${caller} matches no pattern`)
    : leave(node, ["match"], `${caller} matches ${verdict}`);
};

const end =
  (ending: Ending, event: string): Handler =>
  () => ({ event, ending });

const handlers: ReadonlyMap<string, Handler> = new Map<string, Handler>([
  ["start", (node) => leave(node, ["next"], "the call comes in")],
  [
    "recording",
    (node, { result }) => {
      result.recorded = true;
      return leave(node, ["next"], "recording starts");
    },
  ],
  ["play", (node, call) => leave(node, ["next"], hear(node, call).replace(/; $/, "") || "plays a sound")],
  [
    "musiconhold",
    (node, { result }) => {
      result.music = text(read(node, "class"));
      return leave(node, ["next"], `hold music is ${result.music ?? "not known yet"}`);
    },
  ],
  ["calleridmatch", route],
  ["extension", (node, call) => ring(node, call, node.name)],
  ["pressextension", menu],
  ["dialbyextension", dial],
  ["busy", end("busy", "a busy tone; the call ends")],
  ["voicemail", end("voicemail", "a message is left")],
  ["conference", end("conference", "joins the conference")],
  ["Trunk", end("trunk", "is handed to the trunk")],
  ["fax", end("fax", "a fax is received")],
]);

const undocumentedStep: Handler = (node, { script }) => {
  const way = own(script.ways ?? {}, node.name);
  const what = `module ${node.module ?? "not known yet"}, which the reference does not describe`;
  if (node.module === undefined) return { event: what, ending: "unknown" };
  const edge = node.edges.find(({ at }) => at.join(".") === way);
  return edge === undefined ? { event: what, ending: "undocumented" } : { event: what, via: edge.at.join(".") };
};

function visit(node: Node, call: Call): Outcome {
  if (call.script.hangUpAt === node.name) return HUNG_UP;
  return (handlers.get(node.module ?? "") ?? undocumentedStep)(node, call);
}

/** Runs a step and returns the next one; undefined if the call ended. */
function follow(graph: Graph, node: Node, call: Call): Node | undefined {
  const outcome = visit(node, call);
  const noted: Visit = { step: node.name, module: node.module, event: outcome.event, via: undefined };
  call.result.visits.push(noted);
  call.result.steps.push(node.name);
  call.result.at = node.name;
  if ("ending" in outcome) {
    call.result.ending = outcome.ending;
    return undefined;
  }
  noted.via = outcome.via;
  const to = node.edges.find(({ at }) => at.join(".") === outcome.via)?.to ?? "";
  const next = graph.get(to);
  if (next === undefined) {
    call.result.ending = "lost";
    noted.event += `; ${outcome.via} leads to "${to}", which does not exist`;
  }
  return next;
}

/** A call, and when each of its steps began: seconds that the caller had waited by then, as far as the flow says them. */
export interface TimedCall {
  result: CallResult;
  starts: number[];
}

/**
 * Simulates a call. It always ends, whatever the flow is. If the reference does not say what follows, the call ends there and the result
 * says so; nothing is guessed.
 */
export function call(flow: FlowLike, script: CallScript = {}, options: GraphOptions = {}): CallResult {
  return timedCall(flow, script, options).result;
}

/** The same call, with the times of its steps. */
export function timedCall(flow: FlowLike, script: CallScript, options: GraphOptions = {}): TimedCall {
  const graph = readGraph(flow, options);
  const begins = [...graph.values()].filter(({ module }) => module === "start");
  const result: CallResult = {
    visits: [],
    steps: [],
    recorded: false,
    music: undefined,
    heard: [],
    waited: 0,
    ending: "unsaid",
    at: undefined,
  };
  const state: Call = { script, presses: [...(script.presses ?? [])], result };
  const starts: number[] = [];
  let node = begins.length === 1 ? begins[0] : undefined;
  for (let left = script.limit ?? STEPS; node !== undefined; left -= 1) {
    if (left <= 0) {
      result.ending = "endless";
      break;
    }
    starts.push(result.waited);
    node = follow(graph, node, state);
  }
  return { result, starts };
}
