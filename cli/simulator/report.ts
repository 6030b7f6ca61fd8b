import type { RequestRecord, Simulator } from "pulumi-yay/simulator";
import { palette, safeLine } from "../shared/terminal.js";

/** Who reaches a simulator, and how. */
export interface Reach {
  /** Where it listens. */
  readonly host: string;
  /** Whether the credentials are those of `--credentials`: then their password is shown nowhere. */
  readonly hasOwnCredentials: boolean;
  /** The file with its certificate, if it speaks HTTPS. */
  readonly certificate: string | undefined;
}

/** The text that introduces a simulator after its start. */
export function introduction({ url, port, credentials, strict }: Simulator, reach: Reach): string {
  const { hasOwnCredentials, certificate } = reach;
  const settings = [
    ["YAY_BASE_URL", url],
    ["YAY_RESELLER", credentials.reseller],
    ["YAY_USER", credentials.user],
    ...(hasOwnCredentials ? [] : [["YAY_PASSWORD", credentials.password] as const]),
    ...(certificate === undefined ? [] : [["NODE_EXTRA_CA_CERTS", certificate] as const]),
  ] as const;
  const exports = settings.map(([name, value]) => `  export ${name}=${quoted(safeLine(value))}\n`).join("");
  const notes = [
    ...reachNotes(port, reach),
    ...(strict ? [] : ["Lenient: what the documents forbid is let pass, and said."]),
    `To use it, with credentials that are good here alone${hasOwnCredentials ? ", and YAY_PASSWORD as you gave it" : ""}:`,
  ];
  return `Simulator of the Yay.com API on ${url}\n${notes.join("\n")}\n${exports}End it with Ctrl-C.\n`;
}

function reachNotes(port: number, { host, hasOwnCredentials, certificate }: Reach): string[] {
  if (isLoopback(host)) return [];
  const place = host === "0.0.0.0" || host === "::" ? `any address of this machine, port ${port}` : `${safeLine(host)}, port ${port}`;
  return [
    `Whoever can reach ${place}, can use it; its page is shown to this machine alone, and not under other addresses than the loopback's.`,
    ...(certificate === undefined ? ["Credentials and passwords travel in clear: --tls encrypts them."] : []),
    ...(hasOwnCredentials ? [] : ["Unless the seed has others, everybody knows its credentials: --credentials chooses others."]),
  ];
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127\.[\d.]+$/.test(host);
}

/** One line for a request that was answered or cut off. */
export function requestLine(record: RequestRecord, { strict }: Pick<Simulator, "strict">): string {
  const colours = palette(process.stdout);
  const { status, customer, reason, fault, violations } = record;
  const shownStatus =
    status === undefined ? colours.yellow("no answer") : status < 300 ? colours.green(String(status)) : colours.red(String(status));
  const remarks = [
    customer === null ? "" : ` for ${customer}`,
    reason === undefined ? "" : `: ${reason}`,
    fault === undefined ? "" : ` [fault: ${fault}]`,
    violations.length === 0 ? "" : ` [forbidden${strict ? "" : ", let pass"}: ${violations.join("; ")}]`,
  ];
  return `${record.method} ${safeLine(record.path + record.query)} → ${shownStatus}${safeRemarks(remarks)}\n`;
}

/** The summary at the end. */
export function summary({ requests, violations, strict }: Simulator): string {
  const byStatus = new Map<string, number>();
  for (const { status } of requests) {
    const key = status === undefined ? "no answer" : String(status);
    byStatus.set(key, (byStatus.get(key) ?? 0) + 1);
  }
  const parts = [...byStatus].sort(([a], [b]) => (a < b ? -1 : 1)).map(([status, count]) => `${count} × ${status}`);
  const counted = requests.length === 1 ? "1 request" : `${requests.length} requests`;
  const forbidden = violations.map(({ request, rule }) => `  request ${request}: ${safeLine(rule)}\n`).join("");
  return `Ended after ${counted}${parts.length === 0 ? "" : ` (${parts.join(", ")})`}.\n${forbidden === "" ? "" : `Forbidden by the documents${strict ? "" : ", and let pass"}:\n${forbidden}`}`;
}

function safeRemarks(remarks: readonly string[]): string {
  return remarks.map((remark) => (remark === "" ? "" : `${remark.startsWith(" ") ? " " : ""}${safeLine(remark)}`)).join("");
}

function quoted(text: string): string {
  return /^[\w.:/@-]+$/.test(text) ? text : `'${text.replace(/'/g, "'\\''")}'`;
}
