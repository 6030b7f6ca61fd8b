import type { Settings } from "../settings/settings";
import { Client } from "./client";

const clients = new Map<string, Client>();

/** The client for these settings, one for the whole process. */
export function clientFor(settings: Settings): Client {
  const key = JSON.stringify(Object.entries(settings).sort(([a], [b]) => (a < b ? -1 : 1)));
  const client = clients.get(key) ?? new Client(settings);
  clients.set(key, client);
  return client;
}

/** Stops every client that `clientFor` has made; resolves when no request is in flight any more. */
export async function stopClients(): Promise<void> {
  await Promise.all([...clients.values()].map((client) => client.stop()));
}
