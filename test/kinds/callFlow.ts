import type { Props } from "../../provider/common/values";
import type { JsonObject } from "../../provider/simulator/index";
import { CREATE_FLOW } from "../simulator/documents";
import { acme, customers, globex, mailbox, otherPhone } from "../support/account";
import { renamed, type Scenario } from "../support/scenario";
import { bodyKeys, documentedFlow, liveKey, liveStep, nobodysSteps, onStep, programFlow, steps, withPin } from "./flows";

/** What a person would write from the documents. */
function body(inputs: Props, sent: JsonObject): Props {
  return {
    name: inputs["name"],
    extension: inputs["extension"] === "next" ? sent["extension"] : inputs["extension"],
    flow: documentedFlow((inputs["flow"] ?? nobodysSteps) as Props, inputs),
    ...renamed(inputs, { showCallRouteName: "show_call_route_name", showOriginalCallerId: "show_original_caller_id" }),
  };
}

const examples: Scenario["documented"]["examples"] = {
  "a call flow": {
    inputs: { name: "Call Pete", extension: 501, flow: CREATE_FLOW.flow, showCallRouteName: true, showOriginalCallerId: true },
    body: CREATE_FLOW,
  },
};

export const callFlow: Scenario = {
  kind: "CallFlow",
  seed: { customers },
  inputs: {
    customer: acme,
    name: "Main line",
    extension: 501,
    flow: steps,
    showCallRouteName: true,
    showOriginalCallerId: true,
  },
  changes: {
    name: "Other line",
    extension: 502,
    flow: { ...steps, menu: { ...steps.menu, next: { ...steps.menu.next, 2: "voice" } } },
    showCallRouteName: false,
    showOriginalCallerId: false,
  },
  replacements: { customer: globex },
  drifts: {
    name: { argument: "name", edit: (record) => (record["name"] = "Edited line") },
    extension: { argument: "extension", edit: (record) => (record["extension"] = 599) },
    showCallRouteName: { argument: "showCallRouteName", edit: (record) => (record["show_call_route_name"] = false) },
    showOriginalCallerId: { argument: "showOriginalCallerId", edit: (record) => (record["show_original_caller_id"] = false) },
    "flow.greet.next": onStep("play", (step, record) => (step["next"] = liveKey(record, "voicemail"))),
    "flow.greet.sound": onStep("play", (step) => (step["sound"] = otherPhone)),
    "flow.menu.next.2": onStep("pressextension", (step, record) => ((step["next"] as JsonObject)["2"] = liveKey(record, "busy"))),
    "flow.menu.next.9 (added)": onStep("pressextension", (step, record) => ((step["next"] as JsonObject)["9"] = liveKey(record, "busy"))),
    "flow.menu.next.3 (removed)": onStep("pressextension", (step) => delete (step["next"] as JsonObject)["3"]),
    "flow.menu.duration": onStep("pressextension", (step) => (step["duration"] = 9)),
    "flow.menu.sound (removed)": onStep("pressextension", (step) => delete step["sound"]),
    "flow.screen.patterns": onStep("calleridmatch", (step) => (step["patterns"] = ["^44900"])),
    "flow.screen.match": onStep("calleridmatch", (step, record) => (step["match"] = liveKey(record, "voicemail"))),
    "flow.dial.noanswer": onStep("dialbyextension", (step, record) => (step["noanswer"] = liveKey(record, "voicemail"))),
    "flow.dial.waitDuration": onStep("dialbyextension", (step) => (step["wait_duration"] = 6)),
    "flow.sales.extensions": onStep("extension", (step) => (step["extensions"] = [{ type: "sipuser", uuid: otherPhone }])),
    "flow.sales.noanswer": onStep("extension", (step) => delete step["noanswer"]),
    "flow.meet.pin": onStep("conference", (step) => (step["pin"] = "0815")),
    "flow.meet.pin (removed)": onStep("conference", (step) => delete step["pin"]),
    "flow.busy.duration": onStep("busy", (step) => (step["duration"] = 3)),
    "flow.voice.mailboxes": onStep("voicemail", (step) => (step["mailboxes"] = [mailbox, otherPhone])),
    "flow.busy (another module)": onStep("busy", (step) => {
      for (const key of Object.keys(step)) Reflect.deleteProperty(step, key);
      Object.assign(step, { module: "Trunk", uuid: otherPhone });
    }),
    "flow (a step added)": onStep("play", (step, record) => {
      const key = "12340000-0000-4000-8000-000000000001";
      (record["flow"] as JsonObject)[key] = { module: "recording", next: step["next"] ?? null };
      step["next"] = key;
    }),
    "flow.greet (a step removed)": onStep("start", (step, record) => {
      step["next"] = liveKey(record, "pressextension");
      Reflect.deleteProperty(record["flow"] as JsonObject, liveKey(record, "play"));
    }),
  },
  unseen: { customer: "an object does not say whose it is; it is found by asking for its customer" },
  neighbour: (record) => {
    record["colour"] = "green";
    record["notes"] = { author: "portal", list: [1, { deep: null }] };
    liveStep(record, "pressextension")["max_retries"] = 3;
    (liveStep(record, "extension")["extensions"] as JsonObject[])[0]!["label"] = "front desk";
  },
  neighbours: (record) => [
    record["colour"],
    record["notes"],
    liveStep(record, "pressextension")["max_retries"],
    (liveStep(record, "extension")["extensions"] as JsonObject[]).map((entry) => entry["label"] ?? null),
  ],
  leftOut: ["showCallRouteName", "showOriginalCallerId"],
  invalid: {
    "an empty name": { change: { name: "" }, path: "name" },
    "an extension of zero": { change: { extension: 0 }, path: "extension" },
    "an extension that is no number": { change: { extension: "501" }, path: "extension" },
    "a customer that is no uuid": { change: { customer: "acme" }, path: "customer" },
    "no start": { change: { flow: { voice: steps.voice } }, path: "flow" },
    "two starts": { change: { flow: { ...steps, begin: { module: "start", next: "menu" } } }, path: "flow" },
    "a missing target": { change: { flow: { ...steps, start: { module: "start", next: "grete" } } }, path: "flow.start.next" },
    "a required key missing": { change: { flow: { ...steps, greet: { module: "play", next: "menu" } } }, path: "flow.greet.sound" },
    "a wrong type": { change: { flow: { ...steps, busy: { module: "busy", duration: "long" } } }, path: "flow.busy.duration" },
    "a key that the module does not have": {
      change: { flow: { ...steps, busy: { module: "busy", durations: 3 } } },
      path: "flow.busy.durations",
    },
    "a PIN of three digits": { change: { flow: { ...steps, meet: { module: "conference", pin: "471" } } }, path: "flow.meet.pin" },
    "adopting by an extension that is not known": { change: { extension: "next", adopt: true }, path: "adopt" },
  },
  ownOutputs: ["stepUuids"],
  beforeDelete: [],
  distinct: (index) => ({ extension: 700 + index }),
  withSecret: withPin,
  documented: { body, keys: bodyKeys, examples },
  random: {
    fields: { flow: programFlow },
    agreeing: (inputs) => (inputs["content"] === undefined ? inputs : { ...inputs, flow: undefined }),
    living: ({ customer, ...inputs }) => ({ ...inputs, ...(customer === undefined ? {} : { customer: acme }) }),
    fixed: ["content"],
  },
};
