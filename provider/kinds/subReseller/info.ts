import { type JsonObject, NotFoundError, SelectorError, WHOSE } from "../../client/index";
import type { Id } from "../../common/id";
import { asText, isBlank } from "../../common/values";
import { whole } from "../../lifecycle/compare/project";
import { subReseller } from "./subReseller";

/** A customer as the API shows it, without passwords. */
export interface SubResellerInfo {
  /** The uuid. */
  readonly uuid: Id<"SubReseller">;
  /** The account name. */
  readonly name: string;
  /** The contact name. */
  readonly contactName?: string;
  /** The phone number. */
  readonly phone?: string;
  /** The uuid of the store that the customer belongs to. */
  readonly storeFront?: Id<"Store">;
  /** The addresses. */
  readonly addresses?: readonly Readonly<Record<string, string>>[];
  /** The users by name. */
  readonly users?: Readonly<
    Record<
      string,
      { readonly email?: string; readonly roleId?: number; readonly contactFirstName?: string; readonly contactLastName?: string }
    >
  >;
}

/** A customer without passwords, from an answer. */
export function infoOf(live: JsonObject): SubResellerInfo {
  const shown = Object.entries(whole(subReseller, live, {})).filter(([name, value]) => name !== "addressUuids" && !isBlank(value));
  return { ...Object.fromEntries(shown), uuid: asText(live["uuid"]), name: asText(live["name"]) };
}

/** The one customer of this name. @throws NotFoundError if there is none, SelectorError if there are several. */
export function named(all: readonly SubResellerInfo[], name: string): SubResellerInfo {
  const found = all.filter((customer) => customer.name === name);
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  const failed = `Cannot look up SubReseller ${JSON.stringify(name)}`;
  if (only === undefined) throw new NotFoundError(`${failed}: none of the ${all.length} customers has this name.\n${NAME_ADVICE}`);
  throw new SelectorError(
    `${failed}: ${found.length} customers have this name.\nLook the one that is meant up by its uuid: ${found.map(({ uuid }) => uuid).join(", ")}.`,
  );
}

const NAME_ADVICE = `Check the name, to the letter. ${WHOSE}`;
