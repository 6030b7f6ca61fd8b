import { remaining } from "../kinds/index";
import { onStage } from "../support/lifecycle";
import { arguments_ } from "../support/properties/arguments";
import { lostAnswers } from "../support/properties/lostAnswers";
import { secrets } from "../support/properties/secrets";
import type { On } from "../support/properties/shared";

jest.setTimeout(60_000);

/** The properties of a whole life, without its end and without those that count its requests: each write is read back. */
const changeable = remaining.filter(({ changes }) => Object.keys(changes).length > 0);

describe.each(changeable)("the lifecycle of a $kind, which nothing deletes", (scenario) => {
  const on: On = (test) => () => onStage(scenario, test);

  for (const section of [arguments_, secrets, lostAnswers]) section(scenario, on);
});
