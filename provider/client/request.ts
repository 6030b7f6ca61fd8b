import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Settings } from "../settings/settings";
import { NotAppliedError } from "./errors";
import { cleaner } from "./redact";
import type { Call } from "./types";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const TEMPLATE = /^(?:\/[a-z0-9-]+|\/\{uuid\})+$/i;

const HEADER_TEXT = /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/;

/** Sub-resellers and stores are the caller's own; the documents forbid X-Auth-For for them. Addresses and users of either are another matter. */
const NEVER_SCOPED = /^\/account\/(?:reseller|store)(?:\/|$)/;

/** Whether a text is a uuid, and so safe in a path. */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}

/** The path of a call, with its uuid. Throws where anything but the expected path could be reached. */
export function pathOf({ attempt, path, params, uuid = params?.uuid }: Call): string {
  if (!TEMPLATE.test(path) || path.includes("{uuid}") !== (uuid !== undefined)) {
    throw unsendable(attempt, `the path ${JSON.stringify(path)} and its uuid do not fit`);
  }
  if (uuid !== undefined && !isUuid(uuid)) {
    throw unsendable(attempt, "its id is not a uuid");
  }
  return path.replace("{uuid}", uuid ?? "");
}

/** The URL of a path, proven to be that path and no other. */
export function urlOf(attempt: string, baseUrl: string, path: string): URL {
  const url = URL.canParse(path, baseUrl) ? new URL(path, baseUrl) : undefined;
  if (url?.pathname !== path || url.origin !== new URL(baseUrl).origin || url.search !== "" || url.hash !== "") {
    throw unsendable(attempt, `the path ${JSON.stringify(path)} would lead elsewhere`);
  }
  return url;
}

/** The headers of a call; `customerName` is the X-Auth-For. */
export function headersOf(call: Call, settings: Settings, customerName: string | undefined): Record<string, string> {
  const headers: Record<string, string> = {
    "X-Auth-Reseller": settings.reseller,
    "X-Auth-User": settings.user,
    "X-Auth-Password": settings.password,
    "User-Agent": userAgentOf(settings),
    Accept: "application/json",
  };
  if (call.body !== undefined) {
    headers["Content-Type"] = "application/json";
  }
  if (customerName !== undefined) {
    headers["X-Auth-For"] = customerName;
  }
  for (const [name, value] of Object.entries(headers)) {
    if (!HEADER_TEXT.test(value)) {
      throw unsendable(call.attempt, `${nameOfHeader(name)} holds characters that cannot stand in a header`);
    }
  }
  return headers;
}

/** Refuses what the documents forbid before anything is sent. */
export function assertAllowed({ attempt, method, path, body, customer }: Call): void {
  if (body !== undefined && (method === "GET" || method === "DELETE")) {
    throw unsendable(attempt, `a ${method} carries no body`);
  }
  if (customer !== undefined && NEVER_SCOPED.test(path)) {
    throw unsendable(attempt, `${path} is never asked on behalf of a customer`);
  }
  if (customer !== undefined && !isUuid(customer)) {
    throw unsendable(attempt, "its customer is not a uuid");
  }
}

/** `pulumi-yay/<version>`, and the suffix of the settings. */
export function userAgentOf({ userAgentSuffix }: Settings): string {
  return `pulumi-yay/${version()}${userAgentSuffix === undefined ? "" : ` ${userAgentSuffix}`}`;
}

function nameOfHeader(header: string): string {
  return header === "X-Auth-For" ? "the customer's name" : `the header ${header}`;
}

function unsendable(attempt: string, reason: string): NotAppliedError {
  return new NotAppliedError(`Cannot ${cleaner([])(attempt)}: ${reason}.\nNothing was sent.`);
}

let knownVersion: string | undefined;

/** The version of this package; "0" where its manifest is not beside it, as in a bundle. */
export function version(): string {
  knownVersion ??= findVersion(__dirname);
  return knownVersion;
}

/** The manifest lies one folder higher above dist/ than above the sources. */
function findVersion(folder: string): string {
  const manifest = manifestIn(folder);
  if (manifest?.name === "pulumi-yay" && manifest.version !== undefined) {
    return manifest.version;
  }
  const parent = dirname(folder);
  return parent === folder ? "0" : findVersion(parent);
}

function manifestIn(folder: string): { name?: string; version?: string } | undefined {
  try {
    return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { name?: string; version?: string };
  } catch {
    return undefined;
  }
}
