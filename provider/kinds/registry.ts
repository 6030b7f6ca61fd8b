import type { ResourceDefinition } from "../lifecycle/kind";
import type { OneShot } from "../transfer/host";
import { creditTransferReference } from "./creditTransfer/creditTransfer";
import { creditTransferExecution } from "./creditTransfer/execution";
import { creditTransferIntent } from "./creditTransfer/intent";
import { apiObject } from "./apiObject/apiObject";
import * as kinds from "./index";

/** Every kind of resource by its name. */
export const registry = { ...kinds, ApiObject: apiObject(Object.values(kinds)) } as const satisfies Record<string, ResourceDefinition>;

/** Every kind whose objects are records of what was done once, by the same sort of name. */
export const records = {
  CreditTransferReference: creditTransferReference,
  CreditTransferIntent: creditTransferIntent,
  CreditTransferExecution: creditTransferExecution,
} as const satisfies Record<string, OneShot>;

export { objectionToSending } from "./callFlow/flowRules";

/** The name of a kind of live objects. */
export type Kind = keyof typeof registry;

/** The name of a kind of records. */
export type RecordKind = keyof typeof records;
