import type { Kind } from "../../provider/kinds/registry";
import type { Lifecycle, Scenario } from "../support/scenario";
import { callFlow } from "./callFlow";
import { callFlowContent } from "./callFlowContent";
import { subReseller } from "./subReseller";

/** The scenario of every kind; a kind without one does not compile. */
export const scenarios: Readonly<Record<Kind, Scenario>> = {
  SubReseller: subReseller,
  CallFlow: callFlow,
  CallFlowContent: callFlowContent,
};

/** The kind whose run through all faults stands for each lifecycle; every other kind runs through a sample of them. */
export const representatives: Readonly<Record<Lifecycle, Scenario>> = {
  fullObject: callFlow,
  part: callFlowContent,
};
