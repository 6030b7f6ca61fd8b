import { larch } from "./customer";
import { workshop } from "./groups";
import { mainLine } from "./lines";
import { messages } from "./mailboxes";

export const customer = larch.uuid;
export const line = mainLine.extension;
export const group = workshop.extension;
export const mailbox = messages.uuid;
