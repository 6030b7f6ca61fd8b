import fc from "fast-check";

/** Properties are tried as often as fits into this time: mutation testing runs each of them some hundred times. */
const MILLISECONDS = 250;

// eslint-disable-next-line @typescript-eslint/no-deprecated -- its successor, a plugin, cannot be set for all properties at once
fc.configureGlobal({ ...fc.readConfigureGlobal(), interruptAfterTimeLimit: MILLISECONDS });
