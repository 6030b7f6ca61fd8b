import { remaining } from "../kinds/index";
import { onStage } from "../support/lifecycle";
import { adoption } from "../support/properties/adoption";
import { arguments_ } from "../support/properties/arguments";
import { drift } from "../support/properties/drift";
import { idempotence } from "../support/properties/idempotence";
import { lostAnswers } from "../support/properties/lostAnswers";
import { secrets } from "../support/properties/secrets";
import type { On } from "../support/properties/shared";
import { updates } from "../support/properties/updates";

jest.setTimeout(60_000);

/** The properties of a whole life, without its end: nothing deletes objects of these kinds. */
const changeable = remaining.filter(({ changes }) => Object.keys(changes).length > 0);

describe.each(changeable)("the lifecycle of a $kind, which nothing deletes", (scenario) => {
  const on: On = (test) => () => onStage(scenario, test);

  for (const section of [idempotence, drift, updates, arguments_, secrets, lostAnswers, adoption]) section(scenario, on);
});
