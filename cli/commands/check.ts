import type { Command } from "commander";
import type { Account, AccountReader, GuessedPath } from "pulumi-yay/account";
import { pathsTable } from "../check/paths.js";
import { EXIT, wordsOf } from "../shared/failure.js";
import { type AccountOptions, accountReader, addAccountOptions } from "../shared/settings.js";
import { alignedLines, palette, safeJson, safeLine } from "../shared/terminal.js";

interface CheckOptions extends AccountOptions {
  readonly stack?: string | true;
  readonly cwd: string;
  readonly json?: true;
  readonly customer?: string;
}

interface Shown {
  readonly route: string;
  readonly account: Account;
  readonly balance: string | undefined;
  readonly balanceProblem: string | undefined;
  readonly paths: readonly GuessedPath[];
}

/** Adds `yay check`. */
export function addCheck(program: Command, end: (code: number) => void): void {
  const command = program
    .command("check")
    .description(
      "Ask the API whether the credentials are good, show the account behind them, and try each path that no source shows. It writes nothing.",
    );
  addAccountOptions(command)
    .option("--stack [name]", "take the settings from the configuration of a Pulumi stack")
    .option("--cwd <folder>", "where the Pulumi project is", ".")
    .option("--customer <uuid>", "try paths with the objects of a customer instead of the own account's")
    .option("--json", "print JSON")
    .action(async (options: CheckOptions) => end(await check(options)));
}

async function check(options: CheckOptions): Promise<number> {
  const { stack, cwd } = options;
  let route: string | undefined;
  try {
    const reader = await accountReader(options, stack === undefined ? undefined : { stack, cwd });
    route = reader.route;
    const account = await reader.account();
    const { customer } = options;
    const paths = await reader.guessedPaths(customer === undefined ? {} : { customer });
    const shown = { route, account, ...(await balanceOf(reader)), paths };
    process.stdout.write(options.json === true ? asJson(shown) : asText(shown));
    return EXIT.ok;
  } catch (error) {
    if (options.json === true) process.stdout.write(safeJson({ ok: false, route, problem: wordsOf(error) }));
    else if (route !== undefined) process.stderr.write(`The API was asked ${safeLine(route)}.\n`);
    throw error;
  }
}

async function balanceOf(reader: AccountReader): Promise<Pick<Shown, "balance" | "balanceProblem">> {
  try {
    return { balance: await reader.balance(), balanceProblem: undefined };
  } catch (error) {
    return { balance: undefined, balanceProblem: wordsOf(error) };
  }
}

function asJson({ account, ...shown }: Shown): string {
  return safeJson({ ok: true, ...account, ...shown });
}

function asText({ route, account, balance, balanceProblem, paths }: Shown): string {
  const colours = palette(process.stdout);
  const ranges = account.allowedIpRanges.map(safeLine).join(", ");
  const shown = (text: string | undefined): string => (text === undefined ? colours.dim("not shown by the API") : safeLine(text));
  const lines = alignedLines([
    ["Name", shown(account.name)],
    ["Contact name", shown(account.contactName)],
    ["Allowed IP ranges", shown(ranges === "" ? undefined : ranges)],
    ["Balance", balance ?? colours.yellow("could not be read")],
    ["Reached", safeLine(route)],
  ]);
  const problem = balanceProblem === undefined ? "" : `\n${balanceProblem}\n`;
  return `${colours.green("The credentials are good.")}\n${lines}${problem}\n${pathsTable(paths)}`;
}
