import Table from "cli-table3";
import type { GuessedPath } from "pulumi-yay/account";
import { palette, safeLine } from "../shared/terminal.js";

const HEAD = ["Kind", "Path that no source shows", "Answer", "What came back"];

/** The paths that are guesses as a table, with what to do about those that do not answer. */
export function pathsTable(paths: readonly GuessedPath[]): string {
  const table = new Table({ head: HEAD, style: { head: [], border: [], compact: true } });
  table.push(...paths.map(rowOf));
  const lost = paths.some(({ answer }) => answer === "404");
  return `${table.toString()}\n${lost ? `${ADVICE}\n` : ""}`;
}

const ADVICE =
  "A path with 404 is another one, or the account has no such thing. If you know the right one, say so by yay:paths, such as " +
  `pulumi config set yay:paths '{"QueueNotice": "/voip/queue-notice"}'.`;

function rowOf({ kind, path, answer, said }: GuessedPath): string[] {
  const colours = palette(process.stdout);
  const colour = { answers: colours.green, "404": colours.red, unclear: colours.yellow, untried: colours.dim }[answer];
  return [safeLine(kind), safeLine(path), colour(answer), safeLine(said)];
}
