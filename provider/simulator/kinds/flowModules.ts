import type { JsonObject } from "../json";
import { asText, isBlank, isObject } from "../json";
import type { Switches } from "../switches";
import { isUuid } from "../uuid";

interface ModuleRules {
  readonly required: readonly string[];
  readonly targets: readonly string[];
}

/** The documented modules. A target is a key that names another step; `next` may also be a map of them. */
const MODULES: Readonly<Record<string, ModuleRules>> = {
  start: { required: ["next"], targets: ["next"] },
  recording: { required: ["next"], targets: ["next"] },
  musiconhold: { required: ["class", "next"], targets: ["next"] },
  calleridmatch: { required: ["patterns", "match", "nomatch"], targets: ["match", "nomatch"] },
  play: { required: ["sound", "next"], targets: ["next"] },
  extension: { required: ["extensions"], targets: ["noanswer"] },
  pressextension: { required: ["next"], targets: ["next"] },
  dialbyextension: { required: ["next"], targets: ["next", "noanswer"] },
  busy: { required: [], targets: [] },
  voicemail: { required: ["mailboxes"], targets: [] },
  conference: { required: [], targets: [] },
  Trunk: { required: ["uuid"], targets: [] },
  fax: { required: [], targets: [] },
};

/** Checks a flow's map of modules as strictly as the switch `flowChecks` says. Unknown modules always pass. */
export function checkModules(flow: JsonObject, switches: Switches): string[] {
  if (switches.flowChecks === "loose") return [];
  const findings = Object.entries(flow).flatMap(([key, step]) => checkStep(key, step));
  const steps = Object.values(flow).filter(isObject);
  const starts = steps.filter((step) => step["module"] === "start").length;
  if (starts !== 1) findings.push(`flow has ${starts} start modules`);
  if (switches.flowChecks === "documented") return findings;
  if (steps.length > 2 && steps.some((step) => step["module"] === "fax")) findings.push("fax is not the only module after start");
  return [...findings, ...Object.entries(flow).flatMap(([key, step]) => (isObject(step) ? checkModule(flow, key, step) : []))];
}

function checkStep(key: string, step: unknown): string[] {
  const findings = isUuid(key) ? [] : [`flow.${key} is not a uuid`];
  if (!isObject(step)) return [...findings, `flow.${key} is not an object`];
  const name = step["module"];
  return typeof name === "string" && name !== "" ? findings : [...findings, `flow.${key}.module is missing`];
}

function checkModule(flow: JsonObject, key: string, step: JsonObject): string[] {
  const rules = MODULES[asText(step["module"])];
  if (rules === undefined) return [];
  const missing = rules.required.filter((name) => isBlank(step[name])).map((name) => `flow.${key}.${name} is required`);
  const lost = rules.targets
    .flatMap((name) => targetsOf(step[name]))
    .filter((target) => !Object.hasOwn(flow, target) && target !== "sipuser_voicemail")
    .map((target) => `flow.${key} leads to ${target}, which is no step`);
  return [...missing, ...lost];
}

function targetsOf(value: unknown): string[] {
  if (typeof value === "string") return value === "" ? [] : [value];
  return isObject(value) ? Object.values(value).flatMap(targetsOf) : [];
}
