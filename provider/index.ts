/** Typed Pulumi resources for the Yay.com VoIP reseller API and its white-label hosts. */
export { SubReseller, type SubResellerState } from "./hosts/dynamic/subReseller";
export { CallFlow, type CallFlowState } from "./hosts/dynamic/callFlow";
export type { SubResellerAddress, SubResellerArgs, SubResellerUser } from "./kinds/subReseller/subReseller";
export { CallFlowContent, type CallFlowContentState } from "./hosts/dynamic/callFlowContent";
export type { CallFlowContentArgs } from "./kinds/callFlow/callFlowContent";
export * from "./hosts/dynamic/apiObject";
export * from "./hosts/dynamic/customer/customer";
export * from "./hosts/dynamic/phoneBook";
export * from "./hosts/dynamic/plainKinds";
export * from "./hosts/dynamic/resellerUser";
export * from "./hosts/dynamic/sipUser";
export * from "./hosts/dynamic/sound";
export * from "./hosts/dynamic/voipBundle";
export type { Id } from "./common/id";
export type { Finder, Found, Selector, StateOf } from "./hosts/dynamic/kindClass";
export type { AccountArgs, CustomerArgs, PurchaseArgs, ReferredArgs, RotatingArgs } from "./lifecycle/arguments";
export { CreditTransfer, type CreditTransferInputs } from "./hosts/dynamic/creditTransfer";
export type { CallFlowArgs } from "./kinds/callFlow/callFlow";
export type { Content, FileOnDisk } from "./lifecycle/fields/content";
export type { Adopt } from "./lifecycle/verbs/adopt";
export type { DeepInput, Inputs } from "./hosts/dynamic/inputs";
export {
  getAccount,
  getAccountOutput,
  getBalance,
  getBalanceOutput,
  getNextExtension,
  getNextExtensionOutput,
  getStores,
  getStoresOutput,
  getSubReseller,
  getSubResellerOutput,
  getSubResellers,
  getSubResellersOutput,
  getCallerId,
  getCallerIdOutput,
  getCallerIds,
  getCallerIdsOutput,
  getDevices,
  getDevicesOutput,
  getDocuments,
  getDocumentsOutput,
  getEmergencyAddresses,
  getEmergencyAddressesOutput,
  getSpeedDials,
  getSpeedDialsOutput,
  getUserStatuses,
  getUserStatusesOutput,
  type NextExtensionArgs,
  type OfCustomer,
  type SubResellerSelector,
} from "./hosts/dynamic/lookups";
export type { Account, CallerIdInfo, CallerIdSelector, ListedInfo, StoreInfo, SubResellerInfo, UserStatusInfo } from "./account";
export * from "./client/errors";
