import * as pulumi from "@pulumi/pulumi";
import { forPeople, parseAmount, parseBalance } from "../../common/money";
import { money } from "../../transfer/texts";
import { readTransferSettings } from "../../settings/settings";
import { isToBeMade } from "./isToBeMade";
import { knownText } from "./knownText";
import { getBalance } from "./lookups";
import { stackLookup } from "./stackLookup";

/** A transfer of a program in a preview. */
export interface Movement {
  readonly customer: pulumi.Input<string>;
  readonly amount: pulumi.Input<string>;
  /** What sends it. */
  readonly execution: pulumi.CustomResource;
}

interface Known {
  readonly customer: string | undefined;
  readonly amount: string | undefined;
  /** Which of them the program marked as secret. */
  readonly secret?: { readonly customer: boolean; readonly amount: boolean };
}

/** How long a preview waits for the own balance, which is optional. */
const BALANCE_MS = 5000;

const perRun = new WeakMap<object, Promise<Known | undefined>[]>();

/** In a preview, prints what the run would move, once all transfers are known. Resolves to nothing. */
export function announce(movement: Movement): Promise<undefined> | undefined {
  const root = pulumi.runtime.getStackResource();
  if (!pulumi.runtime.isDryRun() || root === undefined) return undefined;
  const all = perRun.get(root) ?? [];
  perRun.set(root, all);
  all.push(unmade(movement));
  return tell(all, all.length);
}

/** What would be moved; undefined if the transfer is already made, or the run leaves it out. */
async function unmade({ customer, amount, execution }: Movement): Promise<Known | undefined> {
  if (!(await isToBeMade(execution))) return undefined;
  const isSecret = (input: pulumi.Input<string>) => pulumi.isSecret(pulumi.output(input));
  const secret = { customer: await isSecret(customer), amount: await isSecret(amount) };
  return { customer: await knownText(customer), amount: await knownText(amount), secret };
}

/** Prints once for all transfers, when called for the last one declared. */
async function tell(all: readonly Promise<Known | undefined>[], count: number): Promise<undefined> {
  const moving = (await Promise.all(all)).filter((each) => each !== undefined);
  if (count !== all.length || moving.length === 0) return undefined;
  await pulumi.log.info(sentence(moving, await balance()));
  return undefined;
}

/** Says what a run would move: the total, the sum for each customer, and the own balance. */
export function sentence(moving: readonly Known[], balanceNow: string | undefined): string {
  const { currency } = readTransferSettings(stackLookup);
  const sums = new Map<string, number>();
  const told = moving.filter(({ secret }) => secret?.amount !== true);
  for (const { customer, amount, secret } of told) {
    const name = secret?.customer === true ? "a customer that is a secret" : `customer ${customer ?? ""}`;
    const to = customer === undefined ? "customers that do not live yet" : name;
    sums.set(to, (sums.get(to) ?? 0) + (parseAmount(amount) ?? 0));
  }
  const total = [...sums.values()].reduce((sum, each) => sum + each, 0);
  const parts = [...sums].map(([to, sum]) => `${forPeople(sum, currency)} to ${to}`);
  const isHidden = told.length < moving.length;
  const vague = told.some(({ amount }) => amount === undefined) ? ", and amounts that are not known yet" : "";
  const secrets = isHidden ? ", and amounts that are secrets" : "";
  const from =
    balanceNow === undefined ? "" : ` The own balance is ${money(balanceNow, currency)}${isHidden ? "" : short(balanceNow, total)}.`;
  if (told.length === 0) return `Credit: this run would move amounts that are secrets, and it cannot be taken back.${from}`;
  return `Credit: this run would move ${forPeople(total, currency)} in all${secrets}, and it cannot be taken back: ${parts.join(", ")}${vague}.${from}`;
}

function short(balanceNow: string, total: number): string {
  return (parseBalance(balanceNow) ?? total) < total ? ", which does not cover it" : "";
}

async function balance(): Promise<string | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => (timer = setTimeout(resolve, BALANCE_MS, undefined)));
  try {
    return await Promise.race([getBalance().catch(() => undefined), late]);
  } finally {
    clearTimeout(timer);
  }
}
