import type { ResourceDefinition } from "./lifecycle/definition";
import type { OneShot } from "./lifecycle/transfer/host";
import { callFlow } from "./resources/callFlow";
import { callFlowContent } from "./resources/callFlowContent";
import { creditTransferReference } from "./resources/creditTransfer";
import { creditTransferExecution } from "./resources/creditTransferExecution";
import { creditTransferIntent } from "./resources/creditTransferIntent";
import { subReseller } from "./resources/subReseller";

/** Every kind of resource, by the name that programs and states know it by. */
export const registry = {
  SubReseller: subReseller,
  CallFlow: callFlow,
  CallFlowContent: callFlowContent,
} as const satisfies Record<string, ResourceDefinition>;

/** Every kind whose objects are records of what was done once, by the same sort of name. */
export const records = {
  CreditTransferReference: creditTransferReference,
  CreditTransferIntent: creditTransferIntent,
  CreditTransferExecution: creditTransferExecution,
} as const satisfies Record<string, OneShot>;

/** The name of a kind of live objects. */
export type Kind = keyof typeof registry;

/** The name of a kind of records. */
export type RecordKind = keyof typeof records;
