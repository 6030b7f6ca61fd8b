import { HIDDEN, type Json, type JsonObject } from "../../client/index";
import type { AnswerPolicy, Difference, Field } from "../../lifecycle/kind";
import { projectScalar } from "../../lifecycle/fields/plain";
import { shaped } from "../../lifecycle/fields/shaped";
import { isHidden } from "../../lifecycle/fields/secret";
import { withoutMasks } from "../../lifecycle/secrets/masks";
import type { KeyPath } from "../../common/keyPath";
import { define, isBlank, isRecord, own } from "../../common/values";
import { isEmpty, laidOver, sameContent } from "./content";
import type { SecretPlaces } from "./keyPaths";

/** Where a body stands on the wire: it is the whole object. */
const WHOLE = "*";

interface BodyOptions {
  /** The names that answers have beside what can be written. */
  readonly readOnly: readonly string[];
  /** Set if all of it is to be kept secret, because what in it is a secret cannot be told yet. */
  readonly isSecret?: boolean;
  /** Set if one of its values is unique: under which key it stands, and among what. */
  readonly unique?: { readonly key: string; readonly among: string } | undefined;
}

/** The content of an object in the API's own words: each key that the program writes is managed, at any depth, and all else lives on. */
export function bodyField(secrets: SecretPlaces, declared: unknown, { readOnly, isSecret = false, unique }: BodyOptions): Field<true> {
  const nested = Object.fromEntries(secrets.within(declared).map((path) => [path.join("."), { secret: true as const }]));
  return {
    facts: { wire: WHOLE, ...(isSecret ? { secret: true as const } : { nested }), ...(unique && { unique: unique.among }) },
    ...(unique && { uniqueAt: unique.key }),
    isRequired: true,
    shape: shaped((z) => z.record(z.string(), z.unknown(), { error: "must be a map, in the API's own words" })),
    decode: (live) => live,
    encode: (body, value) => {
      if (!isRecord(value)) return;
      for (const [key, laid] of Object.entries(laidOver(body, value) as JsonObject)) define(body, key, laid);
    },
    normalize: (body) => {
      const isSecret = (path: KeyPath) => secrets.has(path);
      for (const [key, value] of Object.entries(body)) setOrTake(body, key, withoutMasks(value, [key], isSecret));
    },
    same: sameContent,
    project: (live, value, policy, path) => new Projection(secrets, policy, path).of(live, value, []),
    unchanged: (body, live, { before }) => leavesAlone({ sent: body, live, before }, [], secrets),
    whole: (live) => secrets.without(Object.fromEntries(Object.entries(live).filter(([key]) => !readOnly.includes(key)))),
    isSecretAt: (path, value) => secrets.has(path, value),
    forNote: (value) => secrets.without(value),
    differences: (a, b, path) => differencesOf(a, b, { path, keys: [], secrets }),
  };
}

function setOrTake(body: JsonObject, key: string, value: Json | undefined): void {
  if (value === undefined) Reflect.deleteProperty(body, key);
  else define(body, key, value);
}

/** The live values at the keys that the program writes. */
class Projection {
  readonly #secrets: SecretPlaces;
  readonly #policy: AnswerPolicy;
  readonly #root: string;
  readonly #places = new Set<string>();

  constructor(secrets: SecretPlaces, policy: AnswerPolicy, root: string) {
    this.#secrets = secrets;
    this.#policy = policy;
    this.#root = root;
  }

  of(live: unknown, declared: unknown, keys: KeyPath): unknown {
    const place = this.#place(keys);
    if (isRecord(declared)) return this.#record(live, declared, { keys, place });
    if (Array.isArray(declared)) return this.#list(live, declared, { keys, place });
    if (this.#secrets.has(keys, declared)) return this.#secret(live, declared, place);
    if (sameContent(live, declared) && live !== undefined) return declared;
    return this.#shown(projectScalar(live, declared, this.#policy, place), keys);
  }

  #record(live: unknown, declared: Readonly<Record<string, unknown>>, at: At): unknown {
    if ((isEmpty(declared) && isEmpty(live)) || (live === undefined && this.#policy.hidden(at.place))) return declared;
    if (!isEmpty(live) && !isRecord(live)) return this.#shown(live, at.keys);
    const result: Record<string, unknown> = {};
    for (const key of Object.keys(declared).sort()) {
      const value = own(declared, key);
      const projected =
        value === undefined || value === null ? undefined : this.of(isRecord(live) ? own(live, key) : null, value, [...at.keys, key]);
      if (projected !== undefined) define(result, key, projected);
    }
    return result;
  }

  /** A list is managed as a whole, and of an item that is a map the keys that the program writes. */
  #list(live: unknown, declared: readonly unknown[], { keys, place }: At): unknown {
    if (isBlank(live) && (declared.length === 0 || (live === undefined && this.#policy.hidden(place)))) return declared;
    if (isBlank(live)) return [];
    if (!Array.isArray(live)) return this.#shown(live, keys);
    return live.map((item: unknown, index) => {
      const at = [...keys, String(index)];
      return index < declared.length ? (this.of(item, declared[index], at) ?? null) : this.#shown(item, at);
    });
  }

  #secret(live: unknown, declared: unknown, place: string): unknown {
    if (!isBlank(declared) && !isHidden(live as Json | undefined)) return sameContent(live, declared) ? declared : live;
    if (!isBlank(declared)) this.#policy.hidden(place);
    return declared;
  }

  /** What somebody else has put there, without secrets that the program does not have. */
  #shown(live: unknown, keys: KeyPath): unknown {
    return typeof live === "object" ? this.#secrets.without(live, keys) : live;
  }

  /** A place of its own for each value, also if keys have points in them. */
  #place(keys: KeyPath): string {
    const path = [this.#root, ...keys].join(".");
    let place = path;
    for (let count = 2; this.#places.has(place); count++) place = `${path}.~${count}`;
    this.#places.add(place);
    return place;
  }
}

interface At {
  readonly keys: KeyPath;
  readonly place: string;
}

interface Versions {
  readonly sent: unknown;
  readonly live: unknown;
  readonly before: unknown;
}

/** Whether what is sent leaves what lives as it is. A secret that the answer hides is the recorded one. */
function leavesAlone({ sent, live, before }: Versions, keys: KeyPath, secrets: SecretPlaces): boolean {
  if (isRecord(sent) && (isRecord(live) || isEmpty(live))) {
    return Object.entries(sent).every(([key, value]) =>
      leavesAlone({ sent: value, live: at(live, key), before: at(before, key) }, [...keys, key], secrets),
    );
  }
  if (Array.isArray(sent) && Array.isArray(live)) {
    const same = (item: unknown, index: number) =>
      leavesAlone({ sent: item, live: live[index], before: at(before, String(index)) }, [...keys, String(index)], secrets);
    return sent.length === live.length && sent.every(same);
  }
  const isUnseen = secrets.has(keys, sent) && isHidden(live as Json | undefined);
  return sameContent(sent, isUnseen ? before : live);
}

function at(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? own(value, key) : undefined;
}

interface Where {
  readonly path: string;
  readonly keys: KeyPath;
  readonly secrets: SecretPlaces;
}

/** Differences at the deepest place that both have, without secrets. */
function differencesOf(a: unknown, b: unknown, { path, keys, secrets }: Where): Difference[] {
  if (sameContent(a, b)) return [];
  const isInside = [a, b].every((side) => isBlank(side) || isRecord(side)) || (Array.isArray(a) && Array.isArray(b));
  if (isInside && !(isBlank(a) && isBlank(b))) {
    const names = [...new Set([...keysOf(a), ...keysOf(b)])];
    return names.flatMap((key) => differencesOf(at(a, key), at(b, key), { path: `${path}.${key}`, keys: [...keys, key], secrets }));
  }
  const told = (value: unknown) => {
    if (value === undefined || value === null) return value;
    return secrets.has(keys, value) ? HIDDEN : secrets.without(value, keys);
  };
  return [{ path, from: told(a), to: told(b) }];
}

function keysOf(value: unknown): string[] {
  return typeof value === "object" && value !== null ? Object.keys(value) : [];
}
