import type { HeldState } from "../../../provider/objects";
import type { Simulator } from "../../../provider/simulator/index";

/** A user whom somebody made in the portal and put into a group. */
export interface Joined {
  readonly user: string;
  /** The uuid of the group. */
  readonly group: string;
}

/** Makes a user in the portal and puts it into the first group that a stack manages and that a customer has. */
export function joinGroup({ portal, state }: Simulator, states: readonly HeldState[]): Joined {
  const group = states.find((each) => kindOf(each) === "HuntGroup" && customerOf(each) !== undefined && hasMembers(each));
  const customer = group === undefined ? undefined : state.customers.get(String(customerOf(group)));
  if (group === undefined || customer === undefined) throw new Error("No customer has a group that a stack manages.");
  const user = portal.addObject("user", { display_name: "New O'Neill", extension: 99_001 }, String(customer.record["name"])).uuid;
  portal.edit(String(group.id), (record) => {
    record["members"] = [...(Array.isArray(record["members"]) ? record["members"] : []), user];
  });
  return { user, group: String(group.id) };
}

/** Kinds to which nothing refers, so that their objects can leave a program. */
const LEAVES = ["MissedCallNotification", "ShortCode", "Department", "FaxSender"];

/** Deletes the first object of each of some kinds in the portal; the uuids. */
export function removeLeaves({ portal }: Simulator, states: readonly HeldState[]): string[] {
  const gone = LEAVES.flatMap((kind) => states.find((each) => kindOf(each) === kind) ?? []).map(({ id }) => String(id));
  for (const uuid of gone) portal.remove(uuid);
  return gone;
}

function kindOf({ type }: HeldState): string {
  return String(type).split(":").at(-1) ?? "";
}

function customerOf({ outputs }: HeldState): unknown {
  return (outputs as Readonly<Record<string, unknown>>)["customer"];
}

function hasMembers({ outputs }: HeldState): boolean {
  return Object.hasOwn(outputs as object, "members");
}
