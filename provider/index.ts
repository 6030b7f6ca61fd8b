/** Typed Pulumi resources for the Yay.com VoIP reseller API and its white-label hosts. */
export { SubReseller, type SubResellerState } from "./hosts/dynamic/subReseller";
export { CallFlow, type CallFlowState } from "./hosts/dynamic/callFlow";
export type { SubResellerAddress, SubResellerArgs, SubResellerUser } from "./resources/subReseller";
export { CallFlowContent, type CallFlowContentState } from "./hosts/dynamic/callFlowContent";
export type { CallFlowContentArgs } from "./resources/callFlowContent";
export type { CallFlowArgs } from "./resources/callFlow";
export type { Adopt } from "./lifecycle/adopt";
export type { DeepInput, Inputs } from "./hosts/dynamic/inputs";
export * from "./hosts/dynamic/lookups";
export type { Account, StoreInfo, SubResellerInfo } from "./account";
export * from "./client/errors";
