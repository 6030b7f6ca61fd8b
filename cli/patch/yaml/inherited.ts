import type { Segment } from "../types.js";
import { isBlank, isRecord, own, valueAt } from "../values.js";
import { YamlFile } from "./document.js";
import { plain } from "./edit.js";
import { placeOf, type Spot } from "./spot.js";

/** A template of parts, and where an argument of it stands. */
interface Template {
  readonly file: YamlFile;
  readonly path: readonly Segment[];
}

/** What parts of customers have without saying it themselves: what a template says, the customer for all its users, and the names `main`. */
export class Inheritance {
  readonly #templates: readonly YamlFile[];

  /** @param files all files of the program; those of YAML without a customer may hold templates */
  constructor(files: Readonly<Record<string, string>>) {
    this.#templates = Object.entries(files)
      .filter(([path, text]) => /\.ya?ml$/i.test(path) && !/^customer\s*:/m.test(text) && /^(?:flows|hours)\s*:/m.test(text))
      .map(([path, text]) => new YamlFile(path, text))
      .filter(({ faults }) => faults.length === 0);
  }

  /** What an argument of a part is if the part does not say it; undefined if nothing says it. */
  valueOf({ file, path }: Spot, argument: string): unknown {
    const template = this.#templateOf({ file, path });
    const said = template === undefined ? undefined : valueAt(plain(template.file.root), [...template.path, argument]);
    const isOfTrunk = argument === "callFlow" && !isBlank(valueAt(plain(file.root), [...path, "trunk"]));
    return said ?? (isOfTrunk ? undefined : own(defaultsOf(plain(file.root), path), argument));
  }

  /** Where a template says an argument of a part that names it, or where it begins; undefined if the part names none that is known. */
  placeOf(spot: Spot, argument: string): ReturnType<typeof placeOf> | undefined {
    const template = this.#templateOf(spot);
    if (template === undefined) return undefined;
    return placeOf({ file: template.file, customer: spot.customer, path: [...template.path, argument] });
  }

  #templateOf({ file, path }: Omit<Spot, "customer">): Template | undefined {
    const part = valueAt(plain(file.root), path);
    const name = isRecord(part) ? own(part, "template") : undefined;
    if (typeof name !== "string") return undefined;
    const at = [path[0] ?? "", name];
    const known = this.#templates.find((each) => isRecord(valueAt(plain(each.root), at)));
    return known === undefined ? undefined : { file: known, path: at };
  }
}

/** What a customer says for its parts, by argument. */
function defaultsOf(root: unknown, [section]: readonly Segment[]): Readonly<Record<string, unknown>> {
  const timezone = valueAt(root, ["timezone"]);
  switch (section) {
    case "users":
      return { timezone, countryCode: valueAt(root, ["countryCode"]) };
    case "hours":
      return { timezone };
    case "numbers":
      return { callFlow: "main", ...(isRecord(valueAt(root, ["hours", "main"])) && { outOfHours: "main" }) };
    default:
      return {};
  }
}

/** The arguments that an object without them needs to say as empty, because its customer says them for all that do not. */
export function emptied(root: unknown, section: string, args: Readonly<Record<string, unknown>>): Record<string, string> {
  const inherited = Object.entries(defaultsOf(root, [section])).filter(([name, value]) => !isBlank(value) && isBlank(own(args, name)));
  return Object.fromEntries(inherited.map(([name]) => [name, ""]));
}
