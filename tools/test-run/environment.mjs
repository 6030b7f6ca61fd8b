// @ts-check

/** Settings of the developer's own stacks and accounts: a test that saw them could work on the real thing. What is for tests alone stays. */
const PERSONAL = /^(YAY_(?!TEST_|RECORD$)|PULUMI_(?!HOME$))/;

/** What npm tells a script about itself. */
const OF_NPM = /^npm_(?!config_)/;

/** @param {NodeJS.ProcessEnv} environment @returns {NodeJS.ProcessEnv} */
export const withoutSettings = (environment) =>
  Object.fromEntries(Object.entries(environment).filter(([name]) => !PERSONAL.test(name) && !OF_NPM.test(name)));

/**
 * The environment that tests run in. Besides what the engine needs it has PULUMI_YAY_ENGINE_BIN, the folder of `pulumi`, and
 * PULUMI_YAY_ENGINE_VERSION.
 * @param {NodeJS.ProcessEnv} environment
 * @param {import("../engine/engine.mjs").Engine} engine
 * @returns {NodeJS.ProcessEnv}
 */
export function testEnvironment(environment, engine) {
  return {
    ...withoutSettings(environment),
    ...engine.env,
    PULUMI_YAY_ENGINE_BIN: engine.bin,
    PULUMI_YAY_ENGINE_VERSION: engine.version,
    NODE_OPTIONS: nodeOptions(environment["NODE_OPTIONS"]),
  };
}

/**
 * node-fetch 3 is an ES module, and jest loads those only with this option, which warns of itself.
 * @param {string} [given]
 */
const nodeOptions = (given = "") => `${given} --experimental-vm-modules --disable-warning=ExperimentalWarning`.trim();
