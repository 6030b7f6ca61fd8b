// @ts-check
import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** @typedef {import("./serverProcess.mjs").Counts} Counts */

/**
 * A simulator in a process of its own, so that what it takes is not counted to whoever asks it.
 * @typedef {object} Server
 * @property {string} url
 * @property {Record<string, string>} env the settings by which our programs reach it
 * @property {(milliseconds: number) => Promise<unknown>} delay each answer comes so much later from now on
 * @property {() => Promise<Counts>} counts of the requests since the last time
 * @property {() => Promise<void>} close
 */

const program = fileURLToPath(new URL("serverProcess.mjs", import.meta.url));

/** @param {import("pulumi-yay/simulator").Seed} seed @returns {Promise<Server>} */
export async function startServer(seed) {
  const child = fork(program, { stdio: ["ignore", "ignore", "inherit", "ipc"] });
  const exited = once(child, "exit");
  const ended = exited.then(([code]) => Promise.reject(new Error(`The server of the comparison ended with ${String(code)}.`)));
  ended.catch(() => undefined);
  const said = () => Promise.race([once(child, "message"), ended]).then(([message]) => message);
  child.send(seed);
  const { url, reseller, user, password } = await said();
  const ask = async (/** @type {import("./serverProcess.mjs").Question} */ question) => {
    const answer = said();
    child.send(question);
    return answer;
  };
  return {
    url,
    env: { YAY_BASE_URL: url, YAY_RESELLER: reseller, YAY_USER: user, YAY_PASSWORD: password },
    delay: (milliseconds) => ask({ ask: "delay", milliseconds }),
    counts: () => ask({ ask: "counts" }),
    close: async () => {
      child.send({ ask: "close" });
      await exited;
    },
  };
}
