import { createHash } from "node:crypto";
import type { Props } from "../../provider/common/values";
import type { Kind } from "../../provider/kinds/registry";
import type { JsonObject } from "../../provider/simulator/index";

/**
 * The bodies that a person would write from the API's documents for the arguments of a program: plain renaming, knowing nothing of the
 * provider's own code. Where arguments leave something open, such as a name, the body that was sent answers.
 */
export type Encoder = (inputs: Props, sent: JsonObject) => Props;

const nested = (value: unknown) => (Array.isArray(value) ? value : Object.values(value as Props)) as Props[];

const renamed = (value: Props, names: Readonly<Record<string, string>>): Props =>
  Object.fromEntries(Object.entries(names).flatMap(([mine, theirs]) => (value[mine] === undefined ? [] : [[theirs, value[mine]]])));

const address = (value: Props): Props =>
  renamed(value, {
    streetOne: "street_one",
    streetTwo: "street_two",
    streetThree: "street_three",
    city: "city",
    state: "state",
    zip: "zip",
    countryCode: "country_code",
  });

const user = ([name, value]: [string, unknown]): Props => ({
  name,
  ...renamed(value as Props, {
    email: "email",
    password: "password",
    roleId: "role_id",
    contactFirstName: "contact_first_name",
    contactLastName: "contact_last_name",
  }),
});

function customer(inputs: Props, sent: JsonObject): Props {
  return {
    ...(inputs["name"] === undefined || inputs["name"] === "" ? { name: sent["name"] } : { name: inputs["name"] }),
    ...renamed(inputs, { contactName: "contact_name", phone: "phone", storeFront: "store_front" }),
    ...(inputs["addresses"] === undefined ? {} : { addresses: nested(inputs["addresses"]).map(address) }),
    ...(inputs["users"] === undefined ? {} : { users: Object.entries(inputs["users"] as Props).map(user) }),
  };
}

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

function flow(steps: Props, { seed, customer: owner }: Props): Props {
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

const nobodysSteps = { start: { module: "start", next: "busy" }, busy: { module: "busy" } };

function callFlow(inputs: Props, sent: JsonObject): Props {
  return {
    name: inputs["name"],
    extension: inputs["extension"] === "next" ? sent["extension"] : inputs["extension"],
    flow: flow((inputs["flow"] ?? nobodysSteps) as Props, inputs),
    ...renamed(inputs, { showCallRouteName: "show_call_route_name", showOriginalCallerId: "show_original_caller_id" }),
  };
}

/** By kind; a kind without its own does not compile. A part's body has beside it what the object had. */
export const documentedBody: Readonly<Record<Kind, Encoder>> = {
  SubReseller: customer,
  CallFlow: callFlow,
  CallFlowContent: (inputs, sent) => ({
    ...sent,
    flow: flow(inputs["flow"] as Props, { ...inputs, seed: `${String(inputs["seed"])}#${String(inputs["callFlow"])}` }),
  }),
};
