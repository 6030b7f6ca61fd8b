import type { ResourceDefinition } from "../lifecycle/kind";
import type { OneShot } from "../transfer/host";
import { lazily } from "../common/lazily";
import { kinds } from "./index";

type Kinds = { readonly [Name in keyof typeof kinds]: ReturnType<(typeof kinds)[Name]> };

/** Every kind of resource by its name. Going through all values loads all kinds; the names are known without that. */
export const registry: Kinds & { readonly ApiObject: ResourceDefinition } = lazily({
  ...kinds,
  ApiObject: () => (require("./apiObject/apiObject") as typeof import("./apiObject/apiObject")).apiObject(typed()),
});

/** All kinds but the one of all that no other one has. */
function typed(): ResourceDefinition[] {
  return Object.keys(kinds).map((name) => registry[name as keyof typeof kinds]);
}

interface Records {
  readonly CreditTransferReference: OneShot;
  readonly CreditTransferIntent: OneShot;
  readonly CreditTransferExecution: OneShot;
}

/** Every kind whose objects are records of what was done once, by the same sort of name. */
export const records: Records = lazily<Records>({
  CreditTransferReference: () =>
    (require("./creditTransfer/creditTransfer") as typeof import("./creditTransfer/creditTransfer")).creditTransferReference,
  CreditTransferIntent: () => (require("./creditTransfer/intent") as typeof import("./creditTransfer/intent")).creditTransferIntent,
  CreditTransferExecution: () =>
    (require("./creditTransfer/execution") as typeof import("./creditTransfer/execution")).creditTransferExecution,
});

export { objectionToSending } from "./callFlow/judgedElsewhere";

/** The name of a kind of live objects. */
export type Kind = keyof typeof registry;

/** The name of a kind of records. */
export type RecordKind = keyof typeof records;
