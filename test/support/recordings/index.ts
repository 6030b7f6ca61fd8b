import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Seed } from "../../../provider/simulator/index";
import { compiled } from "../compiledExample";
import { larch } from "../wholeAccount";

/** The server for a recorded program. */
export type Account = { readonly kind: "simulator" } | { readonly kind: "stranger" };

/** A stack whose state is recorded with each release. */
export interface Recording {
  readonly name: string;
  /** The files of the program by name; index.js is the first to run. */
  readonly program: () => Record<string, string>;
  readonly account: Account["kind"];
  /** The objects before the first up. */
  readonly seed: Seed;
  readonly config: Readonly<Record<string, string>>;
  /** Edits of the program that each change one object in place. */
  readonly edits: readonly Edit[];
}

/** A text of one file of the program, and what replaces it. */
export interface Edit {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

const root = resolve(__dirname, "../../..");
const store = { uuid: "3951ec81-cca4-4c4a-8efb-4bce76e04032", name: "Demo store" };
const start = "161ec941-1c6a-4d42-b011-1c050487324d";
const busy = "9085aa47-0ff0-4fd0-9c80-6077e1f475c2";

export const recordings: readonly Recording[] = [
  {
    name: "quickstart",
    program: () => compiled(join(root, "examples", "quickstart")),
    account: "simulator",
    seed: { balance: "250.000", stores: [store] },
    config: { geoffPassword: "a-password-for-geoff", harbourPassword: "a-password-for-harbour-bikes" },
    edits: [
      { file: "harbourBikes.js", from: '"Harbour Bikes"', to: '"Harbour Bicycles"' },
      { file: "documented.js", from: '"Call Pete"', to: '"Call Peter"' },
    ],
  },
  {
    name: "everything",
    program: () => ({ "index.js": readFileSync(join(__dirname, "everything.js"), "utf8") }),
    account: "simulator",
    seed: {
      stores: [store],
      customers: [
        {
          name: "by-hand",
          contact_name: "By Hand",
          notes: "made in the portal",
          objects: {
            flow: [
              { name: "Main", extension: 501, flow: { [start]: { module: "start", next: busy }, [busy]: { module: "busy", duration: 5 } } },
            ],
          },
        },
        { uuid: "0a7c3333-3333-4333-8333-333333333333", name: "seen", contact_name: "Seen Ltd" },
      ],
      switches: { passwordsShown: "masked", serverFields: "added", unsetFields: "absent" },
    },
    config: { boss: "a-password-for-boss" },
    edits: [
      { file: "index.js", from: 'contactName: "By Hand"', to: 'contactName: "By Machine"' },
      { file: "index.js", from: '"a-password-in-the-program"', to: '"another-password-in-the-program"' },
      { file: "index.js", from: "duration: 4", to: "duration: 6" },
      { file: "index.js", from: 'pin: "0420"', to: 'pin: "0421"' },
      { file: "index.js", from: "duration: 5", to: "duration: 7" },
      { file: "index.js", from: 'name: "Day"', to: 'name: "By day"' },
    ],
  },
  {
    name: "wholeAccount",
    program: () => compiled(join(root, "examples", "whole-account")),
    account: "simulator",
    seed: { collections: ["/voip/message-flow"], customers: [larch] },
    config: {
      mailboxPin: "4711",
      bookkeeperPassword: "a-password-for-the-bookkeeper",
      stockSystemPassword: "a-password-for-the-stock-system",
    },
    edits: [{ file: "customer.js", from: '"Larch & Sons"', to: '"Larch & Daughters"' }],
  },
  {
    name: "transfers",
    program: () => ({ "index.js": readFileSync(join(__dirname, "transfers.js"), "utf8") }),
    account: "simulator",
    seed: {},
    config: {},
    edits: [{ file: "index.js", from: '"Paid Ltd"', to: '"Paid Limited"' }],
  },
  {
    name: "otherSpelling",
    program: () => ({ "index.js": readFileSync(join(__dirname, "otherSpelling.js"), "utf8") }),
    account: "stranger",
    seed: {},
    config: {},
    edits: [
      { file: "index.js", from: '"Acme Ltd"', to: '"Acme Limited"' },
      { file: "index.js", from: '"Main line"', to: '"Front line"' },
    ],
  },
];

/** The kinds of which the files of a program make resources. */
export function kindsMadeBy(files: Readonly<Record<string, string>>): string[] {
  const made = Object.values(files).flatMap((text) => Array.from(text.matchAll(/new (?:\w+\.)?([A-Z]\w+)\(/g), ([, kind = ""]) => kind));
  return [...new Set(made)].sort();
}
