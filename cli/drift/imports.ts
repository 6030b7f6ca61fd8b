import type { Declaration, ImportEntry, ParentName } from "pulumi-yay/export";
import type { Declared } from "../patch/types.js";
import type { State } from "../shared/states.js";

/** The file that `pulumi import --file` takes. */
export interface ImportFile {
  /** The URNs of the components that entries name as their parents, by name; empty, none has one. */
  readonly nameTable: Readonly<Record<string, string>>;
  readonly resources: readonly ImportEntry[];
}

/** The entries of what a patch declares. What stands in a customer's YAML is made by its component, which is then the parent. */
export function importsOf(declared: readonly Declared[], declarations: readonly Declaration[], states: readonly State[]): ImportFile {
  const nameTable: Record<string, string> = {};
  const resources = declared.flatMap(({ uuid, name, file }) => {
    const declaration = declarations.find(({ id }) => id === uuid);
    if (declaration === undefined) return [];
    if (!isInCustomerFile(file)) return [declaration.importedAs(name)];
    const parent = componentOf(name.split("/")[0] ?? "", states);
    if (parent === undefined) return [];
    nameTable[parent.name] = parent.urn;
    return [declaration.importedAs(name, parent)];
  });
  return { nameTable, resources };
}

function isInCustomerFile(file: string): boolean {
  return /\.ya?ml$/i.test(file);
}

/** The component of a customer, by the URN of something that it has made: `urn:pulumi:dev::shop::yay:index:Customer$…::acme/desk`. */
function componentOf(name: string, states: readonly State[]): (ParentName & { readonly urn: string }) | undefined {
  for (const { urn } of states) {
    const [place, project, types, called] = String(urn).split("::");
    const type = types?.slice(0, types.lastIndexOf("$"));
    if (called?.startsWith(`${name}/`) !== true || type === undefined || type === types || type === "") continue;
    return { name, type, urn: `${String(place)}::${String(project)}::${type}::${name}` };
  }
  return undefined;
}
