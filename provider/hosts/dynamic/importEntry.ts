import { SECRET, SIGNATURE } from "../../common/engineSecret";
import type { Props } from "../../common/values";
import type { ResourceDefinition } from "../../lifecycle/kind";
import type { Kind } from "../../kinds/registry";
import { recordOf } from "../../inventory/takenOver";
import type { ProgramResource } from "../../inventory/program/program";
import { providerText } from "./providerText";

/** The stack that a program is for. */
export interface StackName {
  readonly project: string;
  readonly stack: string;
}

/** One resource of the file that `pulumi import --file` takes. */
export interface ImportEntry {
  readonly type: string;
  readonly name: string;
  readonly id: string;
  /** The name of its component in the `nameTable` of the file; left out, it has none. */
  readonly parent?: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly outputs: Readonly<Record<string, unknown>>;
}

/** The component that makes a resource. */
export interface ParentName {
  /** Its name in the `nameTable` of the file. */
  readonly name: string;
  /** Its type with those of its own parents, as its URN has it: `yay:index:Customer`. */
  readonly type: string;
}

/** What the state of a stack holds of a resource, had the program made it: the engine stores this as it is and reads nothing. */
export function importEntry(
  { definition, name, object, inputs, state }: ProgramResource,
  { project, stack, withSecrets, parent }: StackName & { readonly withSecrets: boolean; readonly parent?: ParentName | undefined },
): ImportEntry {
  const kind = definition.kind as Kind;
  const type = `pulumi-nodejs:dynamic/yay:${kind}`;
  const within = parent === undefined ? "" : `${parent.type}$`;
  const seeded = { ...inputs, seed: `urn:pulumi:${stack}::${project}::${within}${type}::${name}` };
  const provider = { __provider: providerText(kind) };
  const outputs = recordOf(definition, { object, inputs: seeded, state }, withSecrets);
  const sealed = (props: Props) => sealedSecrets(definition, props);
  const place = { type, name, id: object.id, ...(parent !== undefined && { parent: parent.name }) };
  return { ...place, inputs: { ...sealed(seeded), ...provider }, outputs: { ...sealed(outputs), ...provider } };
}

/** The same properties, each secret as the engine is told of one, which it stores encrypted then. */
function sealedSecrets({ fields, secretOutputs }: ResourceDefinition, props: Props): Props {
  const sealed = ([name, value]: [string, unknown]) =>
    fields[name]?.facts.secret === true || secretOutputs.includes(name)
      ? [name, { [SIGNATURE]: SECRET, plaintext: JSON.stringify(value) }]
      : [name, value];
  return Object.fromEntries(Object.entries(props).map(sealed)) as Props;
}
