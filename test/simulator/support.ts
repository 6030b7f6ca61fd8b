import { request as httpRequest } from "node:http";
import { connect } from "node:net";
import { startSimulator } from "../../provider/simulator/index";
import type { Json, JsonObject, Simulator, SimulatorOptions } from "../../provider/simulator/index";

/** An answer as a plain HTTP client sees it. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The parsed envelope, or `{}` where the body is not a JSON object. */
  readonly envelope: JsonObject;
  readonly result: Json | undefined;
}

/** What a request carries beside method and path. */
export interface Ask {
  readonly body?: unknown;
  /** The value of X-Auth-For. */
  readonly customer?: string;
  /** Laid over the usual headers; undefined leaves one out. */
  readonly headers?: Record<string, string | undefined>;
}

const running: Simulator[] = [];

/** Starts a simulator that `closeAll` ends, whatever becomes of the test. */
export async function startHere(options: SimulatorOptions = {}): Promise<Simulator> {
  const sim = await startSimulator(options);
  running.push(sim);
  return sim;
}

/** Ends every simulator of `startHere`; for afterEach. */
export async function closeAll(): Promise<void> {
  await Promise.all(running.splice(0).map((sim) => sim.close()));
}

/** The guide's headers for this simulator. */
export function usualHeaders(sim: Simulator): Record<string, string> {
  return {
    "X-Auth-Reseller": sim.credentials.reseller,
    "X-Auth-User": sim.credentials.user,
    "X-Auth-Password": sim.credentials.password,
    "User-Agent": "MyAPIApp 1.0",
  };
}

/** Sends one request by global fetch. */
export async function call(sim: Simulator, method: string, path: string, ask: Ask = {}): Promise<Answer> {
  const wanted: Record<string, string | undefined> = {
    ...usualHeaders(sim),
    ...(ask.customer === undefined ? {} : { "X-Auth-For": ask.customer }),
    ...ask.headers,
  };
  const headers = Object.entries(wanted).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const body = ask.body === undefined ? {} : { body: typeof ask.body === "string" ? ask.body : JSON.stringify(ask.body) };
  const response = await fetch(sim.url + path, { method, headers, redirect: "manual", ...body });
  return toAnswer(response.status, response.headers, await response.text());
}

/** Sends one request by node:http, which sends what it is told: a body on GET, no User-Agent. */
export function rawCall(sim: Simulator, method: string, path: string, ask: Ask = {}): Promise<Answer> {
  const wanted: Record<string, string | undefined> = {
    ...usualHeaders(sim),
    ...(ask.customer === undefined ? {} : { "X-Auth-For": ask.customer }),
    ...ask.headers,
  };
  const headers = Object.fromEntries(Object.entries(wanted).filter((entry): entry is [string, string] => entry[1] !== undefined));
  const text = ask.body === undefined ? "" : JSON.stringify(ask.body);
  if (text !== "") headers["Content-Length"] = Buffer.byteLength(text).toString();
  return new Promise((resolve, reject) => {
    const sent = httpRequest(sim.url + path, { method, headers, agent: false }, (response) => {
      let received = "";
      response.setEncoding("utf8").on("data", (chunk: string) => (received += chunk));
      response.on("error", reject).on("end", () => {
        const shown = new Headers(Object.entries(response.headers).map(([name, value]): [string, string] => [name, String(value)]));
        resolve(toAnswer(response.statusCode ?? 0, shown, received));
      });
    });
    sent.on("error", reject).end(text);
  });
}

/** Everything that the server sends for one request, until it closes the connection. */
export function rawBytes(sim: Simulator, method: string, path: string): Promise<string> {
  const headers = Object.entries({ ...usualHeaders(sim), Host: "127.0.0.1", Connection: "close" }).map(
    ([name, value]) => `${name}: ${value}`,
  );
  return new Promise((resolve, reject) => {
    let received = "";
    const socket = connect(sim.port, "127.0.0.1", () => socket.write([`${method} ${path} HTTP/1.1`, ...headers, "", ""].join("\r\n")));
    socket.setEncoding("utf8").on("data", (chunk: string) => (received += chunk));
    socket.on("error", reject).on("end", () => resolve(received));
  });
}

function toAnswer(status: number, headers: Headers, text: string): Answer {
  const envelope = parse(text);
  return { status, headers, text, envelope, result: envelope["result"] };
}

function parse(text: string): JsonObject {
  try {
    const value = JSON.parse(text) as Json;
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
  } catch {
    return {};
  }
}

/** The result as an object. Throws where it is none. */
export function resultOf(answer: Answer): JsonObject {
  const { result } = answer;
  if (typeof result !== "object" || result === null || Array.isArray(result)) throw new Error(`No object in ${answer.text}`);
  return result;
}

/** The uuid of the object in the result. */
export function uuidOf(answer: Answer): string {
  const uuid = resultOf(answer)["uuid"];
  if (typeof uuid !== "string") throw new Error(`No uuid in ${answer.text}`);
  return uuid;
}

/** The result as a list of objects. Throws where it is none. */
export function listOf(answer: Answer): JsonObject[] {
  if (!Array.isArray(answer.result)) throw new Error(`No list in ${answer.text}`);
  return answer.result as JsonObject[];
}
