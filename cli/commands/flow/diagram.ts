import { extname } from "node:path";
import { type Command, Option } from "commander";
import { draw, DRAWN, type DrawnFormat, pictureAsJson, pictureAsMarkdown } from "../../flow/drawing.js";
import { findingsOf, hasError } from "../../flow/findings.js";
import type { Direction } from "../../flow/layout.js";
import { addSourceOptions, type SourceOptions } from "../../flow/options.js";
import { named } from "../../flow/rawFlow.js";
import { readOneSource } from "../../flow/sources.js";
import { EXIT } from "../../shared/failure.js";
import { addFormat, deliver } from "../../shared/output.js";

interface DiagramOptions extends SourceOptions {
  readonly format?: DrawnFormat | "markdown" | "json";
  readonly output?: string;
  readonly direction?: Direction;
}

const BY_ENDING: Readonly<Record<string, DiagramOptions["format"]>> = {
  ".svg": "svg",
  ".dot": "dot",
  ".gv": "dot",
  ".md": "markdown",
  ".mmd": "mermaid",
  ".json": "json",
};

/** Adds `yay flow diagram`. */
export function addDiagram(flow: Command, end: (code: number) => void): void {
  const command = flow
    .command("diagram [file]")
    .description(
      "Draw a call flow; errors are red, and with one the exit code is 1. The default format is that of the output file, else mermaid.",
    );
  addFormat(addSourceOptions(command), [...DRAWN, "markdown", "json"])
    .option("-o, --output <file>", "write it into a file")
    .addOption(new Option("--direction <direction>", "which way an SVG runs; else as it suits the flow").choices(["down", "right"]))
    .action(async (file: string | undefined, options: DiagramOptions) => end(await diagram(file, options)));
}

async function diagram(file: string | undefined, options: DiagramOptions): Promise<number> {
  const { flow, names } = await readOneSource(file === undefined ? [] : [file], options);
  const shown = named(flow);
  const { output, direction } = options;
  const format = options.format ?? BY_ENDING[extname(output ?? "").toLowerCase()] ?? "mermaid";
  const drawing = { names, direction };
  const drawn = (): string | Promise<string> => {
    if (format === "markdown") return pictureAsMarkdown(shown, drawing);
    return format === "json" ? pictureAsJson(shown, drawing) : draw(shown, format, drawing);
  };
  await deliver(await drawn(), output);
  return hasError(findingsOf(shown)) ? EXIT.failed : EXIT.ok;
}
