import type { Json, JsonObject, Seed, Simulator } from "../../provider/simulator/index";
import { startSimulator } from "../../provider/simulator/index";
import { leaves } from "./leaves";
import { Stranger } from "./lifecycleStranger";
import type { Account, Edit } from "./recordings/index";

/** The content of a recorded account, from which a server can continue. */
export type Kept =
  | { readonly kind: "simulator"; readonly seed: Seed }
  | { readonly kind: "stranger"; readonly living: readonly { readonly owner: string | null; readonly record: JsonObject }[] };

/** A recorded stack: the state, the program and the account as they were. */
export interface RecordedStack {
  readonly config: Readonly<Record<string, string>>;
  readonly edits: readonly Edit[];
  readonly account: Kept;
  /** The uuids that the stack does not manage. */
  readonly others: readonly string[];
}

/** A server with an account of its own. */
export interface Server {
  readonly url: string;
  readonly credentials: { readonly reseller: string; readonly user: string; readonly password: string };
  /** "METHOD /path" of each request, uuids left out. */
  requests(): string[];
  /** The uuids of everything that lives. */
  living(): string[];
  keep(): Kept;
  close(): Promise<void>;
}

/** The API shows the contact name in capitals, and the phone number never. */
const ways = {
  show: (record: JsonObject): JsonObject => {
    const shown = Object.entries(record).filter(([key]) => key !== "phone");
    return Object.fromEntries(shown.map(([key, value]) => [key, key === "contact_name" ? String(value).toUpperCase() : value]));
  },
};

export async function serve(account: Kept | { kind: Account["kind"]; seed: Seed }): Promise<Server> {
  if (account.kind === "stranger") return strange(await Stranger.start(ways), "living" in account ? account.living : []);
  const simulator = await startSimulator({ seed: "seed" in account ? account.seed : {} });
  return simulated(leaves(simulator, "a recorded account stays as its program made it; a test of its own looks at what a destroy leaves"));
}

function simulated(simulator: Simulator): Server {
  return {
    url: simulator.url,
    credentials: simulator.credentials,
    requests: () => simulator.requests.map(({ method, path }) => withoutUuids(`${method} ${path}`)),
    living: () => [...simulator.state.customers.keys(), ...simulator.state.objects.keys()],
    keep: () => ({ kind: "simulator", seed: seedOf(simulator) }),
    close: () => simulator.close(),
  };
}

function strange(stranger: Stranger, living: readonly { owner: string | null; record: JsonObject }[]): Server {
  living.forEach(({ owner, record }) => stranger.living.set(String(record["uuid"]), { owner, record: structuredClone(record) }));
  return {
    url: stranger.url,
    credentials: stranger.credentials,
    requests: () => stranger.requests.map(({ method, path }) => withoutUuids(`${method} ${path}`)),
    living: () => [...stranger.living.keys()],
    keep: () => ({ kind: "stranger", living: [...stranger.living.values()] }),
    close: () => stranger.close(),
  };
}

function withoutUuids(text: string): string {
  return text.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "{uuid}");
}

/** A seed from which a simulator starts as this one is now. */
function seedOf({ state, switches }: Simulator): Seed {
  const objectsOf = (wanted: string | null) => {
    const lists: Record<string, Json[]> = {};
    for (const { owner, kind, record } of state.objects.values()) if (owner === wanted) (lists[kind] ??= []).push(record);
    return lists;
  };
  const customers = [...state.customers.values()].map(({ uuid, record, locked }) => ({ ...record, locked, objects: objectsOf(uuid) }));
  const seed = { account: state.account, stores: state.stores, customers, objects: objectsOf(null), switches };
  return JSON.parse(JSON.stringify(seed)) as Seed;
}
