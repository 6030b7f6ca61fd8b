import type { RequestRecord, Simulator } from "pulumi-yay/simulator";
import { palette, safeLine } from "../shared/terminal.js";

/** The text that introduces a simulator after its start. */
export function introduction({ url, credentials }: Simulator): string {
  const settings = [
    ["YAY_BASE_URL", url],
    ["YAY_RESELLER", credentials.reseller],
    ["YAY_USER", credentials.user],
    ["YAY_PASSWORD", credentials.password],
  ] as const;
  const exports = settings.map(([name, value]) => `  export ${name}=${quoted(safeLine(value))}\n`).join("");
  return `Simulator of the Yay.com API on ${url}\nTo use it, with credentials that are good here alone:\n${exports}End it with Ctrl-C.\n`;
}

/** One line for a request that was answered or cut off. */
export function requestLine(record: RequestRecord): string {
  const colours = palette(process.stdout);
  const { status, customer, reason, fault, violations } = record;
  const shownStatus =
    status === undefined ? colours.yellow("no answer") : status < 300 ? colours.green(String(status)) : colours.red(String(status));
  const remarks = [
    customer === null ? "" : ` for ${customer}`,
    reason === undefined ? "" : `: ${reason}`,
    fault === undefined ? "" : ` [fault: ${fault}]`,
    violations.length === 0 ? "" : ` [forbidden: ${violations.join("; ")}]`,
  ];
  return `${record.method} ${safeLine(record.path + record.query)} → ${shownStatus}${safeRemarks(remarks)}\n`;
}

/** The summary at the end. */
export function summary({ requests, violations }: Simulator): string {
  const byStatus = new Map<string, number>();
  for (const { status } of requests) {
    const key = status === undefined ? "no answer" : String(status);
    byStatus.set(key, (byStatus.get(key) ?? 0) + 1);
  }
  const parts = [...byStatus].sort(([a], [b]) => (a < b ? -1 : 1)).map(([status, count]) => `${count} × ${status}`);
  const counted = requests.length === 1 ? "1 request" : `${requests.length} requests`;
  const forbidden = violations.map(({ request, rule }) => `  request ${request}: ${safeLine(rule)}\n`).join("");
  return `Ended after ${counted}${parts.length === 0 ? "" : ` (${parts.join(", ")})`}.\n${forbidden === "" ? "" : `Forbidden by the documents:\n${forbidden}`}`;
}

function safeRemarks(remarks: readonly string[]): string {
  return remarks.map((remark) => (remark === "" ? "" : `${remark.startsWith(" ") ? " " : ""}${safeLine(remark)}`)).join("");
}

function quoted(text: string): string {
  return /^[\w.:/@-]+$/.test(text) ? text : `'${text.replace(/'/g, "'\\''")}'`;
}
