/** For tests of programs: what a program declares, without an engine and an account. */
export { accountOf, noteObjects, type ProgramObject, type ProgramOptions } from "./hosts/mocks/accountOf";
export type { AccountObject } from "./inventory/accountObject";
