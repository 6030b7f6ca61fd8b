import * as pulumi from "@pulumi/pulumi";
import type {
  Account,
  AccountReader,
  CallerIdInfo,
  CallerIdSelector,
  ListedInfo,
  StoreInfo,
  SubResellerInfo,
  UserStatusInfo,
} from "../../account";
import type { Kind } from "../../kinds/registry";
import type { Id } from "../../common/id";
import { refuseSelectors } from "./given";
import type { Inputs } from "./inputs";
import { withRedactedErrors } from "./marks";
import { stackLookup } from "./stackLookup";
import { whenMade } from "./whenMade";

/** Creates a reader per call, so that a look-up reads the stack's configuration only when it is called. A program without look-ups loads none. */
function reader(): AccountReader {
  const account = require("../../account") as typeof import("../../account");
  return new account.AccountReader(stackLookup);
}

/** The account of the credentials: name, contact name and allowed IP ranges, as far as the API shows them. */
export async function getAccount(): Promise<Account> {
  return reader().account();
}

/** {@link getAccount} as an output. */
export function getAccountOutput(): pulumi.Output<Account> {
  return pulumi.output(getAccount());
}

/** The account's own pre-pay balance as a decimal text with three places, such as `"10.000"`. */
export async function getBalance(): Promise<string> {
  return reader().balance();
}

/** {@link getBalance} as an output. */
export function getBalanceOutput(): pulumi.Output<string> {
  return pulumi.output(getBalance());
}

/** Selects a customer by uuid or by account name. */
export type SubResellerSelector = { readonly uuid: string } | { readonly name: string };

/**
 * One customer, without passwords.
 * @throws NotFoundError if none matches, SelectorError if several do or if the selector has no value.
 */
export async function getSubReseller(by: SubResellerSelector): Promise<SubResellerInfo> {
  refuseSelectors("look up a customer", by, { meaning: "" });
  return reader().subReseller(by);
}

/** {@link getSubReseller} as an output, for a selector that is an output itself. */
export function getSubResellerOutput(by: pulumi.Input<Inputs<SubResellerSelector>>): pulumi.Output<SubResellerInfo> {
  return withRedactedErrors(whenMade(by), (selector) => getSubReseller(selector));
}

/** All customers of the account, without passwords. */
export async function getSubResellers(): Promise<SubResellerInfo[]> {
  return reader().subResellers();
}

/** {@link getSubResellers} as an output. */
export function getSubResellersOutput(): pulumi.Output<SubResellerInfo[]> {
  return pulumi.output(getSubResellers());
}

/** The store fronts of the account. */
export async function getStores(): Promise<StoreInfo[]> {
  return reader().stores();
}

/** {@link getStores} as an output. */
export function getStoresOutput(): pulumi.Output<StoreInfo[]> {
  return pulumi.output(getStores());
}

/** The account whose objects are meant. */
export interface OfCustomer {
  /** The uuid of the customer; if left out, the own account. Refused if it has no value. */
  readonly customer?: Id<"SubReseller">;
}

/** The account that the extension is for, and what it is to reach. */
export interface NextExtensionArgs extends OfCustomer {
  /** What the extension is to reach; left out, a call flow. */
  readonly of?: "CallFlow" | "SipUser" | "HuntGroup" | "MailboxMenu";
}

const WHOSE = { meaning: "; leave it out for the own account" };

/**
 * An extension that is free now, for a call flow or what else is said. Do not pass it to an argument: the answer changes with each object that
 * is created, so every preview would show a change. Write `extension: "next"` of a flow instead. A SIP user and a hunt group take a number alone,
 * because they are found by it after a run that was cut off: write one into the program, such as the one that this gives.
 * @throws NotFoundError if there is no such customer, SelectorError if `customer` is given and has no value.
 */
export async function getNextExtension(args: NextExtensionArgs = {}): Promise<number> {
  refuseSelectors("find a free extension", args, WHOSE);
  return reader().nextExtension(args.customer, args.of);
}

/** {@link getNextExtension} as an output. */
export function getNextExtensionOutput(args: pulumi.Input<Inputs<NextExtensionArgs>> = {}): pulumi.Output<number> {
  return withRedactedErrors(whenMade(args), (known) => getNextExtension(known));
}

/**
 * One caller ID, by its uuid or by the number that it shows.
 * @throws NotFoundError if none matches, SelectorError if several do or if the selector has no value.
 */
export async function getCallerId(by: CallerIdSelector): Promise<CallerIdInfo> {
  refuseSelectors("look up a caller ID", by, WHOSE);
  return reader().callerId(by);
}

/**
 * {@link getCallerId} as an output. In a preview it is unknown as long as the customer or the number is still to be made, and the `up` that makes
 * it looks afterwards.
 */
export function getCallerIdOutput(by: pulumi.Input<Inputs<CallerIdSelector>>): pulumi.Output<CallerIdInfo> {
  return withRedactedErrors(whenMade(by), (known) => getCallerId(known));
}

/** What a customer, or the own account, can show as caller. */
export async function getCallerIds(args: OfCustomer = {}): Promise<CallerIdInfo[]> {
  refuseSelectors("list the caller IDs", args, WHOSE);
  return reader().callerIds(args.customer);
}

/** {@link getCallerIds} as an output. */
export function getCallerIdsOutput(args: pulumi.Input<Inputs<OfCustomer>> = {}): pulumi.Output<CallerIdInfo[]> {
  return withRedactedErrors(whenMade(args), (known) => getCallerIds(known as OfCustomer));
}

/** The emergency addresses, to which numbers refer. */
export async function getEmergencyAddresses(args: OfCustomer = {}): Promise<ListedInfo[]> {
  refuseSelectors("list the emergency addresses", args, WHOSE);
  return reader().emergencyAddresses(args.customer);
}

/** {@link getEmergencyAddresses} as an output. */
export function getEmergencyAddressesOutput(args: pulumi.Input<Inputs<OfCustomer>> = {}): pulumi.Output<ListedInfo[]> {
  return withRedactedErrors(whenMade(args), (known) => getEmergencyAddresses(known as OfCustomer));
}

/** The documents that an account has handed in. */
export async function getDocuments(args: OfCustomer = {}): Promise<ListedInfo[]> {
  refuseSelectors("list the documents", args, WHOSE);
  return reader().documents(args.customer);
}

/** {@link getDocuments} as an output. */
export function getDocumentsOutput(args: pulumi.Input<Inputs<OfCustomer>> = {}): pulumi.Output<ListedInfo[]> {
  return withRedactedErrors(whenMade(args), (known) => getDocuments(known as OfCustomer));
}

/** The speed dials. */
export async function getSpeedDials(args: OfCustomer = {}): Promise<ListedInfo[]> {
  refuseSelectors("list the speed dials", args, WHOSE);
  return reader().speedDials(args.customer);
}

/** {@link getSpeedDials} as an output. */
export function getSpeedDialsOutput(args: pulumi.Input<Inputs<OfCustomer>> = {}): pulumi.Output<ListedInfo[]> {
  return withRedactedErrors(whenMade(args), (known) => getSpeedDials(known as OfCustomer));
}

/** The telephones that are provisioned. */
export async function getDevices(args: OfCustomer = {}): Promise<ListedInfo[]> {
  refuseSelectors("list the devices", args, WHOSE);
  return reader().devices(args.customer);
}

/** {@link getDevices} as an output. */
export function getDevicesOutput(args: pulumi.Input<Inputs<OfCustomer>> = {}): pulumi.Output<ListedInfo[]> {
  return withRedactedErrors(whenMade(args), (known) => getDevices(known as OfCustomer));
}

/** Whether users are free. */
export async function getUserStatuses(args: OfCustomer = {}): Promise<UserStatusInfo[]> {
  refuseSelectors("list the status of users", args, WHOSE);
  return reader().userStatuses(args.customer);
}

/** {@link getUserStatuses} as an output. */
export function getUserStatusesOutput(args: pulumi.Input<Inputs<OfCustomer>> = {}): pulumi.Output<UserStatusInfo[]> {
  return withRedactedErrors(whenMade(args), (known) => getUserStatuses(known as OfCustomer));
}

/** The one object of a kind that a selector names, without secrets. */
export function foundOutput(kind: Kind, by: object): pulumi.Output<Readonly<Record<string, unknown>>> {
  return withRedactedErrors(whenMade(by), (selector) => reader().find(kind, selector as Readonly<Record<string, unknown>>));
}
