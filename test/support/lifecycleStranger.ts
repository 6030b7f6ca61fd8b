import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type Kind, registry } from "../../provider/kinds/registry";
import type { Json, JsonObject, Seed } from "../../provider/simulator/index";
import { definitionOf } from "./scenario";

/** An answer before it gets its envelope; without a result there is no body at all. */
export interface Said {
  readonly status: number;
  /** What the envelope says if it is another status. */
  readonly inside?: number;
  readonly result?: Json;
}

/** How the server behaves in what the documents leave open. */
export interface Ways {
  /** How an object is shown, in every answer. */
  readonly show?: (record: JsonObject) => JsonObject;
  /** How an object is shown in a list; undefined leaves it out. */
  readonly inList?: (shown: JsonObject, index: number) => JsonObject | undefined;
  readonly onGet?: (shown: JsonObject) => Said;
  readonly onPost?: (shown: JsonObject) => Said;
  /** Also gets the object from before the PUT. */
  readonly onPut?: (shown: JsonObject, before: JsonObject) => Said;
  readonly onDelete?: (shown: JsonObject) => Said;
  /** What is wrong with a body; answered with 400. */
  readonly refuses?: (body: JsonObject) => string | undefined;
  /** How the whole answer is written. */
  readonly write?: (said: Said) => string;
  /** How the text of a body is understood, before it is parsed. */
  readonly read?: (text: string) => string;
}

interface Living {
  readonly owner: string | null;
  record: JsonObject;
}

/** Where each account has one object from the start. */
const singles: Readonly<Record<string, string>> = { retention: "/voip/call-retention" };

/** What a uuid in a path stands for in the middle: the object that a child stands under. */
const within = /\/[0-9a-f]{8}-[0-9a-f-]{27}(?=\/)/gi;

const collections: readonly string[] = (Object.keys(registry) as Kind[]).map((kind) =>
  definitionOf(kind).paths.collection.replaceAll(/\{\w+\}/g, "{parent}"),
);
const nestedLists = ["users", "addresses"];
const stamps = { created_on: "2023-02-07", updated_on: "2023-02-07" };

/** A second, independent implementation of the API, written only from the documents: customers and flows, full-object PUT, the envelope. */
export class Stranger {
  readonly credentials = { reseller: "reseller", user: "user", password: "password" };
  readonly requests: { readonly method: string; readonly path: string; readonly body: JsonObject | undefined; readonly text: string }[] =
    [];
  readonly living = new Map<string, Living>();
  /** Applies the next POST or PUT, and cuts its connection. */
  losesWrite = false;
  readonly #server: Server;
  readonly #ways: Ways;

  private constructor(ways: Ways) {
    this.#ways = ways;
    this.#server = createServer((request, response) => void this.#receive(request, response));
  }

  static async start(ways: Ways = {}): Promise<Stranger> {
    const stranger = new Stranger(ways);
    await new Promise<void>((resolve) => stranger.#server.listen(0, "127.0.0.1", resolve));
    return stranger;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }

  /** Adds an object as if somebody else had created it. */
  add(path: string, body: JsonObject, owner: string | null = null): string {
    const uuid = typeof body["uuid"] === "string" ? body["uuid"] : randomUUID();
    this.living.set(uuid, { owner: `${path} ${owner ?? ""}`, record: { ...stored(body, {}), uuid } });
    return uuid;
  }

  /** Adds the content of a simulator's seed. */
  seed({ customers = [] }: Seed): void {
    for (const { objects = {}, ...customer } of customers) {
      const owner = this.add("/account/reseller", customer as JsonObject);
      for (const [kind, some] of Object.entries(objects))
        for (const one of some) this.add(singles[kind] ?? `/voip/${kind}`, one as JsonObject, owner);
    }
  }

  /** By the object's uuid, or by the id of a singleton: its path, and the account it belongs to. */
  record(id: string): JsonObject {
    const owner = id.replace(" of ", " ");
    const found = this.living.get(id.toLowerCase()) ?? [...this.living.values()].find((one) => one.owner === owner);
    if (found === undefined) throw new Error(`Nothing lives under ${id}.`);
    return found.record;
  }

  async #receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    const body = text === "" ? undefined : (JSON.parse(this.#ways.read?.(text) ?? text) as JsonObject);
    const [place = "", uuid] = (request.url ?? "").split(/\/(?=[0-9a-fA-F]{8}-[0-9a-fA-F-]{27}$)/);
    const parent = (place.match(within) ?? []).join("").toLowerCase();
    const path = place.replaceAll(within, "/{parent}");
    this.requests.push({ method: request.method ?? "", path: uuid === undefined ? path : `${path}/{uuid}`, body, text });
    const name = request.headers["x-auth-for"];
    const said = this.#answer(request.method ?? "", {
      path,
      parent,
      uuid: uuid?.toLowerCase(),
      name: typeof name === "string" ? name : undefined,
      body,
    });
    if (this.losesWrite && request.method !== "GET") {
      this.losesWrite = false;
      response.socket?.resetAndDestroy();
      return;
    }
    response.writeHead(said.status, { "content-type": "application/json" });
    response.end(said.result === undefined ? "" : (this.#ways.write ?? enveloped)(said));
  }

  #answer(method: string, asked: Asked): Said {
    const customers = [...this.living].filter(([, { owner }]) => owner === "/account/reseller ");
    const customer = customers.find(([, { record }]) => record["name"] === asked.name)?.[0];
    if (asked.name !== undefined && customer === undefined) return { status: 403, result: {} };
    const owner = `${asked.path} ${customer ?? ""}${asked.parent}`;
    if (!collections.includes(asked.path)) return { status: method === "GET" ? 200 : 404, result: [] };
    const only = Object.values(singles).includes(asked.path) ? [...this.living].find(([, one]) => one.owner === owner) : undefined;
    if (only !== undefined) return this.#item(method, only[0], only[1], asked.body ?? {});
    if (asked.uuid === undefined) return method === "GET" ? this.#list(owner) : this.#post(owner, asked.body ?? {});
    const found = this.living.get(asked.uuid);
    if (found?.owner !== owner) return { status: 404, result: {} };
    return this.#item(method, asked.uuid, found, asked.body ?? {});
  }

  #list(owner: string): Said {
    const shown = [...this.living.values()].filter((one) => one.owner === owner).map(({ record }) => this.#show(record));
    const { inList } = this.#ways;
    return { status: 200, result: inList === undefined ? shown : shown.flatMap((item, index) => inList(item, index) ?? []) };
  }

  #post(owner: string, body: JsonObject): Said {
    const refusal = this.#ways.refuses?.(body);
    if (refusal !== undefined) return { status: 400, result: { refusal } };
    const record: JsonObject = { uuid: randomUUID(), ...stored(body, {}) };
    this.living.set(String(record["uuid"]), { owner, record });
    return this.#ways.onPost?.(this.#show(record)) ?? { status: 201, result: this.#show(record) };
  }

  #item(method: string, uuid: string, found: Living, body: JsonObject): Said {
    const before = this.#show(found.record);
    if (method === "GET") return this.#ways.onGet?.(before) ?? { status: 200, result: before };
    if (method === "DELETE") {
      this.living.delete(uuid);
      return this.#ways.onDelete?.(before) ?? { status: 204 };
    }
    const refusal = this.#ways.refuses?.(body);
    if (refusal !== undefined) return { status: 400, result: { refusal } };
    found.record = { uuid, ...stored(body, found.record) };
    return this.#ways.onPut?.(this.#show(found.record), before) ?? { status: 200, result: this.#show(found.record) };
  }

  #show(record: JsonObject): JsonObject {
    const copy = structuredClone(record);
    return this.#ways.show?.(copy) ?? copy;
  }
}

interface Asked {
  readonly path: string;
  /** The uuids within the path, each after a slash. */
  readonly parent: string;
  readonly uuid: string | undefined;
  readonly name: string | undefined;
  readonly body: JsonObject | undefined;
}

export function enveloped({ status, inside = status, result }: Said): string {
  return JSON.stringify({ result, status_code: inside, status_message: "said" });
}

/** The object that a body makes: only what is in it; nested items keep their uuid, and their password if that is left out. */
function stored(body: JsonObject, before: JsonObject): JsonObject {
  const record: JsonObject = { ...structuredClone(body), ...stamps };
  delete record["uuid"];
  for (const list of nestedLists) {
    if (!Array.isArray(record[list])) continue;
    record[list] = (record[list] as (JsonObject | string)[]).map((item) => {
      if (typeof item === "string") return item;
      const old = ((before[list] ?? []) as JsonObject[]).find(
        (one) => String(one["uuid"]).toLowerCase() === String(item["uuid"]).toLowerCase(),
      );
      const kept = old?.["password"] === undefined ? {} : { password: old["password"] };
      return { ...kept, ...item, uuid: old?.["uuid"] ?? randomUUID(), ...stamps };
    });
  }
  return record;
}
