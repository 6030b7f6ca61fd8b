import type { IncomingMessage, ServerResponse } from "node:http";
import { TLSSocket } from "node:tls";
import type { Controllable } from "./control";
import { ControlError, control } from "./control";
import type { Json } from "./json";
import { parseJson } from "./json";
import { PAGE } from "./page/html";
import { SCRIPT } from "./page/script";
import { ICON, STYLE } from "./page/style";
import { sendText } from "./send";

const API = "/_simulator/api/";

const FILES: Readonly<Record<string, readonly [type: string, text: string]>> = {
  "/": ["text/html; charset=utf-8", PAGE],
  "/_simulator/page.js": ["text/javascript; charset=utf-8", SCRIPT],
  "/_simulator/page.css": ["text/css; charset=utf-8", STYLE],
  "/_simulator/icon.svg": ["image/svg+xml", ICON],
};

/** The content security policy: no inline script or style, nothing from other origins, no frames, no markup made from text. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join("; ");

const HEADERS = {
  "content-security-policy": POLICY,
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "cache-control": "no-store",
};

/** Whether a request is for the page or its control, rather than for the API. */
export function isControlRequest(request: IncomingMessage): boolean {
  const path = request.url ?? "";
  return path === "/" || path.startsWith("/_simulator/");
}

/** Serves the page and its control API. These requests are not logged. */
export function serveControl(target: Controllable, request: IncomingMessage, rawBody: string, response: ServerResponse): void {
  const path = request.url ?? "";
  const refusal = refusalOfCaller(request, path.startsWith(API));
  if (refusal !== undefined) {
    sendJson(response, 403, { error: refusal });
    return;
  }
  if (path.startsWith(API)) {
    runCommand(target, { method: request.method ?? "", path: path.slice(API.length), rawBody }, response);
    return;
  }
  const file = Object.hasOwn(FILES, path) ? FILES[path] : undefined;
  if (file === undefined || request.method !== "GET") {
    sendJson(response, 404, { error: "There is no such page." });
    return;
  }
  sendText(response, 200, file[1], { ...HEADERS, "content-type": file[0] });
}

/**
 * Refuses pages of other origins: a browser cannot send the header without a preflight request, which is never granted. The check of the
 * Host keeps out names that foreign DNS points to this machine.
 */
function refusalOfCaller(request: IncomingMessage, isControl: boolean): string | undefined {
  const { host, origin } = request.headers;
  const port = request.socket.localPort;
  if (!isLoopback(request.socket.remoteAddress ?? "")) return "Only this machine may look.";
  if (!["127.0.0.1", "localhost", "[::1]"].some((name) => host === `${name}:${port}`)) return "This host name is not the simulator's.";
  if (!isControl) return undefined;
  if (request.headers["x-simulator-control"] !== "1") return "The header X-Simulator-Control: 1 is missing.";
  const scheme = request.socket instanceof TLSSocket ? "https" : "http";
  if (origin !== undefined && origin !== `${scheme}://${host}`) return "Another origin's page may not control the simulator.";
  const site = request.headers["sec-fetch-site"];
  return site === undefined || site === "same-origin" || site === "none" ? undefined : "Another site's page may not control the simulator.";
}

function isLoopback(address: string): boolean {
  return address === "::1" || /^(?:::ffff:)?127\./.test(address);
}

interface RawCommand {
  readonly method: string;
  readonly path: string;
  readonly rawBody: string;
}

function runCommand(target: Controllable, { method, path, rawBody }: RawCommand, response: ServerResponse): void {
  try {
    sendJson(response, 200, control(target, { method, path, body: readJson(rawBody) }));
  } catch (error) {
    if (!(error instanceof ControlError)) throw error;
    sendJson(response, error.status, { error: error.message });
  }
}

function readJson(rawBody: string): Json | undefined {
  if (rawBody === "") return undefined;
  try {
    return parseJson(rawBody);
  } catch (error) {
    throw new ControlError(400, `The body is not JSON: ${(error as Error).message}`);
  }
}

function sendJson(response: ServerResponse, status: number, value: Json): void {
  sendText(response, status, JSON.stringify(value), { ...HEADERS, "content-type": "application/json" });
}
