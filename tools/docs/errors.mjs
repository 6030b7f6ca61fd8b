// @ts-check
import { cell, code, enumerate, paragraphs, table } from "./markdown.mjs";
import { classes } from "./source.mjs";
import { page } from "./template.mjs";

/** @typedef {import("./resource.mjs").Kind} Kind */

const files = ["provider/lifecycle/errors.ts", "provider/common/errors.ts", "provider/client/errors.ts"];

/** The page of the errors that every kind can have; its template says what to do about each class. */
export function errorsPage() {
  const facts = files.flatMap(classes).flatMap(({ name, text, code: id }) => {
    if (id === undefined || id === "YAY_ERROR") return [];
    return /** @type {const} */ ([
      [`${name}.code`, code(id)],
      [`${name}.meaning`, cell(text)],
    ]);
  });
  return page("errors", files, Object.fromEntries(facts));
}

/** @param {Kind} kind */
export function errorsTable({ createRefusals, resolve, naturalKey, definition }) {
  const key = enumerate(naturalKey.map(code));
  const rows = [
    ...createRefusals.map(({ statuses, lives, text }) => {
      const where =
        lives === undefined
          ? ""
          : lives
            ? `, and an object with this ${key} lives in the account`
            : `, and no object with this ${key} is seen in the account`;
      return [`${code(`POST ${definition.paths.collection}`)} answers ${enumerate(statuses.map(String), "or")}${where}`, text];
    }),
    ...(resolve === undefined
      ? []
      : [[`${code(`${resolve.argument}: ${JSON.stringify(resolve.asWritten)}`)}, and the API names no number`, lastLine(resolve.refusal)]]),
  ];
  return paragraphs([
    rows.length === 0 ? undefined : table(["What came back", "What the message says (examples)"], rows),
    "All other errors, with what to do about them, are in [errors](../errors.md).",
  ]).trim();
}

/** @param {string} message */
const lastLine = (message) => message.split("\n").at(-1)?.trim() ?? "";
