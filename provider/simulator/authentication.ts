import { BlockList, isIPv4 } from "node:net";
import { asObjects, asText } from "./json";
import type { Reply } from "./reply";
import { refuse, refuseInWords } from "./reply";
import type { RouteMatch } from "./routes";
import type { Switches } from "./switches";
import type { World } from "./world";

/** The three values that every request carries in headers. */
export interface Credentials {
  /** X-Auth-Reseller. */
  readonly reseller: string;
  /** X-Auth-User. */
  readonly user: string;
  /** X-Auth-Password. */
  readonly password: string;
}

/** A request that arrived, before its command runs. */
export interface IncomingRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly rawBody: string;
  readonly query: URLSearchParams;
  readonly remoteAddress: string;
  readonly match: RouteMatch | undefined;
}

/** Something in a request that the documents forbid, and the status with which strict mode refuses it. */
export interface Violation {
  readonly rule: string;
  readonly status: number;
}

/** The three headers that carry the credentials. */
const CREDENTIALS = ["x-auth-reseller", "x-auth-user", "x-auth-password"];

/** What a live account answered, on paths that do not exist, too. Which key of the envelope has it is a guess. */
const MISSING = "Not all required authentication headers have been provided";

/** Returns a refusal if the credentials, or the address, are not those of the account. */
export function authenticate(incoming: IncomingRequest, world: World, credentials: Credentials, switches: Switches): Reply | undefined {
  const { headers } = incoming;
  if (CREDENTIALS.some((name) => (headers[name] ?? "") === "")) return refuseInWords(400, MISSING);
  const isKnown =
    isRead(headers["x-auth-reseller"], credentials.reseller) &&
    isRead(headers["x-auth-user"], credentials.user) &&
    isRead(headers["x-auth-password"], credentials.password);
  if (!isKnown) return refuse(Number(switches.credentialsRefused), "the three X-Auth headers are not those of this account");
  if (switches.ipList === "enforced" && !isAllowedAddress(incoming.remoteAddress, world)) {
    return refuse(403, "the caller's address is not in the account's list");
  }
  return undefined;
}

/** A header as it can be read: clients send what is beyond ASCII as Latin-1 or as UTF-8, and which of them the API reads is not documented. */
export function headerReadings(header: string): [latin1: string, utf8: string] {
  return [header, Buffer.from(header, "latin1").toString("utf8")];
}

function isRead(header = "", text: string): boolean {
  return headerReadings(header).includes(text);
}

function isAllowedAddress(remoteAddress: string, world: World): boolean {
  const list = new BlockList();
  for (const range of asObjects(world.account["ip_addresses"])) {
    const [address = "", bits] = asText(range["ip_range"]).split("/");
    const family = isIPv4(address) ? "ipv4" : "ipv6";
    list.addSubnet(address, Number(bits ?? (family === "ipv4" ? 32 : 128)), family);
  }
  const plain = remoteAddress.replace(/^::ffff:/, "");
  return list.check(plain, isIPv4(plain) ? "ipv4" : "ipv6");
}

/** Finds everything in the request that the documents forbid. */
export function findViolations(incoming: IncomingRequest, switches: Switches): Violation[] {
  const { method, headers, match } = incoming;
  const found: Violation[] = [];
  if ((headers["user-agent"] ?? "").trim() === "") {
    found.push({ rule: "a request without User-Agent", status: Number(switches.userAgentRefused) });
  }
  if ((method === "GET" || method === "DELETE") && incoming.rawBody !== "") found.push({ rule: `a body on ${method}`, status: 400 });
  if (match?.route.isWithoutCustomer === true && headers["x-auth-for"] !== undefined) {
    found.push({ rule: `X-Auth-For on ${method} ${match.route.path}`, status: 400 });
  }
  return found;
}
