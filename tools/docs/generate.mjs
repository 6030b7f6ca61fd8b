// @ts-check
import { benchmarksPage } from "./benchmarks.mjs";
import { callFlowPictures, callFlowsPage } from "./callFlows.mjs";
import { customerSchema, customerSchemaFile, templateSchema, templateSchemaFile } from "./customerSchema.mjs";
import { errorsPage } from "./errors.mjs";
import { indexPage } from "./indexPage.mjs";
import { lookupsPage } from "./lookups.mjs";
import { tidy } from "./markdown.mjs";
import { openingHoursPage, openingHoursPictures } from "./openingHours.mjs";
import { performancePage, performancePictures } from "./performance.mjs";
import { reliabilityPage } from "./reliability.mjs";
import { describeKind, resourcePage } from "./resource.mjs";
import { seedSchemaFile, seedSchemaText } from "./seedSchema.mjs";
import { simulatorPage } from "./simulator.mjs";
import { supplyChainPage } from "./supplyChain.mjs";
import { findingsPage, settingsPage } from "./tables.mjs";
import { page } from "./template.mjs";
import { testStrengthPage } from "./testStrength.mjs";
import { testingPage } from "./testing.mjs";
import { transferKind, transferPage } from "./transfer.mjs";

/**
 * Every generated page by its path.
 * @param {import("./facts.mjs").Facts} facts @returns {Promise<Map<string, string>>}
 */
export async function generate(facts) {
  const kinds = await Promise.all(Object.values(facts.registry).map((definition) => describeKind(definition, facts)));
  const pages = new Map([
    ["docs/README.md", indexPage(kinds)],
    ...kinds.map((kind) => /** @type {const} */ ([`docs/resources/${kind.definition.kind}.md`, resourcePage(kind, facts)])),
    [`docs/resources/${transferKind}.md`, transferPage(facts)],
    ["docs/after-a-crash.md", page("after-a-crash", [], {})],
    ["docs/look-ups.md", lookupsPage(facts)],
    ["docs/settings.md", settingsPage(facts)],
    ["docs/errors.md", errorsPage()],
    ["docs/call-flows.md", callFlowsPage(facts)],
    ["docs/call-flow-findings.md", findingsPage(facts)],
    ["docs/opening-hours.md", openingHoursPage(facts)],
    ["docs/testing.md", testingPage()],
    ["docs/simulator.md", simulatorPage(facts)],
    ["docs/reliability.md", reliabilityPage()],
    ["docs/benchmarks.md", benchmarksPage()],
    ["docs/performance.md", performancePage()],
    ["docs/test-strength.md", testStrengthPage()],
    ["docs/supply-chain.md", supplyChainPage()],
  ]);
  const tidied = await Promise.all([...pages].map(async ([path, text]) => /** @type {const} */ ([path, await tidy(path, text)])));
  return new Map([
    ...tidied,
    ...(await callFlowPictures(facts)),
    ...openingHoursPictures(facts),
    ...performancePictures(),
    [customerSchemaFile, customerSchema(facts)],
    [templateSchemaFile, templateSchema(facts)],
    [seedSchemaFile, seedSchemaText(facts)],
  ]);
}
