import type { ResourceDefinition } from "./lifecycle/definition";
import { callFlow } from "./resources/callFlow";
import { callFlowContent } from "./resources/callFlowContent";
import { subReseller } from "./resources/subReseller";

/** Every kind of resource, by the name that programs and states know it by. */
export const registry = {
  SubReseller: subReseller,
  CallFlow: callFlow,
  CallFlowContent: callFlowContent,
} as const satisfies Record<string, ResourceDefinition>;

/** The name of a kind. */
export type Kind = keyof typeof registry;
