import type { Customer } from "./customers";

/** One top-up. A line is never changed and never used again: month and customer are the reference of its payment. */
export interface TopUp {
  readonly month: `${number}-${number}`;
  readonly customer: Customer;
  readonly amount: string;
  /** The operator's words about attempts whose end was not known; see "After a crash". */
  readonly earlier?: ("rejected" | "notReceived")[];
  readonly outcome?: "received";
}

/** Every top-up, the newest last. A month's lines are added by a reviewed change, and paid by the next `pulumi up`. */
export const topUps: readonly TopUp[] = [
  { month: "2026-10", customer: "harbourBikes", amount: "25.00" },
  { month: "2026-10", customer: "quaysidePractice", amount: "40.00" },
  { month: "2026-11", customer: "harbourBikes", amount: "25.00" },
  { month: "2026-11", customer: "quaysidePractice", amount: "40.00" },
  { month: "2026-11", customer: "lighthouseCafe", amount: "12.50" },
];
