/** Every kind of resource, by the name that programs and states know it by: a line each. */
export { callFlow as CallFlow } from "./callFlow/callFlow";
export { callFlowContent as CallFlowContent } from "./callFlow/callFlowContent";
export { department as Department } from "./department";
export { faxSender as FaxSender } from "./faxSender";
export { huntGroup as HuntGroup } from "./huntGroup";
export { mailbox as Mailbox } from "./mailbox";
export { missedCallNotification as MissedCallNotification } from "./missedCallNotification";
export { numberAddress as NumberAddress } from "./numberAddress";
export { phoneBook as PhoneBook } from "./phoneBook";
export { playlist as Playlist } from "./playlist";
export { queueGroup as QueueGroup } from "./queueGroup";
export { resellerAddress as ResellerAddress } from "./resellerAddress";
export { shortCode as ShortCode } from "./shortCode";
export { subReseller as SubReseller } from "./subReseller/subReseller";
export { timeDiary as TimeDiary } from "./timeDiary";
export { trunk as Trunk } from "./trunk";
