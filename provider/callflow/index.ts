/** Call flows of the Yay.com API as data: types, checks, both directions to the wire. Nothing here needs Pulumi, Node or a network. */
export type * from "./ids";
export type * from "./types";
export { undocumented } from "./undocumented";
export { DIGITS, entryTypes, moduleNames, modules, SIPUSER_VOICEMAIL, type KeyFact, type ModuleFact, type ValueFact } from "./modules";
export { codes, type Code, type CodeFact, type Finding, type Severity } from "./codes";
export { sinceBefore, validate, type ValidateOptions } from "./validate";
export { parse, uuidsOf, type Parsed, type ParseOptions } from "./parse";
export { render, type RenderOptions } from "./render";
export { UNKNOWN } from "./values";
export { STEP_NAMESPACE, stepUuid, uuidV5 } from "./stepUuid";
export { matchSteps } from "./match";
export { overlay } from "./overlay";
export { canonical, sameFlow, sameStep } from "./same";
export { projectFlow, type ProjectOptions } from "./project";
