// @ts-check
import { code, table } from "./markdown.mjs";
import { members } from "./source.mjs";
import { page } from "./template.mjs";

/** @typedef {import("./facts.mjs").Facts} Facts */

const settingsFile = "provider/settings/settings.ts";

/** @param {Facts} facts */
export function settingsPage({ settings }) {
  const documented = new Map(members(settingsFile, "Settings").map((member) => [member.name, member]));
  const rows = settings.map(({ name, variable, required, secret, fallback }) => {
    const meaning = documented.get(name)?.text ?? "";
    return [code(`yay:${name}`), code(variable), fallbackCell(required, fallback), `${meaning}${secret ? " **A secret.**" : ""}`];
  });
  return page("settings", [settingsFile], { settings: table(["Setting", "Environment", "Default", "Meaning"], rows) });
}

/** @param {boolean} required @param {unknown} fallback */
function fallbackCell(required, fallback) {
  if (required) return "required";
  if (fallback === undefined || JSON.stringify(fallback) === "{}") return "none";
  return code(String(fallback));
}

/** @param {Facts} facts */
export function findingsPage({ codes }) {
  const findings = (/** @type {"error" | "warning"} */ severity) =>
    table(
      ["Code", "What it is", "Why"],
      Object.entries(codes)
        .filter(([, fact]) => fact.severity === severity)
        .map(([name, fact]) => [code(name), fact.title, fact.explanation]),
    );
  return page("call-flow-findings", ["provider/callflow/codes.ts"], { errors: findings("error"), warnings: findings("warning") });
}
