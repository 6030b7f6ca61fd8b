import { readFileSync } from "node:fs";
import * as http from "node:http";
import * as https from "node:https";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import * as tls from "node:tls";
import { X509Certificate } from "node:crypto";
import { SettingsError } from "./errors";

/** Marks the code of an error that happened before a byte of the request could leave; node-fetch hands on nothing but message and code. */
export const UNSENT = "unsent:";

/** The code of a request that was kept back when its connection stood. */
export const STOPPED = "STOPPED";

/** Below the five seconds after which many servers close an idle connection, so that a request seldom meets a closing one. */
const IDLE_MS = 4000;

/** What one pool of connections needs to know. */
export interface PoolOptions {
  readonly baseUrl: string;
  readonly caFile: string | undefined;
  readonly connectTimeoutMs: number;
  /** Asked when a connection stands, before its first byte. */
  readonly stopped: () => boolean;
}

/** One keep-alive pool; node unrefs its idle connections, so they keep no process alive. */
export function createPool(options: PoolOptions): http.Agent {
  return options.baseUrl.startsWith("https:") ? new SecurePool(options) : new PlainPool(options);
}

class PlainPool extends http.Agent {
  readonly #options: PoolOptions;

  constructor(options: PoolOptions) {
    super({ keepAlive: true, timeout: IDLE_MS });
    this.#options = options;
  }

  override createConnection(...parameters: Parameters<http.Agent["createConnection"]>): Duplex | null | undefined {
    return watch(super.createConnection(...parameters), "connect", this.#options);
  }
}

class SecurePool extends https.Agent {
  readonly #options: PoolOptions;

  constructor(options: PoolOptions) {
    const secureContext = options.caFile === undefined ? undefined : trusting(options.caFile);
    super({ keepAlive: true, timeout: IDLE_MS, rejectUnauthorized: true, ...(secureContext && { secureContext }) });
    this.#options = options;
  }

  override createConnection(...parameters: Parameters<https.Agent["createConnection"]>): Duplex | null | undefined {
    return watch(super.createConnection(...parameters), "secureConnect", this.#options);
  }
}

function watch<T>(created: T, ready: "connect" | "secureConnect", { connectTimeoutMs, stopped }: PoolOptions): T {
  const socket = created as T & Socket;
  const mark = (error: NodeJS.ErrnoException): void => {
    error.code = UNSENT + (error.code ?? "");
  };
  const timer = setTimeout(() => socket.destroy(fault("ETIMEDOUT", "the connection was not established in time")), connectTimeoutMs);
  socket.prependListener("error", mark);
  socket.once("close", () => clearTimeout(timer));
  socket.once(ready, () => {
    clearTimeout(timer);
    if (stopped()) {
      socket.destroy(fault(STOPPED, "the run was stopped, or it was too late"));
    } else {
      socket.removeListener("error", mark);
    }
  });
  return created;
}

function fault(code: string, message: string): NodeJS.ErrnoException {
  return Object.assign(new Error(message), { code });
}

function trusting(caFile: string): tls.SecureContext {
  return tls.createSecureContext({ ca: authoritiesWith(caFile) });
}

/** The authorities that are trusted anyway, and those in the file. */
export function authoritiesWith(caFile: string): string[] {
  const certificates = certificatesIn(caFile);
  if (certificates === undefined) throw new SettingsError([`yay:caFile ${unusableCaFile}`]);
  return [...defaultAuthorities(), certificates];
}

/** The list that `ca` would replace. Node 20 cannot tell it, so its two documented parts are put together. */
function defaultAuthorities(): string[] {
  const modern: object = tls;
  if (canTellAuthorities(modern)) {
    return modern.getCACertificates("default");
  }
  const extra = process.env["NODE_EXTRA_CA_CERTS"];
  return [...tls.rootCertificates, ...(extra === undefined ? [] : readable(extra))];
}

function canTellAuthorities(module: object): module is { getCACertificates(kind: "default"): string[] } {
  return "getCACertificates" in module;
}

function readable(file: string): string[] {
  try {
    return [readFileSync(file, "utf8")];
  } catch {
    return [];
  }
}

/** What is wrong with a file of authorities that has none. */
export const unusableCaFile = "must be the path of a readable file of PEM certificates";

/** The text of a file of PEM certificates; undefined where it cannot be read or is something else. */
export function certificatesIn(caFile: string): string | undefined {
  try {
    const text = readFileSync(caFile, "utf8");
    const certificates = text.split(/(?=-----BEGIN [A-Z0-9 ]*CERTIFICATE-----)/).filter((part) => part.startsWith("-----BEGIN"));
    if (certificates.length === 0) return undefined;
    for (const certificate of certificates) new X509Certificate(certificate);
    return text;
  } catch {
    return undefined;
  }
}
