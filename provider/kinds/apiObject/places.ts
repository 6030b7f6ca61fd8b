import type { Finding, ResourceDefinition } from "../../lifecycle/kind";
import { pathsOf as placesOf } from "../../lifecycle/run/paths";
import type { Settings } from "../../settings/settings";
import { isUuid, own, type Props, UNKNOWN } from "../../common/values";

/** The place of the object's own uuid in the path of an object. */
const PLACE = "{uuid}";

/** Letters, digits and hyphens between slashes: what every path of the API is made of, and nothing that could lead elsewhere. */
const SEGMENT = /^[a-z0-9-]+$/i;

/** The part of the account in which customers and their credit are. */
const CUSTOMERS = "/account/reseller";

/** Where the objects of a resource are. Without a path that is known yet: in words, for pages and previews. */
export function pathsOf(props: Props): ResourceDefinition["paths"] {
  const [path, itemPath] = [textAt(props, "path") ?? "{path}", textAt(props, "itemPath")];
  return { collection: path, item: itemPath ?? `${path}/${PLACE}` };
}

/** The last uuid in a path: that of the object under which others stand. */
export function parentIn(path: string): string | undefined {
  return path.split("/").findLast((segment) => isUuid(segment));
}

function textAt(props: Props, argument: string): string | undefined {
  const text = own(props, argument);
  return typeof text === "string" && text !== "" && text !== UNKNOWN ? text : undefined;
}

/** A typed kind, as far as it tells what may be sent to its paths. */
export type TypedKind = Pick<ResourceDefinition, "kind" | "paths" | "guessedPath" | "chargeable" | "found">;

/** The typed kinds where their pages have them, and once more where `yay:paths` says. */
export function typedKinds(typed: readonly TypedKind[], given: Settings["paths"] = {}): TypedKind[] {
  const moved = typed.flatMap(({ kind, paths, guessedPath, chargeable, found }) => {
    if (guessedPath === undefined || own(given, kind) === undefined) return [];
    const there = placesOf({ kind, paths, guessedPath }, { paths: given });
    return [{ kind, paths: there, guessedPath, ...(chargeable && { chargeable }), ...(found && { found }) }];
  });
  return [...typed, ...moved];
}

/** What is wrong with the paths: how they are written, and what is behind them. */
export function pathFindings(props: Props, typed: readonly TypedKind[]): Finding[] {
  return ["path", "itemPath"].flatMap((argument) => {
    const path = textAt(props, argument);
    if (path === undefined) return [];
    const isList = argument === "path";
    const reason = malformed(path, argument) ?? forbidden(path, typed) ?? (isList ? guarded(`${path}/${PLACE}`, typed) : undefined);
    return reason === undefined ? [] : [{ path: argument, reason }];
  });
}

/** Why nothing may be deleted at the paths of a state; undefined if it may. */
export function refusedDeletion(state: Props, typed: readonly TypedKind[]): string | undefined {
  const { collection, item } = pathsOf(state);
  const reason = [collection, item].map((path) => forbidden(path, typed)).find((text) => text !== undefined);
  return reason === undefined ? undefined : `its path ${reason}`;
}

function malformed(path: string, argument: string): string | undefined {
  if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(path))
    return "must be a path of the API, such as /voip/message-flow: the host is that of the settings";
  if (!path.startsWith("/")) return "must begin with a slash, such as /voip/message-flow";
  if (/[?#]/.test(path)) return "must have no query and no fragment: an object is found by its path alone";
  const segments = path.slice(1).split("/");
  if (segments.some((segment) => segment === "." || segment === "..")) return "must have no . or .. in it: write the path that is meant";
  const places = segments.filter((segment) => segment === PLACE).length;
  if (argument === "itemPath" && places !== 1)
    return `must have ${PLACE} once, where the object's own uuid stands, such as /voip/message-flow/${PLACE}`;
  const isOdd = segments.some((segment) => !SEGMENT.test(segment) && !(argument === "itemPath" && segment === PLACE));
  return isOdd
    ? `must be of letters, digits and hyphens between slashes, without one at its end${argument === "path" ? "; where an object's own uuid stands is said by itemPath" : ""}`
    : undefined;
}

/** Why nothing may be sent there: it moves money, or a typed kind guards what it costs. */
function forbidden(path: string, typed: readonly TypedKind[]): string | undefined {
  const sought = path.toLowerCase();
  if (sought.startsWith(CUSTOMERS))
    return (
      "must not lead to customers, to their credit, or to what a customer shows as its own: a customer is a SubReseller, its addresses and users are " +
      "a ResellerAddress and a ResellerUser, and credit is moved by a CreditTransfer, which sends it once"
    );
  if (sought.includes("balance")) return "must not lead to a balance: credit is moved by a CreditTransfer, which sends it once";
  return guarded(path, typed);
}

/** Why a path is left to the typed kind whose objects are there: making or deleting one costs. */
function guarded(path: string, typed: readonly TypedKind[]): string | undefined {
  const sought = path.toLowerCase();
  const isThere = ({ paths }: TypedKind) => isAtOrBelow(sought, paths.collection) || isAtOrBelow(sought, paths.item);
  const costly = typed.find((kind) => (kind.chargeable ?? kind.found) !== undefined && isThere(kind));
  if (costly === undefined) return undefined;
  const why =
    costly.found === undefined ? "which sends a purchase once" : "which never buys one, and gives one back only if that was said before";
  return `is the path of ${costly.kind}, which costs money: use that kind, ${why}`;
}

/** The typed kind whose objects are at the paths; undefined if there is none, or it is not known yet. */
export function typedAt(props: Props, typed: readonly TypedKind[]): string | undefined {
  const paths = ["path", "itemPath"].flatMap((argument) => textAt(props, argument)?.toLowerCase() ?? []);
  return typed.find((kind) => paths.some((path) => isAt(path, kind.paths.collection) || isAt(path, kind.paths.item)))?.kind;
}

/** Whether a path is that of a typed kind, in whose place of a uuid anything may stand. */
function isAt(path: string, typed: string): boolean {
  const [mine, theirs] = [path.split("/"), typed.toLowerCase().split("/")];
  return mine.length === theirs.length && theirs.every((segment, index) => segment.startsWith("{") || segment === mine[index]);
}

function isAtOrBelow(path: string, typed: string): boolean {
  const depth = typed.split("/").length;
  return isAt(path.split("/").slice(0, depth).join("/"), typed);
}
