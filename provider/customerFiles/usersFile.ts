import { CsvError, parse } from "csv-parse/sync";
import type { z } from "zod";
import type { Props } from "../common/values";
import { didYouMean } from "../customer/findings";
import type { Path } from "../customer/references";
import { shapeOf } from "../customer/shapes";
import { SOMETHING_THAT_LIVES } from "./aliases";
import { readUtf8 } from "./fileText";
import type { Place, Places } from "./places";
import type { PlacedFinding } from "./yamlFile";

interface Row {
  readonly record: Readonly<Record<string, string>>;
  readonly info: { readonly lines: number; readonly error?: Error };
}

/** What a table says of the users of a customer. */
export interface ReadUsers {
  /** The users by name, with something that lives in the place of one of whom only the name can be read, and of all if not even names can. */
  readonly users: unknown;
  readonly findings: readonly PlacedFinding[];
  /** Paths of what could not be read, as the findings say: whatever else is found wrong with it is no fault of its own. */
  readonly unread: readonly Path[];
}

/** What is known of users of whom not even the names can be read. */
export function unknownUsers(findings: readonly PlacedFinding[]): ReadUsers {
  return { users: SOMETHING_THAT_LIVES, findings, unread: [["users"]] };
}

/**
 * Reads the users of a customer from a table: its first line has `name`, `extension` and the names of further arguments of a user, each other line
 * one user. A cell that is blank is left out; several groups in one cell have blanks between them.
 *
 * @param shown the path by which people know the file.
 */
export function readUsers(path: string, shown: string, places: Places): ReadUsers {
  const placeOf = (line: number): Place => ({ file: shown, line, column: 1 });
  const fault = (reason: string, line = 1): PlacedFinding => ({ path: ["users"], reason, place: placeOf(line) });
  const bytes = readUtf8(path);
  if ("brokenLine" in bytes) return unknownUsers([fault("is not UTF-8; save it as CSV UTF-8", bytes.brokenLine)]);
  const read = rowsOf(bytes.text);
  if ("fault" in read) return unknownUsers([fault(read.fault, read.line)]);
  const shapes = shapeOf("SipUser").shape as Readonly<Record<string, z.ZodType>>;
  const faults = columnFaults(read.columns, ["name", ...Object.keys(shapes)]).map((reason) => fault(reason));
  if (read.columns.filter((column) => column === "name").length !== 1) return unknownUsers(faults);
  const { users, lines, findings, hasLostNames } = usersOf(read, faults.length > 0 ? undefined : shapes);
  const all = faults.length > 0 ? faults : findings.map(({ reason, line }) => fault(reason, line));
  if (hasLostNames) return unknownUsers(all);
  for (const [name, line] of lines) places.set(["users", name], placeOf(line));
  const unread = [...users].filter(([, user]) => user === SOMETHING_THAT_LIVES).map(([name]) => ["users", name]);
  return { users: Object.fromEntries(users), findings: all, unread };
}

interface UsersOf {
  readonly users: ReadonlyMap<string, unknown>;
  /** The line of each. */
  readonly lines: ReadonlyMap<string, number>;
  readonly findings: readonly { readonly reason: string; readonly line: number }[];
  /** Whether a line says a name that cannot be read. */
  readonly hasLostNames: boolean;
}

/**
 * The users of a table, line by line. Of a line with too many cells or too few only the first is where it belongs.
 *
 * @param shapes the shapes of the arguments; undefined if the first line does not tell which are meant, so that only names can be read.
 */
function usersOf({ columns, rows }: Table, shapes: Readonly<Record<string, z.ZodType>> | undefined): UsersOf {
  const users = new Map<string, unknown>();
  const lines = new Map<string, number>();
  const findings: { reason: string; line: number }[] = [];
  for (const { record, info } of rows) {
    const { name = "", ...cells } = record;
    const isBroken = info.error !== undefined;
    if (isBroken) findings.push({ reason: "has a line with more or fewer cells than the first one", line: info.lines });
    else if (name === "") findings.push({ reason: "has a line without a name", line: info.lines });
    else if (users.has(name)) findings.push({ reason: `has ${JSON.stringify(name)} twice`, line: info.lines });
    if (name === "" || users.has(name)) continue;
    users.set(name, isBroken || shapes === undefined ? SOMETHING_THAT_LIVES : userOf(cells, shapes));
    lines.set(name, info.lines);
  }
  const hasLostNames = columns[0] !== "name" && rows.some(({ info }) => info.error !== undefined);
  return { users, lines, findings, hasLostNames };
}

/** What is wrong with the first line of a table. */
function columnFaults(columns: readonly string[], known: readonly string[]): string[] {
  const [only] = columns;
  if (columns.length === 1 && only?.includes(";") === true) return ["has its cells separated by semicolons; use commas"];
  // A table without a first line of names has a user there, whose password nobody may read here.
  if (!columns.includes("name")) return ["has no column name, by which users are told apart"];
  const repeated = columns.filter((column, index) => columns.indexOf(column) < index);
  return [
    ...[...new Set(columns)]
      .filter((column) => !known.includes(column))
      .map((column) => `the column ${JSON.stringify(column)} is not an argument of a user${didYouMean(column, known)}`),
    ...[...new Set(repeated)].map((column) => `has the column ${JSON.stringify(column)} twice; take one out`),
  ];
}

interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
}

function rowsOf(text: string): Table | { readonly fault: string; readonly line: number } {
  let columns: string[] = [];
  try {
    const header = (names: string[]) => (columns = names.map((name) => name.trim()));
    const rows: unknown = parse(text, {
      columns: header,
      info: true,
      bom: true,
      skip_empty_lines: true,
      trim: true,
      relax_column_count: true,
    });
    return { columns, rows: rows as Row[] };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const { lines } = error as CsvError & { readonly lines?: number };
    return { fault: `is no table: ${FAULTS[error.code] ?? error.code}`, line: lines ?? 1 };
  }
}

const HOW_TO_QUOTE = "write the whole cell in quotation marks and each one within it twice";

/** What a table's faults are called. The parser's own texts repeat a cell, and that may be a password. */
const FAULTS: Readonly<Partial<Record<string, string>>> = {
  INVALID_OPENING_QUOTE: `a cell has a quotation mark and does not begin with one; ${HOW_TO_QUOTE}`,
  CSV_INVALID_CLOSING_QUOTE: `a cell goes on after the quotation mark that ends it; ${HOW_TO_QUOTE}`,
  CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE: `a cell goes on after the quotation mark that ends it; ${HOW_TO_QUOTE}`,
  CSV_QUOTE_NOT_CLOSED: `a cell begins with a quotation mark that nothing ends; ${HOW_TO_QUOTE}`,
};

function userOf(cells: Readonly<Record<string, string>>, shapes: Readonly<Record<string, z.ZodType>>): Props {
  const filled = Object.entries(cells).filter(([, cell]) => cell !== "");
  return Object.fromEntries(filled.map(([column, cell]) => [column, valueOf(cell, shapes[column])]));
}

/**
 * A cell as what the argument takes: its text, a whole number, yes or no, or a list; the text if it takes none of them, which the check tells. What
 * may be meant as something else, such as `0101` or `1e3`, is no number.
 */
function valueOf(cell: string, shape: z.ZodType | undefined): unknown {
  const readings = [
    cell,
    /^(0|[1-9]\d*)$/.test(cell) ? Number(cell) : undefined,
    { true: true, false: false }[cell.toLowerCase()],
    cell.split(/[\s;]+/).filter((word) => word !== ""),
  ];
  return readings.find((reading) => reading !== undefined && shape?.safeParse(reading).success === true) ?? cell;
}
