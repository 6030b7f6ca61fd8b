import { lifecycleProperties } from "../support/properties/index";
import { scenarios } from "../kinds/index";

jest.setTimeout(60_000);

describe.each(Object.values(scenarios))("the lifecycle of a $kind", (scenario) => {
  lifecycleProperties(scenario);
});
