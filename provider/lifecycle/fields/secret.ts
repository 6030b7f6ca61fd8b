import type { z } from "zod";
import { type Json, type JsonObject, plain } from "../../client/index";
import type { Facts, Field } from "../kind";
import { readText, wireValue } from "./plain";
import { shaped } from "./shaped";
import { asText, define, isBlank, isMask, own, type Props, sameValue } from "../../common/values";

/** What a kind can say of a secret. */
export interface SecretOptions<Required extends boolean> extends Omit<
  Facts,
  "wire" | "nested" | "secret" | "writeOnly" | "documentedDefault" | "isOption" | "removesWhatLeaves" | "refersTo" | "leavesAlone"
> {
  readonly required?: Required;
  /** Whether answers show it in clear, so that drift of it is seen. */
  readonly readable?: boolean;
  /** A stricter shape than a text that is not empty. A number would lose the zeros that a PIN begins with. */
  readonly shape?: z.ZodType<string>;
}

/**
 * A password or a PIN. What stands in its place in an answer that hides it is never believed, sent back or printed; drift is seen if answers
 * show it in clear.
 */
export function secret<R extends boolean = false>(
  wire: string,
  { required, readable = false, shape = shaped((z) => z.string().min(1, "must not be empty")), ...facts }: SecretOptions<R> = {},
): Field<NoInfer<R>> {
  const shown = (live: JsonObject) => {
    const value = wireValue(live, wire);
    return isHidden(value) ? undefined : readText(plain(value as Json));
  };
  // Left out of a PUT, a password of hexadecimal digits would be reset; where answers show it in clear, no document has a digest in its place.
  const goesBack = (value: Json | undefined): value is Json => (readable ? !isMasked(value) : !isHidden(value));
  return {
    facts: { wire, ...facts, secret: true, ...(!readable && { writeOnly: true as const }) },
    isRequired: (required ?? false) as R,
    shape,
    decode: shown,
    encode: (body, value) => define(body, wire, value),
    normalize: (body) => {
      const value = wireValue(body, wire);
      if (value === undefined) return;
      if (!goesBack(value)) Reflect.deleteProperty(body, wire);
      else define(body, wire, readText(plain(value)));
    },
    same: sameValue,
    project: (live, declared, policy, path) => {
      if (!readable || isBlank(declared)) return declared;
      if (live !== undefined) return live;
      policy.hidden(path);
      return declared;
    },
    unchanged: (body, live, { before }) => {
      const sent = sentIn(body, wire);
      if (sent === undefined || sameValue(sent, shown(live) ?? before)) return true;
      const living = wireValue(live, wire);
      return before === undefined && goesBack(living) && sameValue(sent, readText(plain(living)));
    },
    whole: () => undefined,
  };
}

/** The secret in a body; undefined if it has none. No mask gets into a body, so whatever stands there is meant, even if it looks like one. */
function sentIn(body: JsonObject, wire: string): unknown {
  const value = plain(wireValue(body, wire));
  return isBlank(value) ? undefined : readText(value as Json);
}

/** What the API makes and shows: an output, and no argument. */
export interface Generated {
  readonly wire: string;
  readonly isSecret: boolean;
  /** Whether it goes back with each PUT as it lives, because leaving it out could make a new one. */
  readonly isSentBack: boolean;
  /** The value of a live object; the recorded one if an answer does not show it. */
  of(live: JsonObject, recorded: unknown): unknown;
}

/** A value that the API makes. A secret is an output that the engine keeps encrypted; hexadecimal digits are no mask of it, as keys look like that. */
export function generated(
  wire: string,
  { secret: isSecret = false, sentBack: isSentBack = false }: { readonly secret?: boolean; readonly sentBack?: boolean } = {},
): Generated {
  return {
    wire,
    isSecret,
    isSentBack,
    of: (live, recorded) => {
      const value = wireValue(live, wire);
      const isShown = value !== undefined && value !== null && !(isSecret && isMasked(value));
      return isShown ? readText(plain(value)) : recorded;
    },
  };
}

/** What stands in the place of a password that an answer hides; sent back, it would become the password. */
const hiddenForms: readonly RegExp[] = [
  /([*•●∙·…])\1{2}/u,
  /^\[.+\]$|^<.+>$|^\(.+\)$/su,
  /^(hidden|masked|redacted|filtered|encrypted|protected|removed)$/iu,
  /^\$[\w-]+\$.{8}|^\{[\w-]+\}.{8}|^pbkdf2[_:]/su,
];

/** The digest of a secret stands in its place, too. */
const digest = /^([0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{128})$/iu;

/** Whether an answer hides a secret, or does not have it. */
export function isHidden(value: Json | undefined): boolean {
  return isMasked(value) || digest.test(asText(value));
}

/** Whether an answer has nothing in place of a secret, or what nobody would take for one. */
export function isMasked(value: Json | undefined): boolean {
  const secret = plain(value);
  if (typeof secret !== "string") return typeof secret !== "number";
  return isBlank(secret) || isMask(secret) || hiddenForms.some((form) => form.test(secret));
}

/** The generated outputs of a live object by name. */
export function generatedOutputs(outputs: Readonly<Record<string, Generated>>, live: JsonObject, state: Props): Props {
  return Object.fromEntries(
    Object.entries(outputs).flatMap(([name, output]) => {
      const value = output.of(live, own(state, name));
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** The wire names of outputs that everybody may read, by output. */
export function inClear(outputs: Readonly<Record<string, Generated>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(outputs).flatMap(([name, { wire, isSecret }]) => (isSecret ? [] : [[name, wire]])));
}

/** The wire names of outputs that go back with a PUT, by output. */
export function sentBackOf(outputs: Readonly<Record<string, Generated>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(outputs).flatMap(([name, { wire, isSentBack }]) => (isSentBack ? [[name, wire]] : [])));
}

/** The wire names of outputs that do not go back with a PUT. */
export function wiresNotSentBack(outputs: Readonly<Record<string, Generated>>): string[] {
  return Object.values(outputs).flatMap(({ wire, isSentBack }) => (isSentBack ? [] : [wire]));
}

/** The fields of other kinds with the secrets that the API makes and that go back with a PUT: a mask in the place of one does not. */
export function withSentBack(
  fieldsOfOtherKinds: readonly Field[] = [],
  outputs: Readonly<Record<string, Generated>>,
): readonly Field[] | undefined {
  const made = Object.values(outputs).filter(({ isSecret, isSentBack }) => isSecret && isSentBack);
  const all = [...fieldsOfOtherKinds, ...made.map(({ wire }) => secret(wire, { readable: true }))];
  return all.length === 0 ? undefined : all;
}
