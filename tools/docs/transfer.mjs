// @ts-check
import { creditProgram } from "./examples.mjs";
import { code, linked, table, typeText } from "./markdown.mjs";
import { alias, docstring, fields, members } from "./source.mjs";
import { page } from "./template.mjs";

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

/** @param {Facts} facts */
export function transferPage(facts) {
  const outputs = fields(classFile, transferKind).map(({ name, type, text }) => [code(name), code(outputType(type)), text]);
  return page(transferKind, [argsFile, classFile, recordFile], {
    text: transferText(),
    program: creditProgram.map((file) => linked(file, "../..")).join("\n\n"),
    arguments: argumentsTable(),
    outputs: table(["Output", "Type", "Meaning"], outputs),
    ...states(),
    question: quoted(facts.transfers.cutOff(sample, { deadlineSeconds: 20, journal: { ...sample, at: "2026-11-02T09:14:08.000Z" } })),
    settings: settingsTable(facts),
  });
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

/** The states that a record knows; the template says of each what it means. */
function states() {
  const known = (alias(recordFile, "TransferState") ?? "").match(/\w+/g) ?? [];
  return Object.fromEntries(known.map((state) => [`state.${state}`, code(state)]));
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
