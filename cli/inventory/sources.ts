import type { AccountReader } from "pulumi-yay/account";
import { compareStates, type Comparison, type HeldState, KINDS, type Kind } from "pulumi-yay/objects";
import { UsageError } from "../shared/failure.js";
import { isRecord, parseJson, readJsonFile } from "../shared/json.js";
import { refuseUnknownKinds } from "../shared/kinds.js";
import { pulumi, type StackChoice } from "../shared/pulumi.js";
import { type AccountOptions, accountReader, stackLookup } from "../shared/settings.js";
import { statesOfExport } from "../shared/states.js";

/** The options that say what is to be compared. */
export interface InventoryOptions extends AccountOptions {
  readonly stack?: string[] | true;
  readonly state: readonly string[];
  readonly cwd: string;
  readonly customer: readonly string[];
  readonly kind: readonly string[];
}

/** What stacks hold beside what lives, with the names of customers by uuid. */
export interface Inventory {
  readonly comparison: Comparison;
  readonly customers: ReadonlyMap<string, string>;
}

/** The stacks that the option names; one without a name is the one selected in the folder. */
export function stacksOf({ stack, cwd }: Pick<InventoryOptions, "stack" | "cwd">): StackChoice[] {
  if (stack === undefined) return [];
  return stack === true ? [{ stack, cwd }] : stack.map((name) => ({ stack: name, cwd }));
}

/** The states of stacks and of files that `pulumi stack export` has written. @throws UsageError if the stacks are of several accounts. */
export async function readStates(stacks: readonly StackChoice[], files: readonly string[]): Promise<HeldState[]> {
  await refuseSeveralAccounts(stacks);
  const exported: HeldState[][] = [];
  for (const stack of stacks) exported.push(statesIn(parseJson(await pulumi(["stack", "export"], stack), EXPORT), EXPORT));
  for (const file of files) exported.push(statesIn(await readJsonFile(file), file === "-" ? "Standard input" : file));
  return exported.flat();
}

const EXPORT = "The output of `pulumi stack export`";

function statesIn(value: unknown, what: string): HeldState[] {
  const states = statesOfExport(value);
  if (states === undefined) throw new UsageError(`${what} is not a stack's state, as \`pulumi stack export\` prints one.`);
  return states;
}

/** What another account has would be called gone in this one. */
async function refuseSeveralAccounts(stacks: readonly StackChoice[]): Promise<void> {
  if (stacks.length < 2) return;
  const accounts = new Set<string>();
  for (const stack of stacks) {
    const lookup = await stackLookup(stack);
    accounts.add(["yay:reseller", "yay:baseUrl"].map((key) => lookup(key) ?? "").join(" at "));
  }
  if (accounts.size > 1)
    throw new UsageError(
      "The stacks are configured for different accounts (yay:reseller, yay:baseUrl): compare those of one account at a time.",
    );
}

/** Compares what the options name with what lives: of all customers and the own account, or of some customers. */
export async function takeInventory(options: InventoryOptions): Promise<Inventory> {
  const kinds = kindsOf(options.kind);
  const stacks = stacksOf(options);
  const states = await readStates(stacks, options.state);
  const reader = await accountReader(options, stacks[0]);
  const customers = await namesOfCustomers(reader);
  const chosen = options.customer.map((customer) => uuidOf(customer, customers));
  const wanted = states.filter((state) => isWanted(state, chosen));
  const whose = (chosen.length === 0 ? [...customers.keys()] : chosen).map((customer) => ({ customer, kinds }));
  const live = await reader.living(wanted, [chosen.length === 0 ? { kinds } : { kinds: ["SubReseller"] }, ...whose]);
  return { comparison: narrowed(compareStates(wanted, live), { kinds, chosen }), customers };
}

function kindsOf(names: readonly string[]): readonly Kind[] {
  refuseUnknownKinds(names);
  return names.length === 0 ? KINDS : KINDS.filter((kind) => names.includes(kind));
}

async function namesOfCustomers(reader: AccountReader): Promise<Map<string, string>> {
  return new Map((await reader.subResellers()).map(({ uuid, name }) => [uuid.toLowerCase(), name]));
}

/** A customer by uuid, or by the name that the account has for it. */
function uuidOf(given: string, customers: ReadonlyMap<string, string>): string {
  if (customers.has(given.toLowerCase())) return given.toLowerCase();
  const [uuid] = [...customers].find(([, name]) => name === given) ?? [];
  if (uuid !== undefined) return uuid;
  throw new UsageError(`The account has no customer ${JSON.stringify(given)}, by uuid or by name.`);
}

function isWanted({ id, outputs }: HeldState, chosen: readonly string[]): boolean {
  if (chosen.length === 0) return true;
  const customer = isRecord(outputs) ? outputs["customer"] : undefined;
  return [id, customer].some((uuid) => typeof uuid === "string" && chosen.includes(uuid.toLowerCase()));
}

interface Scope {
  readonly kinds: readonly string[];
  readonly chosen: readonly string[];
}

/** Without what was read for other things alone: trunks for their logins, the own account for the customers. */
function narrowed(comparison: Comparison, { kinds, chosen }: Scope): Comparison {
  const isIn = ({ kind, uuid = "", customer }: { readonly kind: string; readonly uuid?: string; readonly customer?: string }): boolean =>
    kinds.includes(kind) && (chosen.length === 0 || chosen.some((one) => [uuid, customer].some((each) => each?.toLowerCase() === one)));
  return {
    same: comparison.same.filter(isIn),
    changed: comparison.changed.filter(({ object }) => isIn(object)),
    gone: comparison.gone.filter(isIn),
    onlyLive: comparison.onlyLive.filter(isIn),
    unread: comparison.unread.filter(({ object }) => isIn(object)),
    unlisted: comparison.unlisted.filter(isIn),
    uncompared: comparison.uncompared.filter(({ object }) => isIn(object)),
  };
}
