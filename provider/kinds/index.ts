/** Every kind of resource, by the name that programs and states know it by: a line each. */
export { callFlow as CallFlow } from "./callFlow/callFlow";
export { callFlowContent as CallFlowContent } from "./callFlow/callFlowContent";
export { callRecordingRetention as CallRecordingRetention } from "./callRecordingRetention";
export { huntGroup as HuntGroup } from "./huntGroup";
export { mailbox as Mailbox } from "./mailbox";
export { subReseller as SubReseller } from "./subReseller/subReseller";
export { trunkAuthentication as TrunkAuthentication } from "./trunkAuthentication";
