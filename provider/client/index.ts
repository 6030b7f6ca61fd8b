export type { Report, WriteEnding, WriteOutcome } from "./audit";
export { changedPaths, isSameItem } from "./changedPaths";
export { Client, type ClientOptions } from "./client";
export { clientFor, stopClients } from "./clients";
export * from "./errors";
export { isObject, parseJson, type Json, type JsonObject } from "./json";
export { listIn, objectsIn } from "./lists";
export { printable, withoutSecrets } from "./redact";
export type { Answer, AuditSubject, Call, Customers, Method, Once } from "./types";
