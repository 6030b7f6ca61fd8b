export { Client, clientFor, stopClients, type ClientOptions } from "./client";
export * from "./errors";
export { isObject, parseJson, type Json, type JsonObject } from "./json";
export { listIn, objectsIn } from "./lists";
export type { Answer, Call, Customers, Method, Once } from "./types";
