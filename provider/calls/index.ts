/** Whole calls, from a phone number to whoever answers, as data: calls, their coverage, and what is wrong in an account. Nothing here needs Pulumi, Node or a network. */
export type * from "./types";
export { CallError } from "./callError";
export { callNumber } from "./callNumber";
export { callTranscript, endingInWords } from "./words";
export { callPicture } from "./callPicture";
export { callCoverage, type CallCoverage, callCoverageText } from "./callCoverage";
export { type AccountCode, accountCodes } from "./accountCodes";
export { type AccountFinding, accountFindings, type FindingOptions } from "./findings";
