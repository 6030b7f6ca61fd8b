import type { Finding } from "./codes";
import { readGraph, type GraphOptions } from "./graph";
import { SIPUSER_VOICEMAIL } from "./modules";
import { Findings, kindOfValue, type Found } from "./reporter";
import { checkRoutes } from "./routes";
import { checkShape, type ShapeOptions } from "./shape";
import { isRecord, UNKNOWN } from "./values";

/** Options of a check. */
export interface ValidateOptions extends GraphOptions, ShapeOptions {
  /** Turns warnings into errors. */
  strict?: boolean;
  /** The path of the flow in the program, with which every path begins. Default `flow`. */
  at?: string;
}

/** Checks a flow and returns its findings, each with its step. */
export function inspect(flow: unknown, options: ValidateOptions = {}): Found[] {
  if (flow === UNKNOWN) return [];
  const findings = new Findings(options.at ?? "flow");
  if (!isRecord(flow)) {
    findings.report("flow-type", [], `A flow is a map from step names to steps, and this is ${kindOfValue(flow)}.`);
    return findings.inOrderOf([]);
  }
  const graph = readGraph(flow, options);
  for (const node of graph.values()) {
    if (node.name === SIPUSER_VOICEMAIL || node.name.trim() === "") {
      findings.report("step-name", [node.name], `No step can be called "${node.name}".`, "Give it another name.");
    }
    checkShape(node, findings.report, options);
  }
  checkRoutes(graph, findings.report);
  return findings.inOrderOf(graph.keys());
}

/**
 * Checks a flow and returns all findings, in the order of its steps. It accepts anything, never throws, and reports nothing about values
 * that are not known yet.
 */
export function validate(flow: unknown, options: ValidateOptions = {}): Finding[] {
  const found = inspect(flow, options).map(({ finding }) => finding);
  return options.strict === true ? found.map((finding) => ({ ...finding, severity: "error" })) : found;
}

/** The findings on uuids of another kind than a step leads to, without the rules on the ways between steps, which take most of a check. */
export function wrongKindsInFlow(flow: unknown, options: Required<ShapeOptions>): Finding[] {
  if (!isRecord(flow)) return [];
  const findings = new Findings("flow");
  const graph = readGraph(flow);
  for (const node of graph.values()) checkShape(node, findings.report, options);
  const found = findings.inOrderOf(graph.keys()).map(({ finding }) => finding);
  return found.filter(({ code }) => code === "id-kind");
}

/**
 * Turns errors into warnings if the flow had them before the change. So a live flow that was exported with its faults can be brought under
 * management and mended later.
 */
export function sinceBefore(findings: readonly Finding[], before: readonly Finding[]): Finding[] {
  const old = new Set(before.map(({ code, path }) => `${code} ${path}`));
  return findings.map((finding) => (old.has(`${finding.code} ${finding.path}`) ? { ...finding, severity: "warning" } : finding));
}
