import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Settings } from "../settings/settings";
import { isHeaderText } from "../common/headerText";
import { isUuid } from "../common/uuid";
import { unsendable } from "./path";
import type { Call } from "./types";

/** Sub-resellers and stores are the caller's own; the documents forbid X-Auth-For for them. Addresses and users of either are another matter. */
const NEVER_SCOPED = /^\/account\/(?:reseller|store)(?:[/{]|$)/;

/** The headers of a call; `customerName` becomes X-Auth-For. */
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
    if (!isHeaderText(value)) {
      throw unsendable(call.attempt, `${nameOfHeader(name)} holds characters that cannot stand in a header`);
    }
  }
  return headers;
}

/** Throws if the documents forbid the call. */
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

let knownVersion: string | undefined;

/** The version of this package; "0" if its manifest is missing, as in a bundle. */
export function version(): string {
  knownVersion ??= findVersion(__dirname);
  return knownVersion;
}

/** Searches upwards, because dist/ is one folder deeper than the sources. */
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
