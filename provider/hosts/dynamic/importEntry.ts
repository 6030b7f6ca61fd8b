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
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly outputs: Readonly<Record<string, unknown>>;
}

/** What the state of a stack holds of a resource, had the program made it: the engine stores this as it is and reads nothing. */
export function importEntry(
  { definition, name, object, inputs, state }: ProgramResource,
  { project, stack, withSecrets }: StackName & { readonly withSecrets: boolean },
): ImportEntry {
  const kind = definition.kind as Kind;
  const type = `pulumi-nodejs:dynamic/yay:${kind}`;
  const seeded = { ...inputs, seed: `urn:pulumi:${stack}::${project}::${type}::${name}` };
  const provider = { __provider: providerText(kind) };
  const outputs = recordOf(definition, { object, inputs: seeded, state }, withSecrets);
  const sealed = (props: Props) => sealedSecrets(definition, props);
  return { type, name, id: object.id, inputs: { ...sealed(seeded), ...provider }, outputs: { ...sealed(outputs), ...provider } };
}

/** How the engine is told that a value is a secret, which it stores encrypted then. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

function sealedSecrets({ fields, secretOutputs }: ResourceDefinition, props: Props): Props {
  const sealed = ([name, value]: [string, unknown]) =>
    fields[name]?.facts.secret === true || secretOutputs.includes(name)
      ? [name, { [SIGNATURE]: SECRET, plaintext: JSON.stringify(value) }]
      : [name, value];
  return Object.fromEntries(Object.entries(props).map(sealed)) as Props;
}
