// @ts-check
import { fileURLToPath } from "node:url";

/** The folder of the work tree. */
export const ROOT = fileURLToPath(new URL("../../", import.meta.url));
