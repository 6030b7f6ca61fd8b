import type { JsonObject } from "../../client/index";
import { HIDDEN_SECRETS, type Field, type Recorded, recordedOf, type ResourceDefinition } from "../kind";
import { isBlank, isRecord, own, type Props } from "../../common/values";

/**
 * The output with the secrets that were declared or made, that the program has no longer, and that this object hides: a later PUT that went
 * without them would reset them. Left out if there are none.
 */
export function hiddenSecretsOf(
  definition: ResourceDefinition,
  live: JsonObject,
  { declared, state }: { readonly declared: Props; readonly state: Props },
): Props {
  const found = Object.entries(definition.fields).flatMap(([name, field]) => {
    if (!mayHide(field)) return [];
    const secrets = within(field, live, { declared: own(declared, name), recorded: recordedOf(name, state) });
    return isBlank(secrets) || (isRecord(secrets) && Object.keys(secrets).length === 0) ? [] : [[name, secrets] as const];
  });
  return found.length === 0 ? {} : { [HIDDEN_SECRETS]: Object.fromEntries(found) };
}

/** Whether a secret of this kind may leave the program, so that its state may have the output. */
export function mayHideSecrets({ fields }: Pick<ResourceDefinition, "fields">): boolean {
  return Object.values(fields).some(mayHide);
}

/** A required secret cannot leave the program. */
function mayHide(field: Field): boolean {
  return field.hiddenSecrets !== undefined || (field.facts.secret === true && !field.isRequired);
}

function within(field: Field, live: JsonObject, { declared, recorded }: { declared: unknown; recorded: Recorded }): unknown {
  if (field.hiddenSecrets !== undefined) return field.hiddenSecrets(live, declared, recorded);
  return isBlank(declared) && isBlank(livingSecret(field, live)) ? recorded.before : undefined;
}

/** What a PUT would send back of a living secret: an answer may show what is not compared, as it looks like a digest. */
export function livingSecret(field: Field | undefined, live: JsonObject): unknown {
  const body = { ...live };
  field?.normalize?.(body);
  return own(body, field?.facts.wire ?? "");
}
