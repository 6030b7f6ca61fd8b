import { isRecord, isUuid, own } from "../../common/values";
import type { Facts } from "../../lifecycle/kind";
import { fieldsOf } from "../../lifecycle/kindFields";
import { type Place, placeAt } from "./references";
import type { Planned } from "./plan";

/** What stands in the code for a uuid: an expression, and a comment if it is the bare uuid. */
export interface Named {
  readonly code: string;
  readonly comment?: string;
}

/** How a program names other objects. */
export interface Writing {
  nameOf(planned: Planned, uuid: string, place: Place): Named;
  /** The parts of an argument that are not as its type has them, by path: the compiler is told to take them as they live. */
  untyped(planned: Planned, argument: string): ReadonlySet<string>;
}

/** The statement that declares a resource, not formatted. */
export function codeOf(planned: Planned, writing: Writing): string {
  const { definition, inputs, leftOut, resource, variable, after } = planned;
  const given = fieldsOf(definition).flatMap(([name, field]) => {
    const input = own(inputs, name);
    if (input === undefined) return [];
    if (field.facts.secret === true) return [`${keyText(name)}: config.requireSecret(${literal(secretKey(planned, name))}),`];
    const value = field.form === undefined ? input : field.form.toArgument(input);
    const printer = new Printer(planned, writing, name, field.facts);
    const text = printer.print(value, []);
    return [text === name ? `${name},` : `${keyText(name)}: ${text},`];
  });
  const told = leftOut.map(({ argument, reason }) => `// ${inComment(argument)} is left to the portal: ${inComment(reason)}`);
  const head = `export const ${variable} = new yay.${definition.kind}(${JSON.stringify(resource)}, {`;
  const options = after.length === 0 ? "" : `, { dependsOn: [${after.join(", ")}] }`;
  return [head, ...given, ...told, `}${options});`].join("\n");
}

/** The key of the configuration that has a secret argument. */
export function secretKey({ resource, definition: { kind } }: Pick<Planned, "resource" | "definition">, argument: string): string {
  return `${resource}.${kind}.${argument}`;
}

/** A text that ends no comment and begins no line. */
export function inComment(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ")
    .replaceAll("*/", "* /")
    .trim();
}

/** Prints one argument. */
class Printer {
  readonly #planned: Planned;
  readonly #writing: Writing;
  readonly #facts: Facts;
  readonly #untyped: ReadonlySet<string>;

  constructor(planned: Planned, writing: Writing, argument: string, facts: Facts) {
    this.#planned = planned;
    this.#writing = writing;
    this.#facts = facts;
    this.#untyped = writing.untyped(planned, argument);
  }

  print(value: unknown, path: readonly string[]): string {
    const text = this.#value(value, path);
    return this.#untyped.has(path.join(".")) ? `${text} as never` : text;
  }

  #value(value: unknown, path: readonly string[]): string {
    if (typeof value === "string") return this.#text(value, path);
    if (Array.isArray(value)) return `[${value.map((item, index) => this.print(item, [...path, String(index)])).join(", ")}]`;
    if (!isRecord(value)) return JSON.stringify(value);
    const keys = Object.keys(value).sort(inOrder);
    if (keys.length === 0) return "{}";
    const entries = keys.map((key) => `${keyText(key)}: ${this.print(value[key], [...path, key])},`);
    // A line break after the brace keeps the map in one line for each entry, whatever its length.
    return path.length === 0 ? `{\n${entries.join("\n")}\n}` : `{ ${entries.join(" ")} }`;
  }

  #text(value: string, path: readonly string[]): string {
    const place = isUuid(value) ? placeAt(this.#facts, path) : undefined;
    const { code, comment }: Named = place === undefined ? { code: literal(value) } : this.#writing.nameOf(this.#planned, value, place);
    return comment === undefined ? code : `${code} /* ${inComment(comment)} */`;
  }
}

/** What tells what a map is comes first, and what nobody has documented last; the rest by name, so that an added key moves no other. */
function inOrder(a: string, b: string): number {
  return rank(a) - rank(b) || (a < b ? -1 : Number(a > b));
}

function rank(key: string): number {
  const at = ["start", "module", "type", "name"].indexOf(key);
  return at >= 0 ? at : key === "extra" ? 100 : 50;
}

function keyText(key: string): string {
  if (key === "__proto__") return '["__proto__"]';
  return /^(?:[A-Za-z_$][\w$]*|0|[1-9]\d{0,8})$/.test(key) ? key : literal(key);
}

/** A text as code; line separators and the like are escaped, which JSON leaves as they are. */
export function literal(text: string): string {
  return JSON.stringify(text).replace(/[\p{Cf}\p{Zl}\p{Zp}\u007f-\u009f]/gu, (odd) =>
    Array.from({ length: odd.length }, (_each, index) => `\\u${odd.charCodeAt(index).toString(16).padStart(4, "0")}`).join(""),
  );
}
