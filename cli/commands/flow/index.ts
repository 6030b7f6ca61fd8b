import type { Command } from "commander";
import { addCall } from "./call.js";
import { addCoverage } from "./coverage.js";
import { addDiagram } from "./diagram.js";
import { addDiff } from "./diff.js";
import { addLint } from "./lint.js";

/** Adds `yay flow` with its commands. */
export function addFlow(program: Command, end: (code: number) => void): void {
  const flow = program
    .command("flow")
    .description("Check, draw, compare and call call flows: of files, stacks, previews, or as they live.");
  addLint(flow, end);
  addDiagram(flow, end);
  addDiff(flow, end);
  addCall(flow, end);
  addCoverage(flow, end);
}
