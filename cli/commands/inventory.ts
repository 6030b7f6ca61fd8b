import type { Command } from "commander";
import { asJson, asText, isWhole } from "../inventory/report.js";
import { type InventoryOptions, takeInventory } from "../inventory/sources.js";
import { EXIT } from "../shared/failure.js";
import { collect } from "../shared/options.js";
import { addAccountOptions } from "../shared/settings.js";

interface Options extends InventoryOptions {
  readonly json?: true;
  readonly objects?: true;
}

/** Adds `yay inventory`. */
export function addInventory(program: Command, end: (code: number) => void): void {
  const command = program
    .command("inventory")
    .description(
      "Say by customer and kind what is in code and live, only live, and only in code. Code is what the states of stacks hold; without any, all is only live. " +
        "It writes nothing. Exit code 0 if everything could be looked at, whatever was found; 1 if not, 2 for a wrong option.",
    )
    .option(
      "--stack [names...]",
      "the states of Pulumi stacks of one project; without a name the selected one. The first one's configuration names the account",
    )
    .option(
      "--state <file>",
      "a file that `pulumi stack export` has written, - for standard input; may be given several times",
      collect,
      [],
    )
    .option("--cwd <folder>", "where the Pulumi project is", ".")
    .option("--customer <uuid or name>", "only this customer; may be given several times", collect, [])
    .option("--kind <kind>", "only this kind, such as HuntGroup; may be given several times", collect, [])
    .option("--objects", "list the objects that only one side has")
    .option("--json", "print JSON, with those objects");
  addAccountOptions(command).action(async (options: Options) => end(await inventory(options)));
}

async function inventory(options: Options): Promise<number> {
  const taken = await takeInventory(options);
  process.stdout.write(options.json === true ? asJson(taken) : asText(taken, { showsObjects: options.objects === true }));
  return isWhole(taken) ? EXIT.ok : EXIT.failed;
}
