import { lifecycleProperties } from "../support/properties/index";
import { scenarios } from "../kinds/index";

describe.each(Object.values(scenarios))("the lifecycle of a $kind", (scenario) => {
  lifecycleProperties(scenario);
});
