import { entryTypes, moduleNames } from "../callflow/index";
import { misspelt, nearest } from "../common/nearest";
import { own, type Props } from "../common/values";
import { type CustomerProps, partsOf } from "./parts";
import { isPlain, type Path } from "./references";

/**
 * How a file says that a module, or a type of entry, that the reference does not describe is meant as it is written: `{ undocumented: name }`. As in
 * programs, a name with an underscore needs no such mark, because every documented name is one word.
 */
export const MARK = "undocumented";

/** The names that can stand without a mark, beside the documented ones. */
export const withUnderscore = /^[^_]*_.*$/;

/** What to say of a name that is neither documented nor marked. */
export function strangeName(what: "module" | "type of entry", name: string): string {
  const known = what === "module" ? moduleNames : entryTypes;
  const guess = nearest(name, known);
  const hint = guess === undefined ? `Documented are ${known.join(", ")}.` : `Did you mean "${guess}"?`;
  return `is no documented ${what}: ${JSON.stringify(name)}. ${hint} One that the API has and the documents do not is written { ${MARK}: ${JSON.stringify(name)} }.`;
}

/** Types of entries that are neither documented nor marked; what is a slip of the keys the check of the flow finds itself. */
export function strangeEntries(flow: Props, at: Path) {
  return Object.entries(flow).flatMap(([step, value]) =>
    entriesOf(value).flatMap((entry, index) => {
      const type = isPlain(entry) ? own(entry, "type") : undefined;
      const isStrange = typeof type === "string" && type !== "" && !entryTypes.includes(type) && !withUnderscore.test(type);
      if (!isStrange || misspelt(type, entryTypes) !== undefined) return [];
      return [{ path: [...at, step, "extensions", index, "type"], reason: strangeName("type of entry", type) }];
    }),
  );
}

function entriesOf(step: unknown): readonly unknown[] {
  const entries = isPlain(step) && own(step, "module") === "extension" ? own(step, "extensions") : undefined;
  return Array.isArray(entries) ? entries : [];
}

/** A customer whose flows have the names themselves in the place of the marked ones, as `Customer` takes them. */
export function withoutMarks(args: CustomerProps): CustomerProps {
  if (!isPlain(args["flows"])) return args;
  const flows = partsOf(args, "flows").map(([name, part]) => {
    const flow = isPlain(part) ? own(part, "flow") : undefined;
    return [name, isPlain(part) && isPlain(flow) ? { ...part, flow: mapped(flow, bareStep) } : part] as const;
  });
  return { ...args, flows: Object.fromEntries(flows) };
}

function bareStep(step: unknown): unknown {
  if (!isPlain(step)) return step;
  const entries = entriesOf(step);
  return {
    ...step,
    ...("module" in step && { module: bare(step["module"]) }),
    ...(entries.length > 0 && {
      extensions: entries.map((entry) => (isPlain(entry) && "type" in entry ? { ...entry, type: bare(entry["type"]) } : entry)),
    }),
  };
}

function bare(name: unknown): unknown {
  const marked = isPlain(name) && Object.keys(name).length === 1 ? own(name, MARK) : undefined;
  return typeof marked === "string" ? marked : name;
}

function mapped(props: Props, change: (value: unknown) => unknown): Props {
  return Object.fromEntries(Object.entries(props).map(([key, value]) => [key, change(value)]));
}
