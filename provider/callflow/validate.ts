import type { Finding } from "./codes";
import { readGraph, type GraphOptions } from "./graph";
import { SIPUSER_VOICEMAIL } from "./modules";
import { Findings, kindOfValue, type Found } from "./reporter";
import { checkRoutes } from "./routes";
import { checkShape, type ShapeOptions } from "./shape";
import { isRecord, UNKNOWN } from "./values";

/** How a flow is checked. */
export interface ValidateOptions extends GraphOptions, ShapeOptions {
  /** Turns warnings into errors. */
  strict?: boolean;
  /** Where the flow stands in the program, the first part of every path. Default `flow`. */
  at?: string;
}

/** Everything that is wrong with a flow, with the step that each finding is about. */
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
 * Says everything that is wrong with a flow, in the order of its steps. It takes anything, throws never, and is silent on
 * values that are not known yet.
 */
export function validate(flow: unknown, options: ValidateOptions = {}): Finding[] {
  const found = inspect(flow, options).map(({ finding }) => finding);
  return options.strict === true ? found.map((finding) => ({ ...finding, severity: "error" })) : found;
}

/**
 * Findings of a changed flow, where an error that the flow had before the change is a warning: a live flow that was
 * exported with its faults can be brought under management and mended later.
 */
export function sinceBefore(findings: readonly Finding[], before: readonly Finding[]): Finding[] {
  const old = new Set(before.map(({ code, path }) => `${code} ${path}`));
  return findings.map((finding) => (old.has(`${finding.code} ${finding.path}`) ? { ...finding, severity: "warning" } : finding));
}
