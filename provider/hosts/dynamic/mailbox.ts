import type { MailboxArgs } from "../../kinds/mailbox";
import { kindClass } from "./kindClass";

export type { MailboxArgs } from "../../kinds/mailbox";

/** Where callers leave messages. Who gets them by email is kept as it lives: the documents show no field of a recipient. */
export class Mailbox extends kindClass<"Mailbox", MailboxArgs>("Mailbox") {}
