import { extname } from "node:path";
import { type Command, InvalidArgumentError } from "commander";
import { weekOf } from "pulumi-yay/diary";
import { type DiaryOptions, readOneDiary } from "../../diary/sources.js";
import { drawn, FORMATS, type DiaryFormat, hasError, shownWeek } from "../../diary/report.js";
import { addSourceOptions } from "../../flow/options.js";
import { EXIT } from "../../shared/failure.js";
import { addFormat, deliver } from "../../shared/output.js";

interface ShowOptions extends DiaryOptions {
  readonly format?: DiaryFormat;
  readonly output?: string;
  readonly week?: string;
}

const BY_ENDING: Readonly<Record<string, DiaryFormat>> = { ".svg": "svg", ".md": "markdown", ".json": "json" };

/** Adds `yay diary show`. */
export function addShow(diary: Command, end: (code: number) => void): void {
  const command = diary
    .command("show [file]")
    .description(
      "Show a week of a time diary as a table or a picture, exceptions included; exit code 1 if something in it cannot be. The default format is that of the output file, else text.",
    );
  addFormat(addSourceOptions(command, { one: "diary", many: "diaries" }), FORMATS)
    .option("-o, --output <file>", "write it into a file")
    .option("--week <day>", "the week that a day such as 2026-12-24 is in; else that of today", dayOf)
    .action(async (file: string | undefined, options: ShowOptions) => end(await show(file, options)));
}

async function show(file: string | undefined, options: ShowOptions): Promise<number> {
  const { diary, names } = await readOneDiary(file, options);
  const format = options.format ?? BY_ENDING[extname(options.output ?? "").toLowerCase()] ?? "text";
  const shown = shownWeek(diary, names, options.week);
  await deliver(drawn(shown, format), options.output);
  return hasError(shown) ? EXIT.failed : EXIT.ok;
}

function dayOf(text: string): string {
  try {
    weekOf({}, text);
    return text;
  } catch {
    throw new InvalidArgumentError("It must be a day such as 2026-12-24.");
  }
}
