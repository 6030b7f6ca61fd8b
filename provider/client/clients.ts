import type { Settings } from "../settings/settings";
import type { Client } from "./client";

const clients = new Map<string, Client>();

/** The client for these settings, one for the whole process. */
export function clientFor(settings: Settings): Client {
  const key = JSON.stringify(Object.entries(settings).sort(([a], [b]) => (a < b ? -1 : 1)));
  const client = clients.get(key) ?? newClient(settings);
  clients.set(key, client);
  return client;
}

/** A program sends nothing unless it looks something up, so the client is loaded with the first request. */
function newClient(settings: Settings): Client {
  const { Client } = require("./client") as typeof import("./client");
  return new Client(settings);
}

/** Stops every client that `clientFor` has made; resolves when no request is in flight any more. */
export async function stopClients(): Promise<void> {
  await Promise.all([...clients.values()].map((client) => client.stop()));
}
