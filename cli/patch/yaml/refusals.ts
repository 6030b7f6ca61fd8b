import type { Remark } from "../types.js";
import { isBlank, isRecord, own, valueAt } from "../values.js";
import { plain } from "./edit.js";
import type { Inheritance } from "./inherited.js";
import { placeOf, type Spot } from "./spot.js";

/** Why something is not in a patch, and where that stands. */
export type Refusal = Pick<Remark, "place" | "reason">;

/** What a part says in a form of its own, which the customer makes the argument of. */
const HOURS: ReadonlySet<string> = new Set(["elements", "exceptions"]);

/** The parts whose name is made of their own, so that none is without one. */
const NAMED: ReadonlySet<string> = new Set(["sounds", "playlists", "mailboxes", "groups", "queueGroups", "flows", "hours"]);

export const NEEDS_NAME = "lives without a name, which a part of a customer cannot: it is called as the part is. Give it one in the portal";

/** Why an argument of a part cannot say what lives, in the form in which the part stands there; undefined if it can. */
export function whyNot(spot: Spot, argument: string, to: unknown, inherited: Inheritance): Refusal | undefined {
  const table = tableOf(spot);
  if (table !== undefined) return { ...placeOf(spot), reason: `stands in the table ${table}, which no patch edits: write it there` };
  const part = valueAt(plain(spot.file.root), spot.path);
  if (isRecord(part) && own(part, argument) === undefined && typeof part["template"] === "string") {
    const template = part["template"];
    const reason = `comes from the template ${template}, which other customers share`;
    const place = inherited.placeOf(spot, argument) ?? placeOf(spot);
    if (argument === "flow" || HOURS.has(argument)) return { ...place, reason };
    const value = inherited.valueOf(spot, argument);
    if (isBlank(to) && !isBlank(value) && typeof value !== "string")
      return { ...place, reason: `${reason}, and a part cannot take it away` };
  }
  const [section = ""] = spot.path;
  if (section === "hours" && HOURS.has(argument))
    return { ...placeOf(spot), reason: "is written as opening hours, of which no patch is made" };
  if (argument === "name" && isBlank(to) && NAMED.has(String(section))) return { ...placeOf(spot), reason: NEEDS_NAME };
  return undefined;
}

/** The table of the users of a customer, if they are not in its file. */
export function tableOf({ file, path }: Spot): string | undefined {
  const section = path.length === 1 && path[0] === "users" ? valueAt(plain(file.root), path) : undefined;
  return typeof section === "string" ? section : undefined;
}
