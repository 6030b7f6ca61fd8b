import { createHash } from "node:crypto";
import type { JsonObject } from "../../client/index";
import { isAsWritten } from "../compare/project";
import { ExistsError } from "../errors";
import { type ResourceDefinition, secretPathsOf } from "../kind";
import { orAsListed } from "../run/guesses";
import { journalKey, type Target } from "../run/target";
import { askedAbout, buys } from "./buying";
import { fieldsOf } from "./diff";
import { asText, own, type Props, sameUuid } from "../../common/values";

/** What the inputs of a creation say, without secrets: equal content has an equal hash. */
export function contentOf(definition: ResourceDefinition, inputs: Props): string {
  const told = fieldsOf(definition)
    .filter(([, field]) => field.facts.wire !== undefined && (field.told !== undefined || secretPathsOf(field.facts).length === 0))
    .map(([name, field]) => [name, (field.told === undefined ? own(inputs, name) : field.told(own(inputs, name))) ?? null]);
  return createHash("sha256").update(JSON.stringify(told)).digest("hex");
}

/**
 * The uuid of what an interrupted creation has left, for kinds whose objects have twins: by this machine's note and equal content.
 *
 * @throws ExistsError if more than one could be meant, or if the inputs are others now: to go on could make a second one.
 */
export async function leftBehind(target: Target, before: readonly JsonObject[], inputs: Props): Promise<string | undefined> {
  const { definition, run, holders } = target;
  const key = journalKey(target, inputs);
  const begun = run.journal.find(key);
  if (begun === undefined) return undefined;
  const isFree = ({ uuid }: JsonObject) => {
    // The former self of what is replaced may look the same: no answer shows the bytes of a file.
    if (holders.isReplaced(definition, asText(uuid))) return false;
    const holder = holders.holderOf(definition, asText(uuid));
    if (begun.beside?.some((other) => sameUuid(other, uuid)) === true) return false;
    return holder === undefined || holder.seed === asText(target.props["seed"]);
  };
  if (begun.content !== contentOf(definition, inputs)) {
    if (begun.uuid !== undefined) return lost(target, inputs, before.filter(isFree), begun.uuid);
    throw stopped(target, `with other arguments, and whether that made one is not known`, run.journal.place?.(key));
  }
  if (begun.uuid !== undefined) return before.some((live) => sameUuid(live["uuid"], begun.uuid) && isFree(live)) ? begun.uuid : undefined;
  const equal = (await equalTo(target, before.filter(isFree), inputs)).map(({ uuid }) => asText(uuid));
  if (equal.length > 1) throw stopped(target, `and several with this content live now (${equal.join(", ")})`, run.journal.place?.(key));
  if (equal.length === 0 && buys(definition, inputs)) throw unsettled(target, inputs, before.filter(isFree));
  return equal[0];
}

/** What an earlier run made with other arguments is not this; if it cost money and no state has it, only people know what it is for. */
function lost(target: Target, inputs: Props, free: readonly JsonObject[], uuid: string): undefined {
  const { definition, holders, run } = target;
  const isOrphan = !holders.isMet(definition, uuid) && free.some((live) => sameUuid(live["uuid"], uuid));
  if (!isOrphan || !buys(definition, inputs) || own(inputs, "additional") === true) return undefined;
  throw stopped(
    target,
    `as ${uuid} with other arguments, and this state does not have it`,
    run.journal.place?.(journalKey(target, inputs)),
  );
}

/** An earlier run began to buy it, and nothing tells whether it did. */
function unsettled(target: Target, inputs: Props, free: readonly JsonObject[]): ExistsError {
  return new ExistsError(`Cannot create ${target.name}: an earlier run began to create it and was cut off, and nothing was sent.`, {
    living: [],
    advice: askedAbout(target, inputs, { made: free }),
  });
}

/** Those of the objects that are what the inputs say; each is read by itself, because a list may leave something out. */
export async function equalTo(target: Target, objects: readonly JsonObject[], inputs: Props): Promise<JsonObject[]> {
  const { definition } = target;
  const named = objects.filter(({ uuid }) => asText(uuid) !== "");
  const whole = await Promise.all(
    named.map(({ uuid }) => {
      const reading = target.withId(asText(uuid)).find("look at what lives before it can create");
      return orAsListed(definition, { declared: inputs, state: {} }, reading);
    }),
  );
  return whole.filter((live) => live !== undefined && isAsWritten(definition, live, { declared: inputs, state: {} })) as JsonObject[];
}

function stopped({ name, definition: { kind } }: Target, what: string, note: string | undefined): ExistsError {
  const forget = note === undefined ? "" : ` If none is, delete the note of it (${note}).`;
  return new ExistsError(`Cannot create ${name}: an earlier run began to create it ${what}, and nothing was sent.`, {
    living: [],
    advice: `Look for it among the living objects. If one is this ${kind}, write adopt: "<uuid>".${forget} Then run pulumi up again.`,
  });
}
