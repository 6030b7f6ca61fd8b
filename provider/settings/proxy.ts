import { BlockList, isIP } from "node:net";

/** A proxy through which requests reach the API, and where its address was found. */
export interface HttpProxy {
  /** `http://` or `https://`, the host and the port, and nothing else; safe to show. */
  readonly origin: string;
  /** For Basic authorization at the proxy; never shown. */
  readonly user?: string;
  readonly password?: string;
  /** The setting or variable that it comes from, such as `HTTPS_PROXY`. */
  readonly from: string;
}

/** The value of the setting that ignores the proxies of the environment. */
export const NONE = "none";

/** The variables that name a proxy for https, in the order in which the engine reads them. */
const VARIABLES = ["HTTPS_PROXY", "https_proxy"] as const;

const EXAMPLE = "http://proxy.example:3128";

const PORTS: Readonly<Record<string, string>> = { "http:": "80", "https:": "443" };

/** What is wrong with a proxy's URL; undefined if nothing is. Never repeats the URL, because it may hold a password. */
export function problemOfProxy(text: string): string | undefined {
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1]?.toLowerCase();
  if (scheme === undefined) return `must begin with http:// or https://, such as ${EXAMPLE}`;
  if (scheme.startsWith("socks")) return `must be an HTTP proxy such as ${EXAMPLE}: SOCKS is not supported`;
  if (scheme !== "http" && scheme !== "https") return `must begin with http:// or https://, such as ${EXAMPLE}, and with nothing else`;
  const [authority = "", ...path] = text.slice(scheme.length + "://".length).split(/(?=[/?#])/);
  const at = authority.lastIndexOf("@");
  if (!isEncoded(authority.slice(0, Math.max(0, at))) || path.some((part) => part.includes("@"))) {
    return "must have its user and password percent-encoded, such as %40 for @ and %2F for /";
  }
  if (path.length > 1 || (path[0] ?? "/") !== "/") return `must hold no path, query or fragment, such as ${EXAMPLE}`;
  const isHost = /^(?:[\w.-]+|\[[0-9a-f:.]+\])(?::[0-9]{1,5})?$/i.test(authority.slice(at + 1));
  return isHost && URL.canParse(text) ? undefined : `must be a URL like ${EXAMPLE}`;
}

/** Parses the URL of a proxy. Call it only after `problemOfProxy` found nothing. */
export function proxyOf(text: string, from: string): HttpProxy {
  const url = new URL(text);
  const port = url.port === "" ? (PORTS[url.protocol] ?? "") : url.port;
  return {
    origin: `${url.protocol}//${url.hostname}:${port}`,
    ...(url.username !== "" && { user: decodeURIComponent(url.username) }),
    ...(url.password !== "" && { password: decodeURIComponent(url.password) }),
    from,
  };
}

/**
 * The environment variable whose proxy applies to a host; undefined if there is none, `NO_PROXY` exempts the host, or the host is this
 * machine.
 */
export function proxyVariable(env: NodeJS.ProcessEnv, baseUrl: string): { readonly name: string; readonly value: string } | undefined {
  const found = VARIABLES.map((name) => ({ name, value: env[name]?.trim() ?? "" })).find(({ value }) => value !== "");
  if (found === undefined || !URL.canParse(baseUrl)) return found;
  const exempt = [env["NO_PROXY"], env["no_proxy"]].find((list) => list !== undefined && list.trim() !== "");
  return isThisMachine(baseUrl) || isExempt(new URL(baseUrl), exempt ?? "") ? undefined : found;
}

/** The proxy for requests to a host; undefined if the host is this machine. */
export function proxyTo(baseUrl: string, proxy: HttpProxy | undefined): HttpProxy | undefined {
  return isThisMachine(baseUrl) ? undefined : proxy;
}

/** Host and port of a proxy, for messages. */
export function addressOf({ origin }: HttpProxy): string {
  return origin.replace(/^https?:\/\//, "");
}

/** Describes how requests reach the API: `directly`, or through which proxy. */
export function routeOf(proxy: HttpProxy | undefined): string {
  return proxy === undefined ? "directly" : `through the proxy ${addressOf(proxy)} (from ${proxy.from})`;
}

/** The parts of a proxy's address that must never be shown. */
export function secretsOfProxy(proxy: HttpProxy | undefined): string[] {
  return [proxy?.user, proxy?.password].filter((secret) => secret !== undefined);
}

/** Whether the host of a URL is this machine, and may be spoken to without TLS. */
export function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(?:\.[0-9]+){3}$/.test(hostname);
}

/** Whether a URL leads to this machine. Wider than `isLoopback`: includes names below `.localhost` and IPv4 addresses written as IPv6. */
function isThisMachine(baseUrl: string): boolean {
  const hostname = new URL(baseUrl).hostname.replace(/\.$/, "");
  return isLoopback(hostname) || hostname.endsWith(".localhost") || /^\[::ffff:7f[0-9a-f]{2}:/.test(hostname);
}

/**
 * Whether `NO_PROXY` exempts a URL, read as the engine reads it: a name covers its subdomains, `.name` only those; also addresses, ranges,
 * ports and `*`.
 */
function isExempt({ hostname, port, protocol }: URL, list: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
  const target = port === "" ? PORTS[protocol] : port;
  return list
    .toLowerCase()
    .split(/[\s,]+/)
    .some((entry) => {
      if (entry === "" || entry === "*") return entry === "*";
      const [, name = "", only] = /^(\[[^\]]*\]|[^:]*)(?::([0-9]+))?$/.exec(entry) ?? [undefined, entry];
      return (only === undefined || only === target) && covers(name.replace(/^\[|\]$/g, ""), host);
    });
}

function covers(entry: string, host: string): boolean {
  const [address = "", bits] = entry.split("/");
  if (isIP(address) !== 0) return isIP(host) === isIP(address) && withinRange(address, bits, host);
  const name = entry.replace(/^\*(?=\.)/, "").replace(/\.$/, "");
  return name.startsWith(".") ? name !== "." && host.endsWith(name) : name !== "" && (host === name || host.endsWith(`.${name}`));
}

function withinRange(address: string, bits: string | undefined, host: string): boolean {
  const family = isIP(address) === 6 ? "ipv6" : "ipv4";
  const most = family === "ipv6" ? 128 : 32;
  const length = bits === undefined ? most : /^[0-9]{1,3}$/.test(bits) ? Number(bits) : Infinity;
  if (length > most) return false;
  const range = new BlockList();
  range.addSubnet(address, length, family);
  return range.check(host, family);
}

function isEncoded(userinfo: string): boolean {
  try {
    decodeURIComponent(userinfo);
    return !/[\s@/?#\\]/.test(userinfo);
  } catch {
    return false;
  }
}
