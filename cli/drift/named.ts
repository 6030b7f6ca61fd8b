import { isUuid } from "pulumi-yay/callflow";
import { titleOf } from "pulumi-yay/map";
import type { Kind } from "pulumi-yay/objects";
import type { NamedFlow } from "../flow/rawFlow.js";
import { isRecord } from "../shared/json.js";
import { withUnknownSecrets } from "../shared/states.js";
import type { Change, Drifted, Named, Props, StepUuids } from "./looked.js";
import { hasSteps } from "./places.js";

/** What a resource is, and what has its words. */
export interface Naming {
  readonly stack: string;
  readonly kind: string;
  readonly resource: string;
  readonly uuid: string;
  readonly held: Props;
  readonly live: Props | undefined;
}

/** A resource for reports, by what it is called where it lives. */
export function namedOf({ stack, kind, resource, uuid, held, live }: Naming): Named {
  const shown: Props = { ...held, ...live };
  const customer = held["customer"];
  const title = titleOf(kind, shown);
  const extension = shown["extension"];
  const parts = [
    ...(title === undefined ? [] : [JSON.stringify(title)]),
    ...(typeof extension === "number" ? [`extension ${extension}`] : []),
  ];
  return { stack, kind, resource, uuid, title: parts.join(", "), ...(typeof customer === "string" && isUuid(customer) && { customer }) };
}

/** The pictures of a flow whose steps have drifted. */
export function pictured(
  { kind, resource, stepUuids }: { readonly kind: Kind; readonly resource: string; readonly stepUuids: StepUuids },
  { held, live }: { readonly held: Props; readonly live: Props },
  drift: readonly Change[],
): Pick<Drifted, "flow"> {
  if (!hasSteps(kind) || !drift.some(({ path }) => path === "flow" || path.startsWith("flow."))) return {};
  const flowOf = (props: Props, uuids: StepUuids["held"]): NamedFlow => {
    const flow = withUnknownSecrets(props["flow"]);
    return { label: resource, flow: isRecord(flow) ? flow : {}, uuids, properties: {} };
  };
  return { flow: { says: flowOf(held, stepUuids.held), lives: flowOf(live, stepUuids.live) } };
}
