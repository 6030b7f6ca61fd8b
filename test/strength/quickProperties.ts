import fc from "fast-check";

/** Properties are tried as often as fits into this time: mutation testing runs each of them some hundred times. */
const MILLISECONDS = 250;

fc.configureGlobal({ ...fc.readConfigureGlobal(), plugins: [fc.interruptAfterTimeLimit(MILLISECONDS)] });
