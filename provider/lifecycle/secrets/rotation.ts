import type { JsonObject } from "../../client/index";
import { PartialFailure } from "../errors";
import { type Field, type Finding, recordedOf, type ResourceDefinition, type Rotation } from "../kind";
import { livingSecret } from "./hiddenSecrets";
import { clean, hasUnknown, isBlank, own, type Props, sameValue } from "../../common/values";

type Rotating = Pick<ResourceDefinition, "rotation" | "fields">;

/** The rotation among the arguments of a kind. @throws if it names no secret argument. */
export function rotationOf(kind: string, fields: Readonly<Record<string, Field>>): Rotation | undefined {
  const [found] = Object.entries(fields).filter(([, { facts }]) => facts.rotates !== undefined);
  if (found === undefined) return undefined;
  const [argument, { facts, make }] = found;
  const secret = facts.rotates ?? "";
  if (make === undefined || fields[secret]?.facts.secret !== true || fields[secret].isRequired)
    throw new Error(`${kind}: ${argument} has to rotate a secret argument that may be left out.`);
  return { argument, secret, make };
}

/** A secret that is both declared and made would change back and forth. */
export function rotationFindings({ rotation }: Pick<Rotating, "rotation">, inputs: Props): Finding[] {
  if (rotation === undefined) return [];
  const { argument, secret } = rotation;
  const isDeclared = (name: string) => !isBlank(own(inputs, name)) && !hasUnknown(own(inputs, name));
  if (!isDeclared(argument) || !isDeclared(secret)) return [];
  return [{ path: secret, reason: `is made by the provider where ${argument} is written: leave one of the two out` }];
}

/** Whether inputs leave the secret to the provider. */
export function isRotated({ rotation }: Pick<Rotating, "rotation">, inputs: Props): boolean {
  return rotation !== undefined && !isBlank(own(inputs, rotation.argument));
}

/** Whether inputs ask for another secret than the state has. */
export function isDue({ rotation }: Pick<Rotating, "rotation">, inputs: Props, state: Props): boolean {
  if (rotation === undefined || !isRotated({ rotation }, inputs)) return false;
  return !sameValue(own(inputs, rotation.argument), own(state, rotation.argument));
}

interface At {
  readonly live: JsonObject;
  readonly state: Props;
}

/** The secret of inputs that leave it to the provider, if it is not to change: the living one, or the recorded one if an answer hides it. */
export function keptSecret(definition: Rotating, inputs: Props, { live, state }: At): Props {
  const { rotation, fields } = definition;
  if (rotation === undefined || !isRotated(definition, inputs)) return {};
  const recorded = recordedOf(rotation.secret, state);
  const field = fields[rotation.secret];
  const value = field?.decode(live, recorded) ?? livingSecret(field, live) ?? recorded.before;
  return isBlank(value) ? {} : { [rotation.secret]: value };
}

/** A new secret for inputs that leave it to the provider, and another one than the former, which a PIN could be by chance. */
export function madeSecret(definition: Rotating, inputs: Props, former: Props = {}): Props {
  const { rotation } = definition;
  if (rotation === undefined || !isRotated(definition, inputs)) return {};
  const { secret, make } = rotation;
  const made = make();
  return made === own(former, secret) ? madeSecret(definition, inputs, former) : { [secret]: made };
}

/** The kept secret; a new one if nothing shows or knows it, as after an adoption: a PUT without it could reset it. */
export function keptOrMade(definition: Rotating, inputs: Props, kept: Props): Props {
  return isBlank(kept) ? madeSecret(definition, inputs) : kept;
}

interface Rotated extends At {
  readonly name: string;
  readonly id: string;
  /** With the new secret. */
  readonly inputs: Props;
  readonly outputs: Props;
}

/**
 * Refuses to record a rotation that the API did not take: the state keeps the former text, so that the next up tries again.
 * @throws PartialFailure if the live object shows another secret than the one that was sent.
 */
export function refuseUntaken({ rotation, fields }: Rotating, { live, state, name, id, inputs, outputs }: Rotated): void {
  if (rotation === undefined || !isDue({ rotation }, inputs, state)) return;
  const { argument, secret } = rotation;
  const shown = fields[secret]?.decode(live, recordedOf(secret, state));
  if (shown === undefined || sameValue(shown, own(inputs, secret))) return;
  throw new PartialFailure(
    [
      `${name} was written, and the API did not take the new ${secret}: it still shows another one, which stays valid and is the output.`,
      `Run pulumi up again to try again. If it never takes one, change it in the portal, write it as ${secret} and leave ${argument} out.`,
    ].join("\n"),
    id,
    // The valid one is recorded, also if the kind does not compare what answers show of it.
    clean({ ...outputs, [secret]: shown, [argument]: own(state, argument), __provider: own(inputs, "__provider") }) as Props,
  );
}
