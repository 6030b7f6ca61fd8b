/** Every kind of resource, by the name that programs and states know it by: a line each. */
export { callFlow as CallFlow } from "./callFlow/callFlow";
export { callFlowContent as CallFlowContent } from "./callFlow/callFlowContent";
export { department as Department } from "./department";
export { huntGroup as HuntGroup } from "./huntGroup";
export { mailbox as Mailbox } from "./mailbox";
export { numberAddress as NumberAddress } from "./numberAddress";
export { playlist as Playlist } from "./playlist";
export { queueGroup as QueueGroup } from "./queueGroup";
export { resellerAddress as ResellerAddress } from "./resellerAddress";
export { subReseller as SubReseller } from "./subReseller/subReseller";
