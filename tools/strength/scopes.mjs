// @ts-check

/** The variable that names the folder of `provider/` for the configuration of the mutation tool. */
export const FOLDER = "PULUMI_YAY_MUTATE";

/** Names fewer tests than the folder's, separated by commas: the tool runs every test that reaches a change, also after one has failed. */
export const TESTS = "PULUMI_YAY_MUTATE_TESTS";

/** Says that what runs once, while a module loads, is changed too: for each such change every test runs. */
export const STATIC = "PULUMI_YAY_MUTATE_STATIC";

/** Says that only a part is changed, or fewer tests judge: results of other runs say nothing of it. */
export const PART = "PULUMI_YAY_MUTATE_PART";

/**
 * The tests that have to notice a change in a folder: those in this process that are quick. The fault matrix, the switches, the strangers
 * and the histories take half a minute and more, for every change, and are left out.
 * @type {Record<string, readonly string[]>}
 */
export const testsOf = {
  callflow: ["<rootDir>/test/callflow/!(types).test.ts"],
  client: ["<rootDir>/test/client/*.test.ts"],
  diary: ["<rootDir>/test/diary/*.test.ts"],
  inventory: ["<rootDir>/test/inventory/*.test.ts", "<rootDir>/test/lifecycle/referrers.test.ts"],
  lifecycle: [
    "<rootDir>/test/lifecycle/{algebra,check,customers,spelling}.test.ts",
    "<rootDir>/test/kinds/{callFlow,subReseller}*.test.ts",
  ],
};

/** @param {string} folder */
export const filesOf = (folder) => ({
  incremental: `.work/mutation/${folder}.incremental.json`,
  json: `.work/mutation/${folder}.json`,
  html: `.work/mutation/${folder}.html`,
});

/** @param {NodeJS.ProcessEnv} environment */
export function scopeFrom(environment) {
  const folder = environment[FOLDER] ?? "callflow";
  const tests = testsOf[folder];
  if (!tests) throw new Error(`${FOLDER}: "${folder}" is none of ${Object.keys(testsOf).join(", ")}`);
  const fewer = environment[TESTS]?.split(",").map((test) => `<rootDir>/${test}`);
  const isWhole = environment[PART] === undefined;
  return {
    tests: fewer ?? [...tests],
    mutate: [`provider/${folder}/**/*.ts`],
    files: filesOf(folder),
    isWhole,
    ignoreStatic: environment[STATIC] === undefined,
  };
}

/**
 * The folders that globs lie in, with their globs; all folders completely if there are none.
 * @param {readonly string[]} globs
 * @returns {Map<string, string[]>}
 */
export function byFolder(globs) {
  /** @type {Map<string, string[]>} */
  const found = new Map();
  for (const glob of globs.length > 0 ? globs : Object.keys(testsOf).map((folder) => `provider/${folder}/**/*.ts`)) {
    const folder = /^provider\/([^/]+)\//.exec(glob)?.[1] ?? "";
    if (!testsOf[folder]) throw new Error(`--mutate ${glob}: has to begin with provider/ and one of ${Object.keys(testsOf).join(", ")}.`);
    found.set(folder, [...(found.get(folder) ?? []), glob]);
  }
  return found;
}
