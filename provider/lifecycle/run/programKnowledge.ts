import type { ResourceDefinition } from "../kind";
import { Holders } from "../holders/holders";
import { NaturalKeys } from "../inputs/naturalKeys";
import { label } from "../names";
import type { GivenPaths } from "../../settings/kindPaths";
import { own, type Props } from "../../common/values";

interface Replacement {
  readonly id: string;
  readonly inputs: Props;
  /** The arguments that changed. */
  readonly replaces: readonly string[];
}

interface KnowledgeOptions {
  /** Runs an action once the neighbouring resources are known too; left out, at once. */
  readonly soon?: (action: () => void) => void;
  /** What `yay:paths` says now; left out, nothing. */
  readonly givenPaths?: () => Readonly<Record<string, GivenPaths>>;
}

/** What the engine has told about live objects since this process began. Needs no requests and no credentials. */
export class ProgramKnowledge {
  /** Which resource has which object. */
  readonly holders: Holders;
  /** Which resource has, wants and gives up which unique value. */
  readonly keys: NaturalKeys;
  readonly #kinds = new Map<string, string>();
  readonly #filled = new Map<string, string>();
  /** The states that refreshes were given, by what names their resources. */
  readonly #refreshed = new Map<string, Props>();
  readonly #say: (text: string) => void;
  readonly #givenPaths: () => Readonly<Record<string, GivenPaths>>;
  readonly #said = new Set<string>();

  /** @param say prints a line for the user. */
  constructor(say: (text: string) => void = () => undefined, { soon, givenPaths = () => ({}) }: KnowledgeOptions = {}) {
    this.holders = new Holders(soon);
    this.keys = new NaturalKeys(say, soon);
    this.#say = say;
    this.#givenPaths = givenPaths;
  }

  get givenPaths(): Readonly<Record<string, GivenPaths>> {
    return this.#givenPaths();
  }

  /** Call it in diff: the resource is replaced, so it gives up its object. Says, once, if that buys a new one. */
  recordReplaced(definition: ResourceDefinition, replacement: Replacement): void {
    this.holders.recordReplaced(definition, replacement.id);
    this.#tellBoughtAnew(definition, replacement);
  }

  #tellBoughtAnew(definition: ResourceDefinition, { id, inputs, replaces }: Replacement): void {
    if (definition.chargeable?.(inputs) !== true) return;
    const { kind, remains } = definition;
    const old =
      remains === undefined ? "The old one is deleted after that." : `${kind} ${id} is forgotten after that, and lives on: ${remains}`;
    const text = `${label(kind, own(inputs, "seed"), id)}: another ${replaces.join(" and ")} replaces it, and that buys a new one. ${old}`;
    if (!this.#said.has(text)) this.#say(text);
    this.#said.add(text);
  }

  /** Call it in read: a refresh has compared a resource with what lives. */
  recordRefreshed(before: Props): void {
    const seed = own(before, "seed");
    if (typeof seed === "string" && !this.#refreshed.has(seed)) this.#refreshed.set(seed, before);
  }

  /** The state that a resource had before the first refresh of this process; undefined if it had none. */
  beforeRefresh({ seed }: Props): Props | undefined {
    return typeof seed === "string" ? this.#refreshed.get(seed) : undefined;
  }

  /** Records that a resource of a kind has an object, with the program's inputs. */
  learn(definition: ResourceDefinition, id: string, inputs: Props): void {
    if (definition.part !== undefined || id === "") return;
    // What a resource with paths of its own has may be of any kind.
    if (definition.of === undefined) this.#kinds.set(id.toLowerCase(), definition.kind);
    if (definition.fillsParts?.(inputs) === true) this.#filled.set(id.toLowerCase(), label(definition.kind, own(inputs, "seed"), id));
    else this.#filled.delete(id.toLowerCase());
  }

  /** The kind of the object with a uuid; undefined if no resource of the run has it. */
  kindOf(uuid: string): string | undefined {
    return this.#kinds.get(uuid.toLowerCase());
  }

  /** The resource that has the object and also declares its parts; undefined if none does. */
  filledBy(uuid: string): string | undefined {
    return this.#filled.get(uuid.toLowerCase());
  }
}
