// @ts-check
import { setup } from "../setup.mjs";
import { FOLDER as MUTATES } from "../strength/scopes.mjs";
import { testEnvironment } from "./environment.mjs";

/**
 * What `npm test` does before it starts jest, for a jest that was started by itself, as by `npx jest` or an editor: sets the clone up, and
 * gives the environment of tests to the workers, which start later. Whoever runs tests in jest's own process has to have it before.
 * @param {{ runInBand?: boolean, detectOpenHandles?: boolean }} globalConfig
 */
export default async function prepare({ runInBand, detectOpenHandles }) {
  const isPrepared = process.env["PULUMI_YAY_ENGINE_BIN"] !== undefined || process.env[MUTATES] !== undefined;
  if (isPrepared) return;
  if (runInBand || detectOpenHandles)
    throw new Error(
      "jest alone cannot run tests in its own process, which needs an option of Node's. Run npm test -- with the same arguments.",
    );
  const { engine } = await setup();
  const env = testEnvironment(process.env, engine);
  for (const name of Object.keys(process.env)) if (!(name in env)) Reflect.deleteProperty(process.env, name);
  Object.assign(process.env, env);
}
