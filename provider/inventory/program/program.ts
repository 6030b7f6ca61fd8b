import { withArticle } from "../../common/article";
import { slug } from "../../common/slug";
import { isRecord, own, type Props, sameUuid } from "../../common/values";
import type { ResourceDefinition } from "../../lifecycle/kind";
import { fieldsOf } from "../../lifecycle/kindFields";
import type { LiveObject } from "../liveObject";
import { type TakenOver, type Taking, takenOver } from "../takenOver";
import { codeOf, inComment, literal, type Named, secretKey, type Writing } from "./code";
import { namesFor, type TakenName, titleOf } from "./names";
import { type Filling, type Planned, planned } from "./plan";
import { admits, type Place } from "./references";
import { shownByCustomer } from "./shownByCustomer";

/** What a person would call an object. */
export interface Described {
  readonly kind: string;
  readonly id: string;
  readonly customer?: string;
  /** Its name, or what else it is known by; the empty text if answers show neither. */
  readonly title: string;
}

/** An object that is in the account and not in the program. */
export interface NotManaged extends Described {
  readonly reason: string;
}

/** A resource of a program, and the object that it has. */
export interface ProgramResource {
  readonly definition: ResourceDefinition;
  readonly name: string;
  readonly object: LiveObject;
  /** The arguments as the engine has them, without the seed. */
  readonly inputs: Props;
  readonly state: Props;
}

/** A part of an object that the program leaves to the portal. */
export interface LeftToPortal {
  readonly kind: string;
  readonly name: string;
  readonly argument: string;
  readonly reason: string;
}

/** The code of a program, not formatted, and what it has and has not. */
export interface Program {
  readonly files: readonly { readonly path: string; readonly text: string }[];
  readonly resources: readonly ProgramResource[];
  readonly notManaged: readonly NotManaged[];
  readonly leftToPortal: readonly LeftToPortal[];
  /** The secrets that the code asks the configuration for. */
  readonly secrets: readonly ProgramSecret[];
}

/** A secret of a program. */
export interface ProgramSecret {
  /** Its key in the configuration of the stack. */
  readonly key: string;
  readonly value: string;
}

export interface ProgramOptions {
  /** Every kind in the order in which a file has them. */
  readonly kinds: readonly ResourceDefinition[];
  /** Why an object is not to be in the program; undefined if it is. */
  readonly leaveOut?: (object: Described) => string | undefined;
  /** Names that the program cannot have, because the stack that is to have it has resources of them. */
  readonly taken?: readonly TakenName[];
  /** Whether the program has the secrets that answers show in clear, as secrets of its configuration. */
  readonly withSecrets?: boolean;
  /** Whether the objects are still to be made, so that they have no uuids to name. */
  readonly isNew?: boolean;
  /** By kind, the kinds of which an account has to have everything before one of it can be made. */
  readonly needs?: Readonly<Record<string, readonly string[]>>;
}

/** The kind that the argument `customer` names. */
const CUSTOMER = "customer";

/** The program that declares live objects as they are, a file for each customer. The same objects give the same text, in whatever order they come. */
export function programOf(objects: readonly LiveObject[], options: ProgramOptions): Program {
  return new Writer(objects, options).program();
}

/** What a person would call a live object. */
export function described(object: LiveObject): Described {
  const { definition, id, customer } = object;
  return { kind: definition.kind, id, ...(customer !== undefined && { customer }), title: titleOf(object) };
}

class Writer {
  readonly #objects: readonly LiveObject[];
  readonly #options: ProgramOptions;
  readonly #byUuid: ReadonlyMap<string, LiveObject>;
  readonly #names: ReturnType<typeof namesFor>;
  readonly #taken = new Map<LiveObject, TakenOver>();
  readonly #notManaged: NotManaged[] = [];
  readonly #fillings: readonly Filling[];
  readonly #taking: Taking;
  readonly #needs: Readonly<Record<string, readonly string[]>>;
  readonly #isCustomer: (object: LiveObject) => boolean;

  constructor(objects: readonly LiveObject[], options: ProgramOptions) {
    this.#objects = inOrder(objects, options.kinds);
    this.#options = options;
    this.#isCustomer = isCustomerOf(options.kinds);
    this.#needs = options.isNew === true ? (options.needs ?? {}) : {};
    this.#taking = { titleOf: (uuid) => this.#titleOf(uuid), withSecrets: options.withSecrets === true };
    this.#byUuid = new Map(this.#objects.map((object) => [object.id.toLowerCase(), object]));
    this.#fillings = options.kinds.flatMap((definition) => (definition.part === undefined ? [] : [{ definition, part: definition.part }]));
    const ofCustomers = { prefixOf: () => "" };
    const taken = withWhatTheyFill(options.taken ?? [], this.#fillings);
    // Names of objects do not depend on whether the stack has their customer.
    const customers = namesFor(this.#objects.filter(this.#isCustomer), ofCustomers);
    const prefixOf = (customer: string | undefined) => {
      const object = customer === undefined ? undefined : this.#find(customer);
      return object === undefined ? (customer ?? "").slice(0, 8) : (customers.get(object)?.resource ?? "");
    };
    const others = namesFor(
      this.#objects.filter((object) => !customers.has(object)),
      { prefixOf, taken },
    );
    this.#names = new Map([...namesFor([...customers.keys()], { ...ofCustomers, taken }), ...others]);
  }

  program(): Program {
    const [customers, others] = [this.#objects.filter(this.#isCustomer), this.#objects.filter((object) => !this.#isCustomer(object))];
    for (const object of [...customers, ...others]) this.#take(object);
    const files = new Map<string, { readonly head: string; readonly taken: TakenOver[]; readonly customer: string | undefined }>();
    for (const taken of this.#taken.values()) {
      const customer = this.#accountOf(taken.object);
      const path = this.#fileOf(customer);
      const file = files.get(path) ?? { head: this.#headOf(customer), taken: [], customer };
      file.taken.push(taken);
      files.set(path, file);
    }
    const written = [...files].sort(([a], [b]) => (a < b ? -1 : 1)).map(([path, file]) => this.#written(path, file));
    const index = written.map(({ path }) => `import "./${path.replace(/\.ts$/, "")}";`);
    const resources = written.flatMap((file) => file.resources);
    return {
      files: [
        { path: "index.ts", text: [...index, ...(index.length === 0 ? ["export {};"] : []), ""].join("\n") },
        ...written.map(({ path, text }) => ({ path, text })),
      ],
      resources: resources.map(({ definition, resource, object, inputs, state }) => ({
        definition,
        name: resource,
        object,
        inputs,
        state,
      })),
      notManaged: this.#notManaged,
      secrets: resources.flatMap(secretsOf),
      leftToPortal: resources.flatMap(({ definition: { kind }, resource, leftOut }) =>
        leftOut.map((left) => ({ kind, name: resource, ...left })),
      ),
    };
  }

  #find(uuid: string): LiveObject | undefined {
    return this.#byUuid.get(uuid.toLowerCase());
  }

  #take(object: LiveObject): void {
    const about = described(object);
    const left = this.#options.leaveOut?.(about);
    const taken = left === undefined ? takenOver(object, this.#taking) : undefined;
    const shown = taken === undefined ? undefined : shownByCustomer(taken, this.#ownerOf(object));
    const reason = left ?? (shown === undefined ? taken?.refusal : shown.reason);
    if (reason !== undefined) this.#notManaged.push({ ...about, reason });
    else if (taken !== undefined && shown === undefined) this.#taken.set(object, taken);
  }

  /** The customer of an object, if the program declares it. */
  #ownerOf({ customer }: LiveObject): TakenOver | undefined {
    const owner = customer === undefined ? undefined : this.#find(customer);
    return owner === undefined ? undefined : this.#taken.get(owner);
  }

  #titleOf(uuid: string): string | undefined {
    const object = this.#find(uuid);
    return object === undefined ? undefined : titleOf(object);
  }

  /** The uuid of the customer whose file an object stands in; a customer stands in its own. */
  #accountOf(object: LiveObject): string | undefined {
    return this.#isCustomer(object) ? object.id : object.customer;
  }

  #fileOf(customer: string | undefined): string {
    if (customer === undefined) return "ownAccount.ts";
    const object = this.#find(customer);
    return `customers/${(object === undefined ? undefined : this.#names.get(object)?.resource) ?? customer}.ts`;
  }

  #headOf(customer: string | undefined): string {
    if (customer === undefined) return "// The own account.";
    const uuid = this.#options.isNew === true ? "" : ` (customer ${customer})`;
    return `// ${inComment(this.#titleOf(customer) ?? "")}${uuid}`;
  }

  #written(
    path: string,
    { head, taken, customer }: { readonly head: string; readonly taken: readonly TakenOver[]; readonly customer: string | undefined },
  ): { readonly path: string; readonly text: string; readonly resources: readonly Planned[] } {
    const here = (uuid: string) => {
      const object = this.#find(uuid);
      return object !== undefined && this.#taken.has(object) && this.#accountOf(object) === customer ? object : undefined;
    };
    const resources = planned(taken, { names: this.#names, find: here, fillings: this.#fillings, needs: this.#needs });
    const isDeclared = customer !== undefined && here(customer) !== undefined;
    const foreign = customer === undefined || isDeclared ? [] : [`const customer = ${literal(customer)};`];
    const writing: Writing = {
      nameOf: (each, uuid, place) =>
        !isDeclared && uuid === customer ? { code: "customer" } : this.#nameOf(each, { uuid, place, object: here(uuid) }),
      untyped: (each, argument) => this.#untyped(each, argument),
    };
    const statements = resources.map((each) => codeOf(each, writing));
    const hasSecrets = resources.some((each) => secretsOf(each).length > 0);
    const imports = [...(hasSecrets ? ['import * as pulumi from "@pulumi/pulumi";'] : []), 'import * as yay from "pulumi-yay";'];
    const config = hasSecrets ? ["const config = new pulumi.Config();"] : [];
    const text = [head, ...imports, "", ...config, ...foreign, ...statements.flatMap((each) => ["", each]), ""].join("\n");
    return { path, text, resources };
  }

  #untyped({ definition, inputs }: Planned, argument: string): ReadonlySet<string> {
    const kindOf = (uuid: string) => this.#find(uuid)?.definition.kind;
    return new Set(definition.fields[argument]?.untyped?.(own(inputs, argument), { kindOf }) ?? []);
  }

  #nameOf(from: Planned, { uuid, place, object }: { uuid: string; place: Place; object: LiveObject | undefined }): Named {
    const code = literal(uuid);
    const what = place.kinds.map(withArticle).join(" or ");
    if (object !== undefined) {
      const { variable } = this.#names.get(object) ?? { variable: "" };
      if (!admits(place, object.definition.kind))
        return { code, comment: `${withArticle(object.definition.kind)}, where ${what} is meant` };
      return from.cut.has(object) ? { code, comment: `${variable}, which refers to this one` } : { code: `${variable}.uuid` };
    }
    const elsewhere = this.#find(uuid);
    if (elsewhere !== undefined) return { code, comment: this.#elsewhere(elsewhere) };
    const step = stepOf(from, uuid);
    if (step !== undefined) return { code, comment: `the step ${step}` };
    const isListed = place.isLoose || place.kinds.some((kind) => this.#options.kinds.some((definition) => definition.kind === kind));
    return {
      code,
      comment: isListed
        ? `${place.isLoose ? "nothing" : `no ${place.kinds.join(" or ")}`} that was found has this uuid`
        : `${what}, which is no resource`,
    };
  }

  #elsewhere(object: LiveObject): string {
    const name = `${object.definition.kind} ${JSON.stringify(titleOf(object))}`;
    return this.#taken.has(object) ? `${name} of another account` : `${name}, which is not in this program`;
  }
}

/** An object in two parts has one name for both: what the part is called, the object cannot be. */
function withWhatTheyFill(taken: readonly TakenName[], fillings: readonly Filling[]): TakenName[] {
  const filled = taken.flatMap(({ kind, name }) => {
    const filling = fillings.find(({ definition }) => definition.kind === kind);
    const kinds = filling?.definition.fields[filling.part.of]?.facts.refersTo ?? [];
    return kinds.map((each) => ({ kind: each, name }));
  });
  return [...taken, ...filled];
}

/** By kind, then by name: each object once, in an order that does not depend on that of answers. */
function inOrder(objects: readonly LiveObject[], kinds: readonly ResourceDefinition[]): LiveObject[] {
  const rank = new Map(kinds.map(({ kind }, index) => [kind, index]));
  const distinct = new Map(objects.map((object) => [`${object.definition.kind} ${object.id.toLowerCase()}`, object]));
  const keyed = [...distinct.values()].map((object) => {
    const place = String(rank.get(object.definition.kind) ?? rank.size).padStart(4, "0");
    return { object, key: `${place} ${slug(titleOf(object))} ${object.id.toLowerCase()}` };
  });
  return keyed.sort((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key))).map(({ object }) => object);
}

function secretsOf(planned: Planned): ProgramSecret[] {
  return fieldsOf(planned.definition).flatMap(([name, { facts }]) => {
    const value = own(planned.inputs, name);
    return facts.secret === true && typeof value === "string" ? [{ key: secretKey(planned, name), value }] : [];
  });
}

/** The name of the step of a flow that has a uuid; a step of an undocumented module names others by theirs. */
function stepOf({ state }: Planned, uuid: string): string | undefined {
  const uuids = own(state, "stepUuids");
  return isRecord(uuids) ? Object.keys(uuids).find((name) => sameUuid(own(uuids, name), uuid)) : undefined;
}

/** Whether an object is a customer: what the argument `customer` of others names. */
function isCustomerOf(kinds: readonly ResourceDefinition[]): (object: LiveObject) => boolean {
  const named = new Set(kinds.flatMap(({ fields }) => fields[CUSTOMER]?.facts.refersTo ?? []));
  return ({ definition }) => named.has(definition.kind);
}
