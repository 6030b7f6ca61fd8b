import * as pulumi from "@pulumi/pulumi";
import { SettingsError } from "../../client/index";
import { registry } from "../../kinds/registry";
import { allowedOf, howToAllow, type PurchaseLimits } from "../../lifecycle/run/purchases";
import { readPurchaseLimits } from "../../settings/settings";
import { refusal } from "./given";
import { isToBeMade } from "./isToBeMade";
import { stackLookup } from "./stackLookup";

const perRun = new WeakMap<object, Promise<string | undefined>[]>();

/**
 * In a preview, says what the run would buy once all purchases of the program are known, and ends the program with an error if it is more than
 * the settings allow. A check could not: the engine ends a preview at the first one that fails, so nobody would learn the sum. Call it for
 * each resource whose creation costs money; what lives already, and what the run leaves out, does not count.
 */
export function announcePurchase(kind: string, resource: pulumi.CustomResource): void {
  const root = pulumi.runtime.getStackResource();
  if (!pulumi.runtime.isDryRun() || root === undefined) return;
  const all = perRun.get(root) ?? [];
  perRun.set(root, all);
  const wanted = isToBeMade(resource).then(
    (isBought) => (isBought ? kind : undefined),
    () => undefined,
  );
  all.push(wanted);
  // Nobody waits for it, so a rejection is an error of the program.
  void tell(all, all.length);
}

/** Says it once for all, when called for the last one declared. */
async function tell(all: readonly Promise<string | undefined>[], count: number): Promise<void> {
  const kinds = (await Promise.all(all)).filter((kind) => kind !== undefined);
  if (count !== all.length || kinds.length === 0) return;
  try {
    const { text, isTooMuch } = sentence(kinds, readPurchaseLimits(stackLookup, process.env, Object.keys(registry)));
    if (isTooMuch) throw refusal(text);
    await pulumi.log.info(text);
  } catch (error) {
    throw SettingsError.is(error) ? refusal(error.message) : error;
  }
}

/** What a run would buy, and whether that is more than it may. */
export function sentence(kinds: readonly string[], limits: PurchaseLimits): { text: string; isTooMuch: boolean } {
  const wanted: Record<string, number> = {};
  for (const kind of kinds) wanted[kind] = (wanted[kind] ?? 0) + 1;
  const parts = Object.entries(wanted).map(([kind, count]) => `${count} ${kind} (allowed: ${allowedOf(limits, kind)})`);
  const over = Object.fromEntries(Object.entries(wanted).filter(([kind, count]) => count > allowedOf(limits, kind)));
  const text = `Purchases: this run would buy ${parts.join(", ")}, charged to the own account.`;
  if (Object.keys(over).length === 0) return { text, isTooMuch: false };
  return { text: `${text} That is more than yay:maxPurchasesPerRun allows. If it is meant: ${howToAllow(limits, over)}.`, isTooMuch: true };
}
