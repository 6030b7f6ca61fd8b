import type { Id } from "../../common/id";
import type { SubResellerAddress, SubResellerArgs, SubResellerUser } from "../../kinds/subReseller/subReseller";
import { kindClass } from "./kindClass";

/** What a program can read of a customer. */
export interface SubResellerState {
  /** The account name, also if it was made for the program. */
  name: string;
  /** The contact name. */
  contactName: string;
  /** The phone number, if the program declares it. */
  phone: string | undefined;
  /** The uuid of the store, if the program declares it. */
  storeFront: Id<"Store"> | undefined;
  /** The declared addresses. */
  addresses: SubResellerAddress[] | undefined;
  /** Whether the customer is locked, as it was sent last. */
  locked: boolean | undefined;
  /** Whether the customer may call abroad, as it was sent last. */
  internationalCallsAllowed: boolean | undefined;
  /** The declared users by name. */
  users: Record<string, Omit<SubResellerUser, "name">> | undefined;
}

/** A customer of the reseller, on whose behalf numbers, users and call flows are made. */
export class SubReseller extends kindClass<"SubReseller", SubResellerArgs, SubResellerState>("SubReseller") {}
