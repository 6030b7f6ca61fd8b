import * as pulumi from "@pulumi/pulumi";
import { numbersOf, partsOf } from "../../../customer/parts";
import { isPlain, type Path } from "../../../customer/references";
import { placeOfSecret } from "../../../customer/secretPlaces";
import { sectionNames, sections } from "../../../customer/sections";
import { HIDDEN } from "../../../common/hidden";
import { own, type Props } from "../../../common/values";
import { type Kind, registry } from "../../../kinds/registry";
import { type ResourceDefinition, secretPathsOf } from "../../../lifecycle/kind";
import { isRehearsal } from "../../rehearsal";

/** What is made of a secret of the arguments, which is `{ config: name }` or the program's own. */
type Visit = (value: unknown, path: Path) => unknown;

/**
 * The arguments of a kind with each secret that is `{ config: "…" }` read from the stack's configuration. One that the configuration lacks is
 * unknown in a preview, which `missingSecrets` ends with all of them; if nothing is made it has no meaning; an up fails.
 */
export function configured(kind: Kind, args: Props): Props {
  return visited(kind, args, { at: [], visit: secretIn });
}

/** The secrets of a customer that the stack's configuration does not have, a line each: its place and the command that mends it. */
export function missingSecrets(args: Props): string[] {
  const missing: string[] = [];
  const visit = (value: unknown, path: Path): unknown => {
    const name = configName(value);
    if (name === undefined || fromConfig(name) !== undefined) return value;
    const place = placeOfSecret(value as object);
    missing.push(`${place === undefined ? "" : `${place}: `}${path.join(".")}: pulumi config set --secret ${name}`);
    return value;
  };
  const look = (kind: Kind, part: unknown, at: Path) => isPlain(part) && visited(kind, part, { at, visit });
  look("SubReseller", args["customer"], ["customer"]);
  for (const section of sectionNames)
    for (const [name, part] of partsOf(args, section)) look(sections[section].kind, part, [section, name]);
  numbersOf(args).forEach((number, index) => look("PhoneNumber", number, ["numbers", index]));
  return missing;
}

function visited(kind: Kind, args: Props, { at, visit }: { readonly at: Path; readonly visit: Visit }): Props {
  const { fields }: ResourceDefinition = registry[kind];
  const entries = Object.entries(args).map(([name, value]) => {
    const field = own(fields, name) as ResourceDefinition["fields"][string] | undefined;
    const paths = secretPathsOf(field?.facts ?? {});
    return [name, paths.reduce((filled, path) => filledAt(filled, path, { at: [...at, name], visit }), value)] as const;
  });
  return Object.fromEntries(entries);
}

function filledAt(value: unknown, [key, ...rest]: readonly string[], { at, visit }: { readonly at: Path; readonly visit: Visit }): unknown {
  if (key === undefined) return visit(value, at);
  const inner = (name: string | number, item: unknown) => filledAt(item, rest, { at: [...at, name], visit });
  if (Array.isArray(value)) return value.map((item: unknown, index) => (key === "*" ? inner(index, item) : item));
  if (!isPlain(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, key === "*" || key === name ? inner(name, item) : item]));
}

function configName(value: unknown): string | undefined {
  const name = isPlain(value) ? own(value, "config") : undefined;
  return typeof name === "string" ? name : undefined;
}

function fromConfig(name: string): pulumi.Output<string> | undefined {
  const at = name.indexOf(":");
  return at < 0 ? new pulumi.Config().getSecret(name) : new pulumi.Config(name.slice(0, at)).getSecret(name.slice(at + 1));
}

function secretIn(value: unknown): unknown {
  const name = configName(value);
  if (name === undefined) return value;
  const found = fromConfig(name);
  if (found !== undefined || !(isRehearsal() || pulumi.runtime.isDryRun())) return found;
  return pulumi.secret(isRehearsal() ? HIDDEN : pulumi.unknown);
}
