import { z } from "zod";
import type { GivenPaths, KindPaths } from "./kindPaths";

const LIKE_PATHS = 'must be JSON like {"QueueNotice": "/voip/queue-notice"} or {"Trunk": {"item": "/voip/trunk/{uuid}"}}';

const template = z.string().regex(/^(?:\/[a-z0-9-]+|\/\{[a-z][A-Za-z0-9_]*\})+$/);

const given = z.record(
  z.string(),
  z.union([
    template.transform((collection): GivenPaths => ({ collection })),
    z
      .strictObject({ collection: z.exactOptional(template), item: z.exactOptional(template) })
      .refine((some) => Object.keys(some).length > 0),
  ]),
);

/** What `yay:paths` may say. Its faults name kinds, and never repeat a path. */
export const paths = z.string().transform((text, context): Record<string, GivenPaths> => {
  const parsed = given.safeParse(jsonOf(text));
  if (parsed.success) return parsed.data;
  context.addIssue(LIKE_PATHS);
  return z.NEVER;
});

/** The same, if the kinds are known: only what is a guess can be given, in its own form, and never what is another kind's. */
export function pathsOfKinds(kinds: readonly KindPaths[] | undefined) {
  if (kinds === undefined) return paths.default({});
  return paths
    .superRefine((said, context) => {
      for (const [kind, some] of Object.entries(said)) {
        const fault = faultOf(kinds, kind, some);
        if (fault !== undefined) context.addIssue(fault);
      }
    })
    .default({});
}

function faultOf(kinds: readonly KindPaths[], name: string, said: GivenPaths): string | undefined {
  const kind = kinds.find((one) => one.kind === name);
  if (kind === undefined) return `names no kind of resource; paths are guesses of ${guessesAmong(kinds)}`;
  if (kind.guessed === undefined)
    return `has ${name}, whose paths a source shows: they cannot be changed; guesses are those of ${guessesAmong(kinds)}`;
  if (kind.guessed === "item" && said.collection !== undefined)
    return `has the list of ${name}, whose path a source shows; only the path of one is a guess: {"${name}": {"item": "…"}}`;
  return wrongPlaces(kind, said) ?? foreign(kinds, kind, said);
}

function guessesAmong(kinds: readonly KindPaths[]): string {
  return kinds.flatMap(({ kind, guessed }) => (guessed === undefined ? [] : [kind])).join(", ");
}

/** A path without the places of its default, such as `{trunk}`, could not be filled, or would lead to another object. */
function wrongPlaces(kind: KindPaths, said: GivenPaths): string | undefined {
  const wrong = (["collection", "item"] as const).find((part) => {
    const path = said[part];
    return path !== undefined && placesIn(path) !== placesIn(kind[part]);
  });
  if (wrong === undefined) return undefined;
  const places = placesIn(kind[wrong]);
  return `needs for the ${wrong} of ${kind.kind} ${places === "" ? "a path without places in braces" : `each of ${places} once, and no other place in braces`}`;
}

function placesIn(path: string): string {
  return (path.match(/\{\w+\}/g) ?? []).sort().join(", ");
}

/** Paths below which no kind has objects that a guess may name: customers and their money, the account, its stores. */
const RESERVED = /^\/(?:account\/(?:reseller|balance|store)|authenticated)(?:\/|$)/;

function foreign(kinds: readonly KindPaths[], { kind }: KindPaths, said: GivenPaths): string | undefined {
  for (const part of ["collection", "item"] as const) {
    const path = said[part];
    if (path === undefined) continue;
    if (RESERVED.test(path)) return `has for ${kind} a path of customers, of the account or of its money, where nothing of the kind can be`;
    const owner = kinds.find((other) => other.kind !== kind && [other.collection, other.item].some((one) => alike(one, path)));
    if (owner !== undefined) return `has for ${kind} a path that is that of ${owner.kind}`;
  }
  return undefined;
}

function alike(one: string, other: string): boolean {
  const bare = (path: string) => path.replaceAll(/\{\w+\}/g, "{}");
  return bare(one) === bare(other);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
