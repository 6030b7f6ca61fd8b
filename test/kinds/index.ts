import { type Kind, registry } from "../../provider/kinds/registry";
import type { Lifecycle, Scenario } from "../support/scenario";

/** The scenario of every kind: `test/kinds/huntGroup.ts` exports `huntGroup`. A kind without one fails every suite by the name of that file. */
export const scenarios = Object.fromEntries(
  Object.keys(registry).map((kind) => {
    const name = `${kind.charAt(0).toLowerCase()}${kind.slice(1)}`;
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- a new kind needs no line here
    const scenario = (require(`./${name}`) as Record<string, Scenario | undefined>)[name];
    if (scenario === undefined) throw new Error(`test/kinds/${name}.ts exports no ${name}.`);
    return [kind, scenario];
  }),
) as Readonly<Record<Kind, Scenario>>;

/** The kind whose run through all faults stands for each lifecycle; every other kind runs through a sample of them. */
export const representatives: Readonly<Record<Lifecycle, Scenario>> = {
  fullObject: scenarios.CallFlow,
  part: scenarios.CallFlowContent,
  child: scenarios.TrunkAuthentication,
  found: scenarios.PhoneNumber,
  singleton: scenarios.CallRecordingRetention,
};
