import type { ResellerUserArgs } from "../../kinds/resellerUser";
import { kindClass } from "./kindClass";

export type { ResellerUserArgs } from "../../kinds/resellerUser";

/**
 * A login of the own account or a customer's. A program declares the users of a customer here or by `users` of its SubReseller, and not by
 * both. The list is in a catalogue; what a body may have is inferred from the users of a customer, and every other command is a guess. Answers show more than a program can declare, of which no source says that a body takes it:
 * `user_name`, `user_email`, `status_id`, `timezone`, `is_store_user` and `object_access` go back as they live. `login_history` is what the
 * API records, and `send_reset_link` could send an email with each update, so neither is ever sent.
 */
export class ResellerUser extends kindClass<"ResellerUser", ResellerUserArgs>("ResellerUser") {}
