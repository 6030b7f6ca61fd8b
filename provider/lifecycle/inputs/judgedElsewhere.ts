/**
 * `yay drift` sets it for its preview, which compares and sends nothing: a name that somebody has edited in the portal is no name of the state any
 * more, and a check that refused the program's word for its line break would leave nothing to compare.
 */
const JUDGE = "YAY_NAMES_JUDGED_BY";

/** Whether a name may have a line break although the state has another one. */
export function namesAreOnlyCompared(env: NodeJS.ProcessEnv = process.env): boolean {
  return env[JUDGE] === "yay";
}
