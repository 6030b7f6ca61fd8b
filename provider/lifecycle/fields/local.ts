import type { z } from "zod";
import type { Facts, Field } from "../kind";
import { shaped } from "./shaped";
import { isBlank, isUuid, sameUuid, sameValue } from "../../common/values";

/** What a kind can say of an argument that is not in the object. */
export interface LocalOptions<Required extends boolean> extends Omit<Facts, "wire" | "nested" | "secret" | "unique" | "isOption"> {
  readonly required?: Required;
}

/** An argument that belongs to the object and is in no body of it: whose it is, or what a command sends. It is an output, too. */
export function local<R extends boolean = false>(shape: z.ZodType, options: LocalOptions<R> = {}): Field<NoInfer<R>> {
  return unwritten(shape, options);
}

/** The uuid of the object under whose path those of the kind stand: `trunk` for `/voip/trunk/{trunk}/auth`. */
export function parent(kind: string): Field<true> {
  const shape = shaped((z) => z.string().refine(isUuid, `must be the uuid of a ${kind}`));
  const field = local(shape, { required: true, replaceOnChanges: true, isParent: true, refersTo: [kind] });
  return { ...field, same: (a, b) => sameUuid(a, b) || sameValue(a, b) };
}

/** An argument that steers the provider: it is no output. */
export function option<R extends boolean = false>(shape: z.ZodType, options: LocalOptions<R> = {}): Field<NoInfer<R>> {
  return unwritten(shape, options, { isOption: true });
}

/** The argument without which nothing is deleted that others refer to, for each kind to which one of another kind can. */
export function forceDestroy(): Field<false> {
  return option(
    shaped((z) => z.boolean()),
    { documentedDefault: false },
  );
}

function unwritten<R extends boolean>(shape: z.ZodType, { required, ...given }: LocalOptions<R>, more: Facts = {}): Field<NoInfer<R>> {
  const facts = { ...given, ...more };
  const filled = (value: unknown) => (isBlank(value) ? facts.documentedDefault : value);
  return {
    facts,
    isRequired: (required ?? false) as R,
    shape,
    decode: () => undefined,
    encode: () => undefined,
    same: (a, b) => sameValue(filled(a), filled(b)),
    project: (_live, declared) => declared,
  };
}
