import type { Props } from "../../provider/common/values";
import type { JsonObject } from "../../provider/simulator/index";
import { acme, customers, globex } from "../support/account";
import type { Scenario } from "../support/scenario";
import { callFlow } from "./callFlow";
import { bodyKeys, documentedFlow, emptyFlow, emptyFlows, flowUuid, programFlow, steps, withPin } from "./flows";

/** What a person would write from the documents: beside the part stands what the object had. */
function body(inputs: Props, sent: JsonObject): Props {
  const seed = `${String(inputs["seed"])}#${String(inputs["callFlow"])}`;
  return { ...sent, flow: documentedFlow(inputs["flow"] as Props, { ...inputs, seed }) };
}

/** What concerns the steps of a flow alone. */
const onFlow = <T>(all: Readonly<Record<string, T>>, isFlow: (path: string, value: T) => boolean) =>
  Object.fromEntries(Object.entries(all).filter(([path, value]) => isFlow(path, value)));

export const callFlowContent: Scenario = {
  kind: "CallFlowContent",
  seed: {
    customers: [
      { ...customers[0], objects: { flow: emptyFlows.slice(0, 5).map((_, index) => emptyFlow(index)) } },
      { ...customers[1], objects: { flow: [emptyFlow(5)] } },
    ],
  },
  inputs: { customer: acme, callFlow: flowUuid(0), flow: steps },
  changes: { flow: { ...steps, menu: { ...steps.menu, next: { ...steps.menu.next, 2: "voice" } } } },
  replacements: { customer: { customer: globex, callFlow: flowUuid(5) }, callFlow: { callFlow: flowUuid(1) } },
  drifts: onFlow(callFlow.drifts, (_path, { argument }) => argument === "flow"),
  unseen: {
    customer: "an object does not say whose it is; it is found by asking for its customer",
    callFlow: "it says which flow is read",
  },
  neighbour: (record) => {
    callFlow.neighbour(record);
    record["name"] = "Renamed by the resource that has the flow";
  },
  neighbours: (record) => [callFlow.neighbours(record), record["name"], record["extension"], record["show_call_route_name"]],
  leftOut: [],
  invalid: {
    ...onFlow(callFlow.invalid, (_name, { path }) => path.startsWith("flow")),
    "a customer that is no uuid": { change: { customer: "acme" }, path: "customer" },
    "a flow that is no uuid": { change: { callFlow: "main" }, path: "callFlow" },
    "adopting another flow": { change: { adopt: flowUuid(1) }, path: "adopt" },
  },
  ownOutputs: ["stepUuids"],
  beforeDelete: [],
  distinct: (index) => ({ callFlow: flowUuid(index) }),
  withSecret: withPin,
  documented: { body, keys: bodyKeys },
  random: {
    fields: { flow: programFlow },
    living: (inputs) => ({ ...inputs, customer: acme, callFlow: flowUuid(0) }),
  },
};
