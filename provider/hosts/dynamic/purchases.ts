import * as pulumi from "@pulumi/pulumi";
import { SettingsError } from "../../client/index";
import { registry } from "../../kinds/registry";
import { allowedOf, howToAllow, type PurchaseLimits } from "../../lifecycle/run/purchases";
import { readPurchaseLimits } from "../../settings/settings";
import { valueOf } from "./movements";
import { stackLookup } from "./stackLookup";

const perRun = new WeakMap<object, Promise<string | undefined>[]>();

/**
 * In a preview, says what the run would buy once all purchases of the program are known, as an error if it is more than the settings allow:
 * then nothing is bought. Call it for each resource whose creation costs money.
 *
 * @param id unknown if the resource is still to be made, or is replaced.
 */
export function announcePurchase(kind: string, id: pulumi.Output<string>): void {
  const root = pulumi.runtime.getStackResource();
  if (!pulumi.runtime.isDryRun() || root === undefined) return;
  const all = perRun.get(root) ?? [];
  perRun.set(root, all);
  const wanted = valueOf(id).then(
    (known) => (known === undefined ? kind : undefined),
    () => undefined,
  );
  all.push(wanted);
  void tell(all, all.length).catch(() => undefined);
}

/** Says it once for all, when called for the last one declared. */
async function tell(all: readonly Promise<string | undefined>[], count: number): Promise<void> {
  const kinds = (await Promise.all(all)).filter((kind) => kind !== undefined);
  if (count !== all.length || kinds.length === 0) return;
  try {
    const { text, isTooMuch } = sentence(kinds, readPurchaseLimits(stackLookup, process.env, Object.keys(registry)));
    await (isTooMuch ? pulumi.log.error(text) : pulumi.log.info(text));
  } catch (error) {
    if (!SettingsError.is(error)) throw error;
    await pulumi.log.error(error.message);
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
