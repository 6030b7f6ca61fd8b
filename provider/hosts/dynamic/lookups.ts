import * as pulumi from "@pulumi/pulumi";
import { type Account, AccountReader, type StoreInfo, type SubResellerInfo } from "../../account";
import { refuseSelectors } from "./given";
import { discreetly } from "./marks";
import { stackLookup } from "./stackLookup";

/** Creates a reader per call, so that a look-up reads the stack's configuration only when it is called. */
function reader(): AccountReader {
  return new AccountReader(stackLookup);
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
export function getSubResellerOutput(by: pulumi.Input<SubResellerSelector>): pulumi.Output<SubResellerInfo> {
  return discreetly(by, (selector) => getSubReseller(selector));
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

/** The account that the extension is for. */
export interface NextExtensionArgs {
  /** The uuid of the customer; if left out, the own account. Refused if it has no value. */
  readonly customer?: string;
}

/**
 * An extension that is free for a call flow now. Do not pass it to an argument: the answer changes with each flow that is created, so every
 * preview would show a change. Write `extension: "next"` instead.
 * @throws NotFoundError if there is no such customer, SelectorError if `customer` is given and has no value.
 */
export async function getNextExtension(args: NextExtensionArgs = {}): Promise<number> {
  refuseSelectors("find a free extension", args, { meaning: "; leave it out for the own account" });
  return reader().nextExtension(args.customer);
}

/** {@link getNextExtension} as an output. */
export function getNextExtensionOutput(args: pulumi.Input<NextExtensionArgs> = {}): pulumi.Output<number> {
  return discreetly(args, (known) => getNextExtension(known));
}
