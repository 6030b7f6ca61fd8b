import type { Json } from "./jsonValue";
import { isJsonObject, own } from "./values";

/** An amount in integer thousandths: "10.000" is 10000. Money is never a float. */
export type Thousandths = number;

/** The smallest transfer that the documents allow: 0.01. */
export const SMALLEST: Thousandths = 10;

const amount = /^(0|[1-9]\d{0,8})(?:\.(\d{1,3}))?$/;

/** Reads an amount as a program writes it, such as `"25.00"`; undefined if the text is anything else. */
export function parseAmount(value: unknown): Thousandths | undefined {
  const match = typeof value === "string" ? amount.exec(value) : null;
  return match === null ? undefined : thousandths(match[1] ?? "", match[2] ?? "");
}

/** Reads a recorded balance. Unlike an amount it may be negative, and has more digits. */
export function parseBalance(text: string): Thousandths | undefined {
  return balanceIn({ balance: text });
}

/** An amount with exactly three decimals, as a transfer sends it. */
export function onTheWire(value: Thousandths): string {
  const digits = Math.abs(value).toString().padStart(4, "0");
  return `${value < 0 ? "-" : ""}${digits.slice(0, -3)}.${digits.slice(-3)}`;
}

/** An amount as people read it: two decimals, or three if the third is not zero. */
export function forPeople(value: Thousandths, currency?: string): string {
  const text = onTheWire(value).replace(/(\.\d\d)0$/, "$1");
  return currency === undefined ? text : `${text} ${currency}`;
}

/** The balance in an answer; undefined if there is none. Fractions of a thousandth are rounded down. */
export function balanceIn(result: Json | undefined): Thousandths | undefined {
  const value = isJsonObject(result) ? own(result, "balance") : undefined;
  const match = typeof value === "number" || typeof value === "string" ? /^(-?)(\d{1,12})(?:\.(\d{1,18}))?$/.exec(String(value)) : null;
  if (match === null) return undefined;
  const decimals = match[3] ?? "";
  const cut = thousandths(match[2] ?? "", decimals.slice(0, 3));
  const isExact = !/[1-9]/.test(decimals.slice(3));
  return match[1] === "-" ? -cut - (isExact ? 0 : 1) : cut;
}

function thousandths(whole: string, decimals: string): Thousandths {
  return Number(whole) * 1000 + Number(decimals.padEnd(3, "0"));
}
