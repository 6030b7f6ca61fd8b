import { isObject, type Json } from "../../client/index";
import type { ResourceDefinition, Scope } from "../../lifecycle/kind";
import { guessOf, pathsOf } from "../../lifecycle/run/paths";
import { callPack } from "../callPack";
import { voipBundle } from "../voipBundle";
import { asText, isBlank, own } from "../../common/values";

/** One sort of what a customer can have, which would go with it. */
export interface Sort {
  readonly path: string;
  readonly one: string;
  readonly many: string;
  /** Whether no source shows the path, so that a 404 or a 501 says that the API has none of the sort. */
  readonly isGuess: boolean;
  /** Whether a deletion with `forceDestroy` names each, because it is gone for good, or cannot be ended any more. */
  readonly isNamed: boolean;
  /** Whether it holds a deletion up. */
  readonly counts: (live: Json) => boolean;
  /** What people know it by. */
  readonly inWords: (live: Json) => string;
}

/** All sorts, in the order in which messages name them. */
export function sortsOf(scope: Pick<Scope, "givenPaths" | "now">): Sort[] {
  return [
    plain("number", "/voip/number", { isNamed: true, inWords: numberInWords }),
    plain("user", "/voip/user"),
    plain("flow", "/voip/flow"),
    bought("bundle", voipBundle, { scope, shows: ["expires_on", "auto_renew"] }),
    bought("pack", callPack, { scope, shows: ["pack_id"] }),
  ];
}

function plain(one: string, path: string, more: Partial<Sort> = {}): Sort {
  return { path, one, many: `${one}s`, isGuess: false, isNamed: false, counts: () => true, inWords: () => "", ...more };
}

interface Purchase {
  readonly scope: Pick<Scope, "givenPaths" | "now">;
  /** The wire names that say what of it goes on. */
  readonly shows: readonly string[];
}

/** What no command ends: after its customer nobody has an account in which to end it. */
function bought(one: string, definition: ResourceDefinition, { scope, shows }: Purchase): Sort {
  const settings = { paths: scope.givenPaths };
  return plain(one, pathsOf(definition, settings).collection, {
    isGuess: guessOf(definition, settings) === "collection",
    isNamed: true,
    counts: (live) => !hasExpired(live, scope.now()),
    inWords: (live) => purchaseInWords(live, shows),
  });
}

function numberInWords(live: Json): string {
  const { uuid, country_code: code, number: national } = isObject(live) ? live : {};
  return isBlank(code) || isBlank(national) ? asText(uuid) : `+${asText(code)}${asText(national)}`;
}

function purchaseInWords(live: Json, names: readonly string[]): string {
  if (!isObject(live)) return "";
  const shown = names.flatMap((name) => {
    const value = own(live, name);
    return isBlank(value) ? [] : [`${name} ${typeof value === "boolean" ? String(value) : asText(value)}`];
  });
  return [asText(live["uuid"]), shown.join(" and ")].filter((text) => text !== "").join(" with ");
}

/** Whether the day in `expires_on` is over and it does not renew itself. A date of another form tells nothing. */
function hasExpired(live: Json, now: number): boolean {
  if (!isObject(live) || live["auto_renew"] === true) return false;
  const [day] = /^\d{4}-\d{2}-\d{2}(?=$|[T ])/.exec(asText(live["expires_on"])) ?? [];
  return day !== undefined && day < new Date(now).toISOString().slice(0, 10);
}
