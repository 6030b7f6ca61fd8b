import * as pulumi from "@pulumi/pulumi";
import type { Kind, RecordKind } from "../../kinds/registry";
import type { Id } from "../../common/id";
import { once } from "../../common/lazily";
import type { ClassFacts } from "./classFacts";
import type { Inputs, Outputs } from "./inputs";
import { prepared, registered } from "./registration";
import { YayResource } from "./yayResource";

/** What a look-up by id needs beside the id: whose object it is. */
export interface GetArgs {
  /** The uuid of the customer; left out, the object belongs to the caller's own account. Written without a value, it is refused. */
  readonly customer?: pulumi.Input<Id<"SubReseller">>;
}

/** The constructor of a kind, with its typed arguments and outputs. */
type Constructor<Args, State, K extends string> = new (
  name: string,
  args: Inputs<Args>,
  opts?: pulumi.CustomResourceOptions,
) => YayResource<K> & Outputs<State>;

/** The class of a kind whose look-ups need more than an id: what the object stands under, or where it is. */
export interface ChildClass<Args, State, Parent extends keyof Args, K extends string> extends Constructor<Args, State, K> {
  /** Looks a living object up by its uuid and where it is, without managing it, in previews too. */
  get<T>(
    this: new (name: string, args: Inputs<Args>, opts?: pulumi.CustomResourceOptions) => T,
    name: string,
    id: pulumi.Input<string>,
    args: GetArgs & Pick<Inputs<Args>, Parent>,
    opts?: pulumi.CustomResourceOptions,
  ): T;
}

/** The class of a kind of which each account has exactly one object. */
export interface SingletonClass<Args, State, K extends string> extends Constructor<Args, State, K> {
  /** Looks up the one of a customer, or of the own account, without managing it, in previews too. */
  get<T>(
    this: new (name: string, args: Inputs<Args>, opts?: pulumi.CustomResourceOptions) => T,
    name: string,
    args?: GetArgs,
    opts?: pulumi.CustomResourceOptions,
  ): T;
}

/** The class of a kind, with its typed arguments and outputs. */
export interface ResourceClass<Args, State, K extends string> extends Constructor<Args, State, K> {
  /**
   * Looks a living object up by its uuid, without managing it, in previews too. The run fails if the id has no value or is no uuid, where
   * no such object lives (for a call flow: in the account of `customer`, or in the own one), and if credentials are missing. In a
   * `pulumi refresh` an object that was looked up and does not live any more just leaves the state.
   */
  get<T>(
    this: new (name: string, args: Inputs<Args>, opts?: pulumi.CustomResourceOptions) => T,
    name: string,
    id: pulumi.Input<string>,
    args?: GetArgs,
    opts?: pulumi.CustomResourceOptions,
  ): T;
}

/**
 * Makes the class of a kind. The provider text in its properties is all that ties it to the handlers.
 * @param factsOf called when a program first uses the class: most programs use few of all kinds.
 */
export function dynamicResource<Args extends object, State, K extends string>(
  kind: Kind | RecordKind,
  factsOf: () => ClassFacts<Args>,
): ResourceClass<Args, State, K> {
  const type = `pulumi-nodejs:dynamic/yay:${kind}`;
  const known = once(factsOf);
  class Dynamic extends YayResource {
    constructor(name: string, given: Inputs<Args> | undefined, opts: pulumi.CustomResourceOptions = {}) {
      const facts = known();
      const one = prepared(facts, { kind, type, name, given, opts });
      super(type, name, one.properties, one.options);
      registered(this, facts, one);
    }

    static get(name: string, ...given: LookedUp): unknown {
      const { idOfCustomer } = known();
      const [id, args = {}, opts = {}] = idOfCustomer === undefined ? given : ofAccount(idOfCustomer, given);
      return Reflect.construct(this, [name, args, { ...opts, id: id ?? "" }]);
    }
  }
  return Dynamic as unknown as ResourceClass<Args, State, K>;
}

/** What a look-up is given after the name: the id, its arguments and its options. */
type LookedUp = [id?: unknown, args?: object, opts?: object];

/** The same for the one object of an account, whose id follows from the arguments. */
function ofAccount(idOf: (customer: unknown) => string, given: LookedUp): LookedUp {
  const [args = {}, opts] = given as [GetArgs?, object?];
  const { customer } = args;
  const isHere = customer === undefined || typeof customer === "string";
  return [isHere ? idOf(customer) : pulumi.output(customer).apply(idOf), args, opts ?? {}];
}
