export type { Report, WriteEnding, WriteOutcome } from "./audit";
export { changedPaths, isSameItem } from "./changedPaths";
export { Client, clientFor, stopClients, type ClientOptions } from "./client";
export * from "./errors";
export { isObject, parseJson, type Json, type JsonObject } from "./json";
export { listIn, objectsIn } from "./lists";
export { printable, withoutSecrets } from "./redact";
export type { Answer, AuditSubject, Call, Customers, Method, Once } from "./types";
