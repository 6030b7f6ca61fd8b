import { isRecord } from "./values";

/** Under which the engine and its SDK keep what a value is, if it is more than data. */
export const SIGNATURE = "4dabf18193072939515e22adb298388d";

/** What stands there for a secret. */
export const SECRET = "1b47061264138c4ac30d75fd1eb44270";

/** Whether a value is more than data to the engine: a secret, an output, an asset. */
export function isSigned(value: unknown): value is Record<string, unknown> {
  return isRecord(value) && Object.hasOwn(value, SIGNATURE);
}

/** Whether a value is a secret as the engine and its SDK write one: encrypted, or with its content. */
export function isEngineSecret(value: unknown): value is Record<string, unknown> {
  return isSigned(value) && value[SIGNATURE] === SECRET;
}
