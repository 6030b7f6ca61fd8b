/** The blocks that the arguments of a kind are made of. Each is tested once, under every switch of the simulator, so that kinds need no tests of them. */
export { choice, decimal, extension, flag, integer, phoneNumber, text, timeZone } from "./plain";
export { dialledNumber } from "./dialledNumber";
export { forceDestroy, local, option, parent } from "./local";
export { generated, secret } from "./secret";
export { rotation } from "./rotation";
export { audio, content } from "./content";
export { reference, references } from "./references";
export { record } from "./record";
export { keyedList } from "./keyedList";
export { identifiedList } from "./identifiedList";
export { set, valueList } from "./lists";
