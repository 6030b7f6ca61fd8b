import { type Answer, type JsonObject, UnknownOutcomeError } from "../../client/index";
import { ExistsError, PurchaseError } from "../errors";
import type { ResourceDefinition } from "../kind";
import { creationNote } from "../run/creationNotes";
import type { Begun } from "../run/journal";
import { lastPurchase } from "../run/lastPurchase";
import { allowedOf, howToAllow } from "../run/purchases";
import type { Target } from "../run/target";
import { asText, isBlank, own, type Props } from "../../common/values";

/** Whether a creation with these inputs costs money. */
export function buys({ chargeable }: Pick<ResourceDefinition, "chargeable">, inputs: Props): boolean {
  return chargeable?.(inputs) === true;
}

/** What the note of a creation says beside when and what: nothing else tells of a purchase without a key, so its note has no end. */
export function noteOf(definition: ResourceDefinition, inputs: Props): Pick<Begun, "lasts"> {
  return definition.hasTwins === true && buys(definition, inputs) ? { lasts: true } : {};
}

/** The same before its request is sent. Of what has twins it says what lives then: what lives later and is in no state may be what was made. */
export function noteBefore(definition: ResourceDefinition, inputs: Props, before: readonly JsonObject[]): Pick<Begun, "lasts" | "beside"> {
  const beside = definition.hasTwins === true ? { beside: before.map(({ uuid }) => asText(uuid)) } : {};
  return { ...noteOf(definition, inputs), ...beside };
}

/**
 * Sends the request of a creation. One that costs money is counted before, is sent once, and is repeated by nobody if its end is not known. It
 * waits for a transfer of the run that is under way: what it costs would be taken for that.
 *
 * @param note writes this machine's note of it, and says whether it is written.
 * @throws PurchaseError if the run may buy no more, or if the note of what nothing else tells of could not be written.
 */
export async function send(target: Target, { inputs, body, note }: Sending): Promise<Answer> {
  const { definition, run } = target;
  if (!buys(definition, inputs)) {
    note();
    return target.alone(() => target.post(body));
  }
  const limits = run.settings.maxPurchasesPerRun;
  if (!run.purchases.reserve(definition.kind, limits)) throw tooMany(target, "create");
  const last = lastPurchase(target, inputs);
  try {
    return await run.ownBalance.together(async () => {
      last.begin();
      if (!note() && definition.hasTwins === true) throw notNoted(target);
      const once = { timeoutMs: run.settings.timeoutSeconds * 1000, mayLeave: () => true };
      return await target.alone(() => target.post(body, once));
    });
  } catch (error) {
    if (UnknownOutcomeError.is(error)) {
      run.purchases.doubt();
    } else {
      run.purchases.giveBack(definition.kind);
      last.forget();
    }
    throw error;
  }
}

interface Sending {
  readonly inputs: Props;
  readonly body: JsonObject;
  readonly note: () => boolean;
}

/**
 * Stops the deletion of what was bought if the program has it replaced, deleted first, and the run may not buy another one.
 *
 * @throws PurchaseError before anything is sent.
 */
export function refuseUnaffordable(target: Target, state: Props): void {
  const { definition, holders, run, id = "" } = target;
  if (!buys(definition, state) || !holders.goesOn(definition, id, state) || holders.hasOther(definition, id, state)) return;
  if (!run.purchases.mayBuy(definition.kind, run.settings.maxPurchasesPerRun)) throw tooMany(target, "replace");
}

function tooMany({ name, definition: { kind }, run }: Target, verb: "create" | "replace"): PurchaseError {
  const limits = run.settings.maxPurchasesPerRun;
  const allowed = allowedOf(limits, kind);
  const many = allowed === 0 ? `yay:maxPurchasesPerRun allows no ${kind}` : `this run has bought all of ${allowed} that it may`;
  return new PurchaseError(
    [
      `Cannot ${verb} ${name}: ${verb === "create" ? "it" : "another one"} costs money, and ${many}; nothing was sent.`,
      `If it is meant: ${howToAllow(limits, { [kind]: run.purchases.made(kind) + 1 })}.`,
    ].join("\n"),
  );
}

function notNoted(target: Target): PurchaseError {
  return new PurchaseError(
    [
      `Cannot create ${target.name}: it costs money, and this machine's note of it could not be written, without which a run that is cut off would buy it twice; nothing was sent.`,
      "Let the folder yay/creations in the engine's home (PULUMI_HOME) be written to, and run pulumi up again.",
    ].join("\n"),
  );
}

/**
 * Stops a purchase without a key if the account has such an object that no resource of the state is known to have: a run on another machine
 * may have bought it for this very resource.
 *
 * @throws ExistsError that names them.
 */
export async function refuseBeside(target: Target, before: readonly JsonObject[], inputs: Props): Promise<void> {
  const { definition, holders, run, name } = target;
  if (!Object.hasOwn(definition.fields, "additional") || !buys(definition, inputs) || own(inputs, "additional") === true) return;
  const isForeign = ({ uuid }: JsonObject) => !holders.isMet(definition, asText(uuid)) && !run.hasClaimed(asText(uuid));
  if (!before.some(isForeign)) return;
  // Without a preview the engine may ask about the resource that has it only after this creation has begun.
  await holders.neighboursMet();
  const living = before.filter(isForeign);
  if (living.length === 0) return;
  const { kind } = definition;
  const uuids = toldOf(definition, living);
  throw new ExistsError(
    `Cannot create ${name}: it costs money, and the account has a ${kind} already that no resource of this state is known to have (${uuids}); nothing was sent.`,
    {
      living,
      advice: [
        ...(definition.listsMore === undefined ? [] : [definition.listsMore]),
        `Look at it in the portal. If it is the one that this program means, such as one that a run on another machine has bought, write adopt: "<uuid>".`,
        "If the program wants another one beside it, write additional: true.",
      ].join("\n"),
    },
  );
}

/** The uuids of live objects, each with what the API alone sets and their list shows. */
function toldOf({ shownOutputs = {} }: ResourceDefinition, objects: readonly JsonObject[]): string {
  const facts = (live: JsonObject) =>
    Object.values(shownOutputs).flatMap((wire) => (isBlank(own(live, wire)) ? [] : [`${wire} ${asText(own(live, wire))}`]));
  return objects.map((live) => [asText(live["uuid"]), ...facts(live)].join(" with ")).join(", ");
}

/** What there is to see after a creation whose end is not known. */
export interface Seen {
  /** The new objects that are equal to it; undefined if they could not be looked at. */
  readonly made: readonly JsonObject[] | undefined;
  /** Whether another creation like it may have made them. */
  readonly isContested?: boolean;
  /** The new objects that no resource has, if none is equal to it. */
  readonly unlike?: readonly JsonObject[];
}

/** What to do after a purchase without a key of which nobody knows whether it was made. */
export function askedAbout(target: Target, inputs: Props, { made, isContested = false }: Seen): string {
  const { definition } = target;
  const place = creationNote(target, inputs).place();
  const uuids = toldOf(definition, made ?? []);
  const whose = isContested ? ", which may be what another resource of this program has bought" : "";
  const seen =
    made === undefined
      ? "the list could not be read"
      : made.length === 0
        ? "the list shows none that is equal to it"
        : `the list shows ${uuids}${whose}`;
  const note = place === undefined ? "this machine's note of it" : `this machine's note of it (${place})`;
  return [
    `Whether it was bought is not known: ${seen}. It costs money, so nothing buys it again by itself, also not the next pulumi up.`,
    `Look at the account's ${definition.kind} objects and at its charges in the portal. If it is there, write adopt: "<uuid>". If it is not, delete ${note} and run pulumi up again.`,
  ].join("\n");
}
