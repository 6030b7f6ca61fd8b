import { onStage } from "../lifecycle";
import { type Lifecycle, lifecycleOf, type Scenario } from "../scenario";
import { absence } from "./absence";
import { adoption } from "./adoption";
import { arguments_ } from "./arguments";
import { drift } from "./drift";
import { found } from "./found";
import { idempotence } from "./idempotence";
import { interruptions } from "./interruptions";
import { lostAnswers } from "./lostAnswers";
import { ownObject } from "./ownObject";
import { ownReplacement, partReplacement, replacement } from "./replacement";
import { secrets } from "./secrets";
import { singleton } from "./singleton";
import type { On } from "./shared";
import { updates } from "./updates";

/** The properties T1–T20 of a kind whose objects are read and put as a whole, as far as no real engine is needed for them. */
export function lifecycleProperties(scenario: Scenario): void {
  const on: On = (test) => () => onStage(scenario, test);

  for (const section of everyKind) section(scenario, on);
  for (const section of byLifecycle[lifecycleOf(scenario.kind)]) section(scenario, on);
}

type Section = (scenario: Scenario, on: On) => void;

const everyKind: readonly Section[] = [idempotence, drift, updates, arguments_, secrets, lostAnswers];

/** The properties of kinds whose objects may be there or not. */
const madeAndDeleted: readonly Section[] = [absence, adoption, replacement];

/** The properties of one lifecycle only. */
const byLifecycle: Readonly<Record<Lifecycle, readonly Section[]>> = {
  fullObject: [...madeAndDeleted, ownObject, ownReplacement, interruptions],
  part: [...madeAndDeleted, partReplacement],
  child: [...madeAndDeleted, ownObject, ownReplacement, interruptions],
  singleton: [singleton],
  purchase: [...madeAndDeleted, ownObject, ownReplacement, interruptions],
  found: [absence, replacement, found],
};
