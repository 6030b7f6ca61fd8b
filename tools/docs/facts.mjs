// @ts-check

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
 * @property {Readonly<Record<string, import("../../provider/simulator/switches.js").SwitchSpec>>} switches
 * @property {readonly import("../../provider/simulator/routes.js").Route[]} routes the commands of the simulator
 * @property {typeof import("../../provider/callflow/index.js")} callflow
 * @property {typeof import("../../provider/transfers.js")} transfers
 * @property {Readonly<Record<string, import("../../examples/call-flow/line.js").Line>>} lines the flows of the example
 * @property {typeof import("../../provider/inventory/referrers.js").referringKinds} referringKinds
 * @property {Record<string, Record<string, string>>} directory the uuids of the example by kind and name
 */

/**
 * @param {(module: string) => any} load a module of the package by its path
 * @param {(module: string) => any} loadExample a module of the example of call flows by its path
 * @returns {Facts}
 */
export function gather(load, loadExample) {
  const { registry } = load("kinds/registry");
  const { settingFacts } = load("settings/settings");
  const { codes } = load("callflow/codes");
  const { modules, entryTypes, entryFact } = load("callflow/modules");
  const { referringKinds } = load("inventory/referrers");
  const { SWITCHES } = load("simulator/switches");
  const { ROUTES } = load("simulator/routes");
  const living = {
    callflow: load("callflow/index"),
    transfers: load("transfers"),
    lines: loadExample("flows/index").lines,
    directory: { ...loadExample("directory") },
  };
  const facts = { registry, settings: settingFacts(), codes, modules, entryTypes, entryFact, referringKinds };
  return { ...facts, switches: SWITCHES, routes: ROUTES, ...living };
}
