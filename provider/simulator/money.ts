/** An amount of credit in integer thousandths: 10.000 is 10000. */
export type Thousandths = number;

/** The smallest transfer, 0.01. */
export const SMALLEST_TRANSFER: Thousandths = 10;

/** Reads "10", "10.5" or "-0.125"; undefined if the text is anything else. */
export function parseMoney(text: string): Thousandths | undefined {
  const match = /^(-?)(\d{1,12})(?:\.(\d{1,3}))?$/.exec(text);
  if (match === null) return undefined;
  const amount = Number(match[2]) * 1000 + Number((match[3] ?? "").padEnd(3, "0"));
  return match[1] === "-" ? -amount : amount;
}

/** Writes thousandths with exactly three decimals. */
export function formatMoney(amount: Thousandths): string {
  const digits = Math.abs(amount).toString().padStart(4, "0");
  return `${amount < 0 ? "-" : ""}${digits.slice(0, -3)}.${digits.slice(-3)}`;
}
