// @ts-check
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../lib/root.mjs";
import { creditProgram } from "./examples.mjs";
import { code, heading, list, paragraphs, table, typeText } from "./markdown.mjs";
import { alias, docstring, fields, members } from "./source.mjs";

/** @typedef {import("./facts.mjs").Facts} Facts */

const argsFile = "provider/kinds/creditTransfer/creditTransfer.ts";
const classFile = "provider/hosts/dynamic/creditTransfer.ts";
const recordFile = "provider/transfer/record.ts";

/** The class whose objects are payments; it has no definition, because nothing of it lives in the account. */
export const transferKind = "CreditTransfer";

/** What the index says of it. */
export const transferText = () => docstring(classFile, transferKind).text;

const settingNames = [
  ...["maxTransfer", "maxTransferPerRun", "transferDeadlineSeconds", "transferWindowSeconds"],
  ...["confirmTransfers", "journalDir", "currency"],
];

/**
 * What each recorded end means, and what the next `pulumi up` does.
 * @type {Readonly<Record<string, readonly [happened: string, next: string]>>}
 */
const states = {
  settled: [
    "A 2xx without a contradicting envelope, and the own balance read afterwards is lower by at least the amount. With `yay:confirmTransfers: status` the 2xx alone. Or the operator's word `received`.",
    "nothing; it is never sent again",
  ],
  rejected: ["400, 401, 403, 404, 409, 422 or 429, with the API's words.", "fails: nothing moved, and how to try again"],
  notSent: [
    "Nothing left this machine: the connection was refused, the name or the certificate failed (after 3 tries in the same process), the engine was gone, the window had passed, the own balance no longer covered it, or the journal could not be written.",
    "fails: nothing moved, and how to try again",
  ],
  unknown: [
    "The connection was lost after the request, the deadline passed, a 5xx or 3xx, an answer that cannot be read or contradicts itself; a 2xx of which the own balance shows nothing (“accepted, not confirmed”); or this machine's journal has the same transfer from before.",
    "fails, and asks",
  ],
};

const cutOffRow = [
  "(no record of an end)",
  "The command line, the provider or the machine was killed after the transfer had been prepared; or the engine did not start its second part, because another resource of the run had failed (`pulumi up --continue-on-error` starts it) or `--target` left it out. `yay transfers` calls it `cutOff`.",
  "fails, and asks",
];

/** @param {Facts} facts */
export function transferPage(facts) {
  return paragraphs([
    heading(transferKind, `${code(argsFile)} and ${code(classFile)}`),
    docstring(classFile, transferKind).text,
    "**Documentation: partial.** The vendor documents the request, its limits, and that it cannot be reversed. [What is inferred](#what-is-inferred) stands below.",
    "## Example",
    ...creditProgram.map(included),
    "Why this is a project with a stack of its own, and how customers are named, stands in [its README](../../examples/credit/README.md).",
    "## Arguments",
    argumentsTable(),
    "## Outputs",
    table(
      ["Output", "Type", "Meaning"],
      fields(classFile, transferKind).map(({ name, type, text }) => [code(name), code(outputType(type)), text]),
    ),
    "## How it is sent once",
    list(protocol),
    "## States",
    "The record of each attempt has one of these. All but `settled` fail the run and every later preview and `up`, until something is said or done: an open question is never shown as an innocent change.",
    statesTable(),
    "What is asked, for example after a kill:",
    quoted(facts.transfers.cutOff(sample, { deadlineSeconds: 20, journal: { ...sample, at: "2026-11-02T09:14:08.000Z" } })),
    "## The operator's words",
    list(words),
    "## Settings",
    settingsTable(facts),
    "See [settings](../settings.md) for how they are set.",
    "## API calls",
    calls,
    "## The record",
    list(record),
    "## What is inferred",
    list(inferred),
    "## What cannot be prevented",
    "A record in the state cannot know of a state that was put back, of a second stack, or of a run that still lives. What is left, and what to do after a kill, stands in [After a crash](../after-a-crash.md).",
  ]);
}

const sample = {
  reference: "2026-11 top-up acme",
  customer: "3951ec81-cca4-4c4a-8efb-4bce76e04032",
  amount: "25.00",
  attempt: 1,
  nonce: "9d0a4a5e-6b0b-4a39-8a3a-1f1f7c0f6a11",
  preparedAt: "2026-11-02T09:14:07.000Z",
  sendBefore: "2026-11-02T09:19:07.000Z",
  balanceBefore: "180.000",
  customerHash: "",
};

/** @param {string} text */
const quoted = (text) => `\`\`\`\n${text}\n\`\`\``;

/** @param {string} file */
const included = (file) => `[${code(file)}](../../${file}):\n\n\`\`\`ts\n${readFileSync(join(ROOT, file), "utf8")}\`\`\``;

/** @param {string} type */
const outputType = (type) => /^pulumi\.Output<(.*)>$/.exec(type)?.[1] ?? type;

function argumentsTable() {
  const all = members(argsFile, "CreditTransferArgs");
  const rows = [...all.filter(({ optional }) => !optional), ...all.filter(({ optional }) => optional)];
  return table(
    ["Argument", "Type", "Required", "Meaning", "Source"],
    rows.map(({ name, type, optional, text, source }) => [code(name), code(typeText(type)), optional ? "" : "yes", text, source ?? ""]),
  );
}

function statesTable() {
  const known = (alias(recordFile, "TransferState") ?? "").match(/\w+/g) ?? [];
  if (known.join() !== Object.keys(states).join()) throw new Error(`tools/docs/transfer.mjs has other states than ${recordFile}.`);
  const rows = Object.entries(states).map(([state, [happened, next]]) => [code(state), happened, next]);
  return table(["State", "What happened", "The next `pulumi up`"], [...rows, cutOffRow]);
}

/** @param {Facts} facts */
function settingsTable({ settings }) {
  const documented = new Map(members("provider/settings/settings.ts", "Settings").map((member) => [member.name, member.text]));
  const rows = settingNames.map((name) => {
    const fact = settings.find((setting) => setting.name === name);
    if (fact === undefined) throw new Error(`There is no setting ${name}.`);
    return [code(`yay:${name}`), fact.fallback === undefined ? "none" : code(String(fact.fallback)), documented.get(name) ?? ""];
  });
  return table(["Setting", "Default", "Meaning"], rows);
}

const protocol = [
  "**Prepared, stored, then sent.** An attempt is two resources. The first, `CreditTransferIntent`, looks at everything that could refuse the transfer and records that it is about to be sent; the engine saves it before the second, `CreditTransferExecution`, starts. Only the process that prepared an attempt sends it, once. Any other finds that an earlier run may have sent it, and asks instead.",
  "**One request.** No second try after an unclear outcome, no redirect followed, a connection of its own, a deadline. Directly before the first byte it is checked that the engine still lives and that the window since the preparation has not passed.",
  "**One at a time** for the account, never beside another request to the same customer. A body with `balance` has no other key, and no update contains `balance`.",
  "**A journal on this machine**, one file for each attempt, on disk before the request leaves. It stops what the state cannot know of, such as an older state that was put back.",
  "**A good answer proves nothing**, because the same method and path update a customer. So the own balance is read before and after, and the customer is compared with what it was: a changed field means that the server took the transfer for an update. That is told loudly, and nothing further is sent in the run.",
  "**A reference is one payment.** Records are named by it, so renaming or moving the resource in the program changes nothing, and two transfers with one reference are refused. `customer`, `amount` and `reference` cannot be changed once the transfer was prepared.",
  "**A preview says what would move:** in all, for each customer, and the own balance where credentials are at hand.",
];

const words = [
  '`outcome: "received"` settles a last attempt whose end is not known. Nothing is sent.',
  '`earlier: ["rejected", "notReceived"]` has one word for each former attempt, in their order; their number + 1 is the attempt that the program wants. Each has to agree with the record, or to settle one whose end is not known. `notReceived` fits a recorded `rejected` or `notSent` too.',
  "`notReceived` is believed from two deadlines (the one that the attempt was prepared with) after the window on; before that a request may still be on its way, and the message says from when.",
  "Words stay in the program as long as the transfer does. They are recorded with their time. A stack that has no record of an attempt refuses words about it.",
];

const calls = [
  "- **Check and diff (`pulumi preview`):** none for the record itself; for the sum that is shown `GET /account/balance`, where credentials are at hand and something would move",
  "- **Create:**",
  "  1. to prepare it: `GET /account/reseller/{uuid}`, and `GET /account/balance` unless `yay:confirmTransfers` is `status`",
  "  2. the same once more, directly before sending",
  '  3. `PUT /account/reseller/{uuid}` with `{"balance":"25.000"}` alone: the amount with exactly three decimals',
  "  4. after a 2xx, and after an end that is not known, the two reads once more",
  "- **Read (`pulumi refresh`), Update (a word), Delete:** none",
  "",
  "None carries `X-Auth-For`.",
].join("\n");

const record = [
  "The two parts of an attempt are protected, unless the resource options say `protect: false`: a `destroy` and an `up` after it would pay again.",
  "Deleting a record sends nothing, and says that it is forgotten and that the money stays where it is.",
  "A refresh never finds that a transfer is gone, and never changes a record. While one is open it fails, and says so, as a preview does.",
  "`yay transfers list` shows all of a stack, `--format csv` and `--format json` as a report, `--open` those of which something is left to be said. `yay transfers show <reference>` shows one, with what to do next.",
  "`yay transfers archive --older-than 180d --out <file>` exports settled ones and forgets them, where the engine confirms that the program does not declare them any more.",
  "`X.get` and `adopt` do not exist for transfers: there is nothing in the account that could be read.",
];

const inferred = [
  "Whether a given server takes the request for a transfer. The documents have the same method and path for an update of a customer, so nothing but the balance can tell.",
  "That the own balance falls by the amount before the answer is sent. Where it falls later, or where others spend from it at the same time, the outcome is `unknown`, or is confirmed by a fall that others caused: the balance is evidence, and the tracking token is what the vendor can look up.",
  "That 400, 401, 403, 404, 409, 422 and 429 mean that nothing moved.",
  "That a request without `X-Auth-For` moves from the own balance.",
];
