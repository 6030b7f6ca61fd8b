import * as pulumi from "@pulumi/pulumi";
import { isPlain, type Reference } from "../../../customer/references";
import { filledNumber, filledPart, numbersOf, partsOf } from "../../../customer/parts";
import { type Section, sectionNames, sections } from "../../../customer/sections";
import { isUuid, type Props } from "../../../common/values";
import { closedTimes, type OpeningHours } from "../../../diary/index";
import type { Kind } from "../../../kinds/registry";
import { isRehearsal } from "../../rehearsal";
import { CallFlow } from "../callFlow";
import { noteForCalls } from "../callFindings";
import { CallRecordingRetention, HuntGroup, Mailbox, PhoneNumber, Playlist, QueueGroup, TimeDiary } from "../plainKinds";
import type { YayResource } from "../yayResource";
import { SipUser } from "../sipUser";
import { Sound } from "../sound";
import { SubReseller } from "../subReseller";
import { VoipBundle } from "../voipBundle";
import { configured } from "./configured";

type Uuid = pulumi.Output<string>;
type AnyClass = new (name: string, args: never, opts: pulumi.CustomResourceOptions) => YayResource;

const classes: Readonly<Partial<Record<Kind, AnyClass>>> = {
  CallFlow,
  CallRecordingRetention,
  HuntGroup,
  Mailbox,
  PhoneNumber,
  Playlist,
  QueueGroup,
  SipUser,
  Sound,
  SubReseller,
  TimeDiary,
  VoipBundle,
};

/** A number that is still to be bought, as previews look at where calls go: it has no resource. */
const UNBOUGHT = { kind: "PhoneNumber", ignoreChanges: [], isSecret: () => false };

/** A part, made or given. */
export interface Part {
  readonly uuid: Uuid;
  /** The resource; undefined if the program gave a uuid. */
  readonly resource?: pulumi.CustomResource;
  /** Whether the customer made it. */
  readonly isMade: boolean;
}

/** The number of a customer, and its part, which it does not have while it is still to be bought. */
export interface NumberPart {
  readonly number: string | pulumi.Output<string>;
  readonly part: Part | undefined;
}

/** Everything that a customer has, in the order in which it was made. */
export interface MadeParts {
  readonly customer: Part;
  readonly bundle: Part | undefined;
  readonly named: Readonly<Record<Section, Readonly<Record<string, Part>>>>;
  readonly numbers: readonly NumberPart[];
}

/** Whose parts are made, and what all of them wait for. */
export interface Owner {
  readonly component: pulumi.ComponentResource;
  readonly name: string;
  readonly args: Props;
  readonly dependsOn: pulumi.ComponentResourceOptions["dependsOn"];
}

/** Makes the parts of a customer: the account, the bundle, what rings, and the numbers last, when all that answers is there. */
export function makeParts(owner: Owner): MadeParts {
  const making = new Making(owner);
  const { args } = owner;
  const customer = making.account(args["customer"]);
  const bundle = args["bundle"] === undefined ? undefined : making.part("VoipBundle", "bundle", args["bundle"]);
  making.waitFor(bundle);
  const named = Object.fromEntries(sectionNames.map((section) => [section, making.section(section)])) as MadeParts["named"];
  if (args["callRecordingRetention"] !== undefined) making.part("CallRecordingRetention", "recordings", args["callRecordingRetention"]);
  return { customer, bundle, named, numbers: making.numbers() };
}

class Making {
  readonly #owner: Owner;
  readonly #named = new Map<Section, Map<string, Part>>();
  readonly #made: pulumi.Resource[] = [];
  readonly #first: pulumi.Resource[] = [];
  #customer: Uuid | undefined;

  constructor(owner: Owner) {
    this.#owner = owner;
  }

  account(given: unknown): Part {
    const part = this.#part("SubReseller", this.#owner.name, given, []);
    this.#customer = part.uuid;
    return part;
  }

  /** Has all later parts made after this one. */
  waitFor(part: Part | undefined): void {
    if (part?.resource !== undefined) this.#first.push(part.resource);
  }

  part(kind: Kind, name: string, given: unknown): Part {
    return this.#part(kind, `${this.#owner.name}/${name}`, given, this.#first);
  }

  section(section: Section): Record<string, Part> {
    const parts = new Map<string, Part>();
    this.#named.set(section, parts);
    for (const [name, part] of partsOf(this.#owner.args, section)) {
      const given = isPlain(part) || isFile(section, part) ? this.#argumentsOf(section, name, part) : part;
      parts.set(name, this.part(sections[section].kind, name, given));
    }
    return Object.fromEntries(parts);
  }

  numbers(): NumberPart[] {
    const before = [...this.#first, ...this.#made];
    return numbersOf(this.#owner.args).map((number, index) => {
      const filled = filledNumber(this.#owner.args, number, index, (reference) => this.#resolve(reference));
      const { toBuy, ...args } = filled ?? {};
      if (filled === undefined) return { number: (number as PhoneNumber).number, part: this.#part("PhoneNumber", "", number, []) };
      const called = String(args["number"]);
      if (toBuy === true && !isRehearsal()) {
        if (pulumi.runtime.isDryRun()) noteForCalls({ ...UNBOUGHT, name: `${this.#owner.name}/${called}`, args });
        return { number: called, part: undefined };
      }
      return { number: called, part: this.#part("PhoneNumber", `${this.#owner.name}/${called}`, args, before) };
    });
  }

  #argumentsOf(section: Section, name: string, given: unknown): Props {
    const part = typeof given === "string" ? { content: given } : (given as Props);
    const filled = filledPart(this.#owner.args, { section, name, part }, (reference) => this.#resolve(reference));
    if (section === "users") return without(filled, "groups");
    if (section === "groups") {
      const members = this.#members(name, filled);
      return members === undefined ? filled : { ...filled, members };
    }
    if (section !== "hours") return filled;
    const { open, closed, ...rest } = filled;
    return { ...rest, elements: closedTimes(open as OpeningHours, closed) };
  }

  /**
   * The members that a group names, and the users that name the group: none as an empty list, which lets go of the last user before it is
   * deleted. Undefined only of a group that is taken over and of which nobody has said who rings: it keeps those whom it has.
   */
  #members(group: string, { members: named, adopt = false }: Props): unknown {
    const users = this.#named.get("users");
    const joining = partsOf(this.#owner.args, "users").flatMap(([name, user]) => {
      const groups = isPlain(user) ? user["groups"] : undefined;
      const uuid = users?.get(name)?.uuid;
      return Array.isArray(groups) && groups.includes(group) && uuid !== undefined ? [uuid] : [];
    });
    if (named === undefined && joining.length === 0 && adopt !== false) return undefined;
    if (named === undefined || Array.isArray(named)) return [...new Set<unknown>([...((named ?? []) as unknown[]), ...joining])];
    return pulumi.all([named, joining]).apply(([known, more]) => [...(known as string[]), ...more]);
  }

  #resolve({ to, name }: Reference): unknown {
    if (isUuid(name)) return name;
    return to.flatMap((section) => this.#named.get(section)?.get(name)?.uuid ?? []).at(0) ?? name;
  }

  #part(kind: Kind, name: string, given: unknown, after: readonly pulumi.Resource[]): Part {
    if (pulumi.CustomResource.isInstance(given)) return { uuid: given.id, resource: given, isMade: false };
    if (!isPlain(given)) return { uuid: pulumi.output(given as pulumi.Input<string>), isMade: false };
    const Class = classes[kind];
    if (Class === undefined) throw new Error(`A Customer makes no ${kind}.`);
    const { component, dependsOn } = this.#owner;
    const args = { ...configured(kind, given), ...(this.#customer !== undefined && { customer: this.#customer }) };
    const resource = new Class(name, args as never, { parent: component, dependsOn: both(dependsOn, after) });
    this.#made.push(resource);
    return { uuid: resource.uuid, resource, isMade: true };
  }
}

function isFile(section: Section, part: unknown): boolean {
  return section === "sounds" && typeof part === "string" && !isUuid(part);
}

function without(props: Props, name: string): Props {
  return Object.fromEntries(Object.entries(props).filter(([key]) => key !== name));
}

type DependsOn = pulumi.ComponentResourceOptions["dependsOn"];

/** What a part waits for: what the whole customer waits for, and what of it comes before. */
function both(given: DependsOn, before: readonly pulumi.Resource[]): NonNullable<DependsOn> {
  if (given === undefined) return [...before];
  if (Array.isArray(given)) return [...given, ...before];
  if (pulumi.Resource.isInstance(given)) return [given, ...before];
  return pulumi.output<pulumi.Resource[]>(given as pulumi.Input<pulumi.Resource[]>).apply((known) => [known, before].flat());
}
