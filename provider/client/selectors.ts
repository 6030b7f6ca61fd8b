import { CustomerGoneError, GoneError, NotFoundError, SelectorError, type YayError } from "./errors";
import { cleaner } from "./redact";
import { isUuid } from "../common/uuid";

const LONGEST = 200;

/** An argument that selects the object of a look-up. */
export interface Selector {
  /** Such as `look up SubReseller`. */
  readonly attempt: string;
  /** The argument, such as `uuid`. */
  readonly argument: string;
  readonly value: unknown;
}

/** Whether nothing can be looked up by a value, because there is none: a program that has written its key means another thing than one that has not. */
export function hasNoValue(value: unknown): value is undefined | null | string {
  return value === undefined || value === null || (typeof value === "string" && value.trim() === "");
}

/** The value of a selector that must be a text; throws if it has none. */
export function selectingText({ attempt, argument, value }: Selector, instead = ""): string {
  if (hasNoValue(value)) throw refused(attempt, `its ${argument} has no value${instead}`);
  if (typeof value !== "string") throw refused(attempt, `its ${argument} must be a text, and is a ${typeof value}`);
  return value;
}

/** The value of a selector that must be a uuid. Throws if it is anything else. */
export function selectingUuid(selector: Selector, instead = ""): string {
  const text = selectingText(selector, instead);
  if (isUuid(text)) return text;
  throw refused(selector.attempt, `its ${selector.argument} is not a uuid, but ${JSON.stringify(text)}`);
}

/** The customer on whose behalf a look-up is made; undefined if the argument is left out, which means the caller's own account. */
export function selectingCustomer(attempt: string, given: object): string | undefined {
  if (!Object.hasOwn(given, "customer")) return undefined;
  const value: unknown = Reflect.get(given, "customer");
  return selectingUuid({ attempt, argument: "customer", value }, "; leave it out for the own account");
}

/** Turns an error that proves that the object does not exist into a NotFoundError with advice. Returns any other error unchanged. */
export function asNotFound(error: unknown, advice: { readonly object: string; readonly customer: string }): unknown {
  if (CustomerGoneError.is(error)) return notFound(error, advice.customer);
  return GoneError.is(error) ? notFound(error, advice.object) : error;
}

/** Advice on an object that was not found, and on its customer. */
export function adviceFor(customer: string | undefined): { readonly object: string; readonly customer: string } {
  return {
    object:
      customer === undefined
        ? 'Check the uuid. The own account was asked: what belongs to a customer is found by customer: "<uuid of the customer>" beside it.'
        : `Check the uuid, and that what it names belongs to the customer ${customer}.`,
    customer: `Check the customer's uuid. ${WHOSE}`,
  };
}

/** Advice on a customer that was not found. */
export const WHOSE = "Only customers of the account that yay:reseller names can be found.";

function notFound(error: YayError, advice: string): NotFoundError {
  const { method, path, status, trackingToken, apiMessage } = error;
  const known = Object.entries({ method, path, status, trackingToken, apiMessage }).filter(([, value]) => value !== undefined);
  return new NotFoundError(`${error.message}\n${advice}`, Object.fromEntries(known));
}

function refused(attempt: string, reason: string): SelectorError {
  const clean = cleaner([]);
  return new SelectorError(`Cannot ${clean(attempt, LONGEST)}: ${clean(reason, LONGEST)}.\nNothing was sent.`);
}
