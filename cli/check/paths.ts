import Table from "cli-table3";
import type { GuessedPath } from "pulumi-yay/account";
import { palette, safeLine } from "../shared/terminal.js";

const HEAD = ["Kind", "Path that no source shows", "Answer", "What came back"];

/** The paths that are guesses as a table, with what to do about those that do not answer. */
export function pathsTable(paths: readonly GuessedPath[]): string {
  const table = new Table({ head: HEAD, style: { head: [], border: [], compact: true } });
  table.push(...paths.map(rowOf));
  const lost = paths.find(({ answer }) => answer === "404");
  return `${table.toString()}\n${lost === undefined ? "" : `${adviceOn(lost)}\n`}`;
}

/** With a place to fill instead of a path: the one that is known has just failed. */
function adviceOn({ kind, of, path }: GuessedPath): string {
  const item = `/…/${(path.match(/\{\w+\}/g) ?? []).join("/…/")}`;
  const setting = JSON.stringify({ [kind]: of === "list" ? "/…" : { item } });
  return (
    "A path with 404 is another one, or the account has no such thing. If you know the right one, say so by yay:paths, with it in place of the dots: " +
    `pulumi config set yay:paths '${safeLine(setting)}'.`
  );
}

function rowOf({ kind, path, answer, said }: GuessedPath): string[] {
  const colours = palette(process.stdout);
  const colour = { answers: colours.green, "404": colours.red, unclear: colours.yellow, untried: colours.dim }[answer];
  return [safeLine(kind), safeLine(path), colour(answer), safeLine(said)];
}
