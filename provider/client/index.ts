export { Client, clientFor, stopClients, type ClientOptions } from "./client";
export * from "./errors";
export { isObject, parseJson, type Json, type JsonObject } from "./json";
export type { Answer, Call, Customers, Method, Once } from "./types";
