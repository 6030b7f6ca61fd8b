// @ts-check
import { realpathSync } from "node:fs";
import { pathToFileURL } from "node:url";

/**
 * Is this module the program that was started, not one that was imported?
 * @param {string} url its `import.meta.url`
 */
export const isMain = (url) => process.argv[1] !== undefined && pathToFileURL(realpathSync(process.argv[1])).href === url;

/**
 * Runs a program: an error becomes its message on stderr and exit code 1.
 * @param {() => Promise<number | void>} program gives the exit code
 */
export async function main(program) {
  try {
    process.exitCode = (await program()) ?? 0;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
