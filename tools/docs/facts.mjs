// @ts-check
import { callFlowExample, openingHours } from "./examples.mjs";

/**
 * What the pages are made from beside docstrings: the tables of the package, from its build or from its sources.
 * @typedef {import("../../provider/lifecycle/kind.js").ResourceDefinition} Definition
 * @typedef {import("../../provider/lifecycle/kind.js").Facts} FieldFacts
 * @typedef {import("../../provider/callflow/modules.js").KeyFact} KeyFact
 * @typedef {object} Facts
 * @property {Readonly<Record<string, Definition>>} registry
 * @property {readonly import("../../provider/settings/settings.js").SettingFact[]} settings
 * @property {typeof import("../../provider/callflow/codes.js").codes} codes
 * @property {typeof import("../../provider/callflow/modules.js").modules} modules
 * @property {readonly string[]} entryTypes
 * @property {typeof import("../../provider/callflow/modules.js").entryFact} entryFact
 * @property {Readonly<Record<string, import("../../provider/simulator/switchTable.js").SwitchSpec>>} switches
 * @property {readonly import("../../provider/simulator/routes.js").Route[]} routes the commands of the simulator
 * @property {typeof import("../../provider/callflow/index.js")} callflow
 * @property {typeof import("../../provider/diary/index.js")} diary
 * @property {typeof import("../../provider/diary/readings.js").QUESTIONS} questions what the documents of a diary leave open
 * @property {typeof import("../../examples/opening-hours/hours.js")} hours the example of opening hours
 * @property {typeof import("../../provider/transfers.js")} transfers
 * @property {Readonly<Record<string, import("../../examples/call-flow/line.js").Line>>} lines the flows of the example
 * @property {typeof import("../../provider/inventory/referrers.js").referringKinds} referringKinds
 * @property {typeof import("../../provider/customer/fileSchema.js").customerFileSchema} customerFileSchema
 * @property {typeof import("../../provider/customer/fileSchema.js").templateFileSchema} templateFileSchema
 * @property {typeof import("../../provider/simulator/seedSchema.js").seedSchema} seedSchema
 * @property {Record<string, Record<string, string>>} directory the uuids of the example by kind and name
 */

/**
 * @param {(module: string) => any} load a module of the package by its path
 * @param {(folder: string, module: string) => any} loadExample a module of an example by its path
 * @returns {Facts}
 */
export function gather(load, loadExample) {
  const { registry } = load("kinds/registry");
  const { settingFacts } = load("settings/settings");
  const { codes } = load("callflow/codes");
  const { modules, entryTypes, entryFact } = load("callflow/modules");
  const { referringKinds } = load("inventory/referrers");
  const { customerFileSchema, templateFileSchema } = load("customer/fileSchema");
  const { SWITCHES } = load("simulator/switchTable");
  const { seedSchema } = load("simulator/seedSchema");
  const { ROUTES } = load("simulator/routes");
  const living = {
    callflow: load("callflow/index"),
    diary: load("diary/index"),
    questions: load("diary/readings").QUESTIONS,
    hours: loadExample(openingHours.folder, "hours"),
    transfers: load("transfers"),
    lines: loadExample(callFlowExample, "flows/index").lines,
    directory: { ...loadExample(callFlowExample, "directory") },
  };
  const facts = {
    registry,
    settings: settingFacts(),
    codes,
    modules,
    entryTypes,
    entryFact,
    referringKinds,
    customerFileSchema,
    templateFileSchema,
  };
  return { ...facts, switches: SWITCHES, routes: ROUTES, seedSchema, ...living };
}
