import type { ResourceDefinition } from "../kind";
import { Holders } from "../holders/holders";
import { NaturalKeys } from "../inputs/naturalKeys";
import { label } from "../names";
import { own, type Props } from "../../common/values";

/** What the engine itself has said of living objects since this process began: no request is needed to know it, nor are credentials. */
export class Known {
  /** Who has which of them. */
  readonly holders = new Holders();
  /** Who has, wants and gives up what only one of them can have. */
  readonly keys: NaturalKeys;
  readonly #kinds = new Map<string, string>();
  readonly #filled = new Map<string, string>();

  /** @param say tells the person who runs the command. @param soon runs an action when the resources beside one are known, too. */
  constructor(say?: (text: string) => void, soon?: (action: () => void) => void) {
    this.keys = new NaturalKeys(say, soon);
  }

  /** Notes that a resource of a kind has an object, and what the program says of it. */
  learn(definition: ResourceDefinition, id: string, inputs: Props): void {
    if (definition.part !== undefined || id === "") return;
    this.#kinds.set(id.toLowerCase(), definition.kind);
    if (definition.fillsParts?.(inputs) === true) this.#filled.set(id.toLowerCase(), label(definition.kind, own(inputs, "seed"), id));
    else this.#filled.delete(id.toLowerCase());
  }

  /** The kind of the object with a uuid; undefined where no resource of the run has it. */
  kindOf(uuid: string): string | undefined {
    return this.#kinds.get(uuid.toLowerCase());
  }

  /** The resource that has the object and declares the parts of it, too; undefined if none does. */
  filledBy(uuid: string): string | undefined {
    return this.#filled.get(uuid.toLowerCase());
  }
}
