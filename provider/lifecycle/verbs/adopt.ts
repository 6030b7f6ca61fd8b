import type { JsonObject } from "../../client/index";
import { sendCommands } from "./commands";
import type { Finding, ResourceDefinition } from "../kind";
import { AdoptionError, show } from "../errors";
import type { Holders } from "../holders/holders";
import { differencesFrom, outputsOf } from "../compare/project";
import type { Target } from "../run/target";
import { converge } from "./update";
import { keptOrMade, keptSecret } from "../secrets/rotation";
import { asText, hasUnknown, isBlank, isRecord, own, type Props } from "../../common/values";

/** The live object that a creation takes over: found by its natural key (`true`), or by uuid. */
export type Adopt = boolean | string | { readonly uuid: string; readonly overwrite?: boolean };

/** The result of a creation, as the engine expects it. */
export interface Created {
  readonly id: string;
  readonly outs: Props;
}

interface Adoption {
  readonly uuid: string | undefined;
  readonly overwrite: boolean;
}

/** The adoption that inputs ask for, if any. */
export function adoptionOf(inputs: Props): Adoption | undefined {
  const adopt = own(inputs, "adopt");
  if (adopt === true) return { uuid: undefined, overwrite: false };
  if (typeof adopt === "string") return { uuid: adopt, overwrite: false };
  if (isRecord(adopt) && typeof adopt["uuid"] === "string") return { uuid: adopt["uuid"], overwrite: adopt["overwrite"] === true };
  return undefined;
}

/** Whether an object is to be taken over as it lives: then none of its faults is new, and the creation sends nothing. */
export function takesOverAsItLives(inputs: Props): boolean {
  const adopt = adoptionOf(inputs);
  return adopt !== undefined && !adopt.overwrite;
}

interface Creating {
  readonly olds: Props | undefined;
  readonly news: Props;
  readonly holders: Holders;
}

/** Findings on an adoption by uuid: another resource of the program has the object. */
export function adoptionFindings(definition: ResourceDefinition, { olds, news, holders }: Creating): Finding[] {
  const adoption = adoptionOf(news);
  if (definition.hasTwins === true && adoption !== undefined && adoption.uuid === undefined) {
    return [
      {
        path: "adopt",
        reason: `must be the uuid of the living object: nothing else that the documents name tells one ${definition.kind} from another`,
      },
    ];
  }
  const uuid = adoption?.uuid;
  if (uuid === undefined || hasUnknown(uuid) || !isBlank(olds)) return [];
  const other = holders.announceAdoption(definition, uuid, news);
  return other === undefined
    ? []
    : [
        {
          path: "adopt",
          reason: `${other} of this program has ${definition.kind} ${uuid}, and an object has one resource`,
        },
      ];
}

interface Adopting {
  readonly inputs: Props;
  readonly complete: Props;
  readonly adopt: Adoption;
  /** Live objects with the natural key; not used if the program names the uuid. */
  readonly candidates: readonly JsonObject[];
}

/** Takes a live object over if it equals the program in every managed field, or if the program says to overwrite it. */
export async function adopted(target: Target, adopting: Adopting): Promise<Created> {
  const id = adopting.adopt.uuid ?? onlyCandidate(target, adopting.candidates, adopting.complete);
  target.holders.recordAdoptionCandidate(target.definition, adopting.inputs, id);
  return target.withId(id).alone(() => adoptedAs(target, id, adopting));
}

async function adoptedAs(target: Target, id: string, { inputs, complete, adopt }: Adopting): Promise<Created> {
  const { definition } = target;
  // What the program leaves to the API keeps its live value, unless the object was found by that value.
  const declared = adopt.uuid === undefined ? complete : inputs;
  const at = target.withId(id);
  at.take();
  const live = await at.observe("adopt").catch((error: unknown) => {
    if (!(error instanceof Error) || !at.provesAbsence(error)) throw error;
    const what = `Cannot adopt ${target.name}: no ${definition.kind} ${id} lives there. Leave adopt out to make a new one.`;
    throw new AdoptionError(`${what}\n${error.message}`);
  });
  const claimedBy = target.run.claimedBy(id);
  if (claimedBy !== undefined)
    throw new AdoptionError(`Cannot adopt ${target.name}: ${claimedBy} of this program already has ${definition.kind} ${id}.`);
  target.run.claim(id, target.name);
  const state = definition.adopting?.(live, declared) ?? {};
  const differences = differencesFrom(definition, live, { declared, state });
  if (differences.length > 0 && !adopt.overwrite) {
    target.run.release(id);
    throw new AdoptionError(
      [
        `Cannot adopt ${target.name}: ${definition.kind} ${id} differs from the program, no preview has shown it, and nothing was sent.`,
        ...at.markedSecrets.told(differences).map(({ path, from, to }) => `  ${path}: ${show(from)} in the program, ${show(to)} live`),
        `Make the program equal to what lives, or write adopt: { uuid: "${id}", overwrite: true } to change the live object.`,
      ].join("\n"),
    );
  }
  const isTakenAsItIs = differences.length === 0 && !adopt.overwrite;
  if (!isTakenAsItIs) await refuseIfContested(at, inputs);
  const taken = { ...state, ...at.takeOver() };
  // What answers hide counts as equal, and is not: with overwrite it is sent, unless the whole PUT would change nothing.
  const lives = keptSecret(definition, inputs, { live, state: {} });
  const secret = isTakenAsItIs ? lives : keptOrMade(definition, inputs, lives);
  const result = isTakenAsItIs ? live : await converge(at, { live, inputs: { ...declared, ...secret }, state: taken, verb: "adopt" });
  at.learnFrom(id, result);
  const outputs = outputsOf(definition, result, { declared: { ...inputs, ...secret }, state: taken });
  return { id, outs: await sendCommands(at, { live: result === live ? live : undefined, inputs, state: {}, outputs }) };
}

/**
 * Stops a change of what another resource of the state has. Without a preview the engine may ask about that one only after this creation has
 * begun, so it waits a moment.
 */
async function refuseIfContested(at: Target, inputs: Props): Promise<void> {
  const { definition, holders, id = "", run } = at;
  await holders.neighboursMet();
  const other = holders.otherHolderOf(definition, id, inputs);
  if (other === undefined) return;
  run.release(id);
  throw new AdoptionError(
    `Cannot adopt ${at.name}: ${other} of this program has the object ${id}, and an object has one resource; nothing was sent.\nTake one of the two out of the program.`,
  );
}

function onlyCandidate(target: Target, candidates: readonly JsonObject[], inputs: Props): string {
  const key = target.definition.naturalKey(inputs);
  const uuids = candidates.map((live) => asText(live["uuid"]));
  const [only] = uuids;
  if (only === undefined)
    throw new AdoptionError(`Cannot adopt ${target.name}: none with ${key} lives there. Leave adopt out to make a new one.`);
  if (uuids.length > 1) {
    throw new AdoptionError(
      `Cannot adopt ${target.name}: several with ${key} live there (${uuids.join(", ")}). Write adopt: "<uuid>" with the one that is meant.`,
    );
  }
  return only;
}
