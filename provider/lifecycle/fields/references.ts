import { plain } from "../../client/index";
import { type Options, readText, scalar, wireValue } from "./plain";
import type { Field } from "../kind";
import { shaped } from "./shaped";
import { define, isBlank, isUuid, sameMembers, sameUuid, sameValue } from "../../common/values";

type Kinds = string | readonly string[];

const sameReference = (a: unknown, b: unknown) => sameUuid(a, b) || sameValue(a, b);

function kindsOf(to: Kinds): readonly string[] {
  return typeof to === "string" ? [to] : to;
}

function uuidOf(kinds: readonly string[]): string {
  return `must be the uuid of a ${kinds.join(" or a ")}`;
}

/** The uuid of an object of another kind, however an answer writes it. Blank, it names none. */
export function reference<R extends boolean = false>(wire: string, to: Kinds, options: Options<R> = {}): Field<NoInfer<R>> {
  const kinds = kindsOf(to);
  const shape = shaped((z) => {
    const uuid = z.string().refine((value) => isUuid(value), uuidOf(kinds));
    return options.required === true ? uuid : z.union([z.literal(""), uuid], { error: uuidOf(kinds) });
  });
  return scalar(wire, { ...options, refersTo: kinds }, { read: readText, shape, same: sameReference, absenceMeans: "something" });
}

/** What a kind can say of a list of uuids. */
export interface ReferencesOptions<Required extends boolean> extends Options<Required> {
  /** Set if the order of the list means something. */
  readonly ordered?: boolean;
}

/** The uuids of objects of other kinds, managed as a whole. Their order means nothing unless the kind says so. */
export function references<R extends boolean = false>(
  wire: string,
  to: Kinds,
  { required, shape, ordered = false, ...facts }: ReferencesOptions<R> = {},
): Field<NoInfer<R>> {
  const kinds = kindsOf(to);
  const same = (a: unknown, b: unknown) =>
    isBlank(a) || isBlank(b) ? isBlank(a) && isBlank(b) : ordered ? sameInOrder(a, b) : sameMembers(a, b, sameReference);
  return {
    facts: { wire, ...facts, refersTo: kinds },
    isRequired: (required ?? false) as R,
    shape: shape ?? shaped((z) => z.array(z.string().refine((value) => isUuid(value), uuidOf(kinds)))),
    decode: (live) => {
      const value = wireValue(live, wire);
      if (value === null) return [];
      return Array.isArray(value) ? value.map((item) => readText(plain(item))) : value;
    },
    encode: (body, value) => define(body, wire, value),
    normalize: (body) => {
      if (wireValue(body, wire) === null) Reflect.deleteProperty(body, wire);
    },
    same,
    project: (live, declared, policy, path) => {
      if (live === undefined) return isBlank(declared) || policy.hidden(path) ? declared : [];
      return same(live, declared) ? declared : live;
    },
  };
}

function sameInOrder(a: unknown, b: unknown): boolean {
  return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((item, index) => sameReference(item, b[index]));
}
