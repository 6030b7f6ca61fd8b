import { own } from "../../common/values";

/** How many objects of each kind a run may buy; a kind that it does not name may not be bought. */
export type PurchaseLimits = Readonly<Record<string, number>>;

/** How many of a kind a run may buy. */
export function allowedOf(limits: PurchaseLimits, kind: string): number {
  const allowed = own(limits, kind);
  return typeof allowed === "number" ? allowed : 0;
}

/** What to set so that the run may buy so many of each kind. */
export function howToAllow(limits: PurchaseLimits, wanted: PurchaseLimits): string {
  const setting = JSON.stringify({ ...limits, ...wanted });
  return `pulumi config set yay:maxPurchasesPerRun '${setting}', or the environment variable YAY_MAX_PURCHASES_PER_RUN`;
}

/** Counts what one run buys, by kind. */
export class Purchases {
  readonly #made = new Map<string, number>();
  #doubted = 0;

  /** Counts one more before its request is sent; false if the run has bought as many as it may. */
  reserve(kind: string, limits: PurchaseLimits): boolean {
    if (!this.mayBuy(kind, limits)) return false;
    this.#made.set(kind, this.made(kind) + 1);
    return true;
  }

  /** Whether the run may buy one more. */
  mayBuy(kind: string, limits: PurchaseLimits): boolean {
    return this.made(kind) < allowedOf(limits, kind);
  }

  /** Takes one back whose request is known not to have been done. One whose end is not known stays counted. */
  giveBack(kind: string): void {
    this.#made.set(kind, this.made(kind) - 1);
  }

  /** Notes that the end of one is not known: it may still be charged. */
  doubt(): void {
    this.#doubted++;
  }

  /** Notes that such a one was found: it is made, and charged. */
  settle(): void {
    this.#doubted--;
  }

  /** Whether the end of any is not known. */
  get isDoubted(): boolean {
    return this.#doubted > 0;
  }

  /** How many of a kind the run has bought, or may have. */
  made(kind: string): number {
    return this.#made.get(kind) ?? 0;
  }
}
