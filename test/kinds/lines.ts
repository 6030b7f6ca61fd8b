import type { Props } from "../../provider/common/values";
import type { JsonObject, SimulatorOptions } from "../../provider/simulator/index";
import { onStage, type Stage } from "../support/lifecycle";
import type { Scenario } from "../support/scenario";
import { acme, mailbox } from "../support/account";
import { callFlow } from "./callFlow";

export const short = { start: { module: "start", next: "voice" }, voice: { module: "voicemail", mailboxes: [mailbox] } };

/** A flow with these inputs alone. */
export function flow(inputs: Props = {}): Scenario {
  return { ...callFlow, inputs: { customer: acme, name: "Main line", extension: 501, flow: short, ...inputs } };
}

export const on = (inputs: Props, action: (stage: Stage) => Promise<void>, options: Partial<SimulatorOptions> = {}) =>
  onStage(flow(inputs), action, options);

export const flows = (stage: Stage) => [...stage.sim.state.objects.values()].filter(({ kind }) => kind === "flow");
export const lastBody = (stage: Stage, method: string) =>
  stage.sim.requests.filter((request) => request.method === method).at(-1)?.body as JsonObject;
