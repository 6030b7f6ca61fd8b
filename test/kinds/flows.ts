import { createHash } from "node:crypto";
import { parse } from "../../provider/callflow/index";
import type { Props } from "../../provider/common/values";
import type { JsonObject } from "../../provider/simulator/index";
import { wireFlow } from "../callflow/arbitraries";
import { mailbox, phone, sound } from "../support/account";
import type { Drift } from "../support/scenario";

export const steps = {
  start: { module: "start", next: "greet" },
  greet: { module: "play", sound, next: "menu" },
  menu: {
    module: "pressextension",
    sound,
    duration: 8,
    next: { 1: "sales", 2: "screen", 3: "meet", invalid: "menu", timeout: "sales" },
  },
  screen: { module: "calleridmatch", patterns: ["^44800", "anonymous"], match: "busy", nomatch: "dial" },
  dial: {
    module: "dialbyextension",
    next: { invalid: "menu", timeout: "voice" },
    noanswer: "sipuser_voicemail",
    dialDuration: 25,
    waitDuration: 5,
  },
  sales: {
    module: "extension",
    extensions: [
      { type: "sipuser", uuid: phone },
      { type: "forward", number: "+441632960077" },
    ],
    duration: 20,
    noanswer: "voice",
  },
  meet: { module: "conference", pin: "4711" },
  busy: { module: "busy", duration: 7 },
  voice: { module: "voicemail", mailboxes: [mailbox] },
};

/** The steps with some of them changed. */
export function flowWith(change: Props): Props {
  return { ...steps, ...change };
}

/** The inputs with a PIN of one's own. */
export function withPin(inputs: Props, pin: string): Props {
  return { ...inputs, flow: { ...steps, meet: { module: "conference", pin } } };
}

/** The live step of a module; every module stands once in the flow. */
export function liveStep(record: JsonObject, module: string): JsonObject {
  const [, step] = Object.entries(record["flow"] as Record<string, JsonObject>).find(([, one]) => one["module"] === module) ?? [];
  if (step === undefined) throw new Error(`There is no step ${module}.`);
  return step;
}

export function liveKey(record: JsonObject, module: string): string {
  const [key] = Object.entries(record["flow"] as Record<string, JsonObject>).find(([, one]) => one["module"] === module) ?? [];
  if (key === undefined) throw new Error(`There is no step ${module}.`);
  return key;
}

/** A change of one live step by somebody else. */
export const onStep = (module: string, change: (step: JsonObject, record: JsonObject) => void): Drift => ({
  argument: "flow",
  edit: (record: JsonObject) => change(liveStep(record, module), record),
});

export const flowUuid = (index: number) => `6f1c2f34-5a06-4b0e-9a5e-0d1f6f2c8a0${index}`;

/** The flows that a `CallFlow` made without steps. */
export const emptyFlows: readonly string[] = [0, 1, 2, 3, 4, 5].map(flowUuid);

export const emptyFlow = (index: number): JsonObject => ({
  uuid: flowUuid(index),
  name: `Line ${index}`,
  extension: 601 + index,
  show_call_route_name: true,
  show_original_caller_id: false,
  flow: {
    [`6f1c2f34-5a06-4b0e-9a5e-0d1f6f2c8b0${index}`]: { module: "start", next: `6f1c2f34-5a06-4b0e-9a5e-0d1f6f2c8c0${index}` },
    [`6f1c2f34-5a06-4b0e-9a5e-0d1f6f2c8c0${index}`]: { module: "busy" },
  },
});

/** A flow as a program writes it. */
export const programFlow = wireFlow({ sound: true, maxSteps: 7 }).map((wire) => parse(wire).flow as unknown as Props);

/** Keys of a documented module whose value names a step, or steps. */
const ways: Readonly<Record<string, readonly string[]>> = {
  start: ["next"],
  recording: ["next"],
  play: ["next"],
  musiconhold: ["next"],
  calleridmatch: ["match", "nomatch"],
  extension: ["noanswer"],
  pressextension: ["next"],
  dialbyextension: ["next", "noanswer"],
};

/** RFC 9562, 5.5, in the namespace that the project has made public. */
function nameBased(text: string): string {
  const namespace = Buffer.from("8a1f4e0c6b0d4f5e9c532d7b3c1a90e6", "hex");
  const digest = createHash("sha1").update(namespace).update(text).digest().subarray(0, 16);
  digest[6] = (digest[6]! % 16) + 80;
  digest[8] = (digest[8]! % 64) + 128;
  return digest.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

/** The steps as a person would write them from the documents. */
export function documentedFlow(steps: Props, { seed, customer: owner }: Props): Props {
  const uuid = (name: string) =>
    /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(name) ? name : nameBased(JSON.stringify([seed, owner ?? null, name]));
  const way = (target: unknown): unknown => {
    if (typeof target === "string") return Object.hasOwn(steps, target) ? uuid(target) : target;
    return Object.fromEntries(Object.entries(target as Props).map(([key, inner]) => [key, way(inner)]));
  };
  const step = (written: Props): Props => {
    const routed = ways[written["module"] as string] ?? [];
    const spelled = { dialDuration: "dial_duration", waitDuration: "wait_duration" } as Readonly<Record<string, string>>;
    return Object.fromEntries(
      Object.entries(written).map(([key, value]) => [
        written["module"] === "dialbyextension" ? (spelled[key] ?? key) : key,
        routed.includes(key) ? way(value) : value,
      ]),
    );
  };
  return Object.fromEntries(Object.entries(steps).map(([name, written]) => [uuid(name), step(written as Props)]));
}

export const nobodysSteps = { start: { module: "start", next: "busy" }, busy: { module: "busy" } };

/** The documented keys of a body. */
export const bodyKeys = ["name", "extension", "flow", "show_call_route_name", "show_original_caller_id"];
