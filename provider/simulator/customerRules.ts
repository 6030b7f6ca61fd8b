import type { Submission } from "./collection";
import type { BuildContext } from "./fields";
import { asObjects, asText } from "./json";
import type { Reply } from "./reply";
import { refuse } from "./reply";
import { isNameTaken, nameOf } from "./world";

/** A refusal each if the store, or the name of another account, forbids the body of a customer. */
export function refuseStoreAndName(submission: Submission, context: BuildContext): Reply[] {
  return [refuseStore(submission, context), refuseName(submission, context)].filter((one) => one !== undefined);
}

function refuseStore({ world, body, live }: Submission, { switches }: BuildContext): Reply | undefined {
  const store = asText(body["store_front"]);
  if (store === "") return undefined;
  if (!world.stores.some((one) => one["uuid"] === store)) return refuse(Number(switches.unknownStore), "no such store_front");
  const keptLists = switches.omittedLists === "kept" ? live?.record : undefined;
  const addresses = asObjects(body["addresses"] ?? keptLists?.["addresses"]);
  const users = asObjects(body["users"] ?? keptLists?.["users"]);
  const isComplete = addresses.length > 0 && users.some((user) => Number(user["role_id"]) === 3);
  const isReferenceExample = live !== undefined && body["addresses"] === undefined && body["users"] === undefined;
  return isComplete || isReferenceExample ? undefined : refuse(400, "a customer of a store needs an address and a user with role_id 3");
}

function refuseName({ world, body, live }: Submission, { switches }: BuildContext): Reply | undefined {
  if (!isNameTaken(world, nameOf(body), live?.uuid)) return undefined;
  return refuse(live === undefined ? Number(switches.postNameConflict) : 409, "the name is taken on this platform");
}
