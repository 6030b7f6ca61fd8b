// @ts-check
import { readFileSync } from "node:fs";
import { code, table } from "./markdown.mjs";

/**
 * A field that a source shows in a body or an answer of a kind.
 * @typedef {object} DocumentedField
 * @property {string} type
 * @property {string} source
 * @property {string} [why] why no argument and no output has it
 */

/** The fields of every kind, beside uuid, created_on and updated_on; one within another stands under both names: `elements.closed_time`. @type {Readonly<Record<string, Readonly<Record<string, DocumentedField>>>>} */
export const documentedFields = JSON.parse(readFileSync(new URL("documentedFields.json", import.meta.url), "utf8"));

/** Kinds whose fields are what a program writes: no source shows them. */
export const open = ["ApiObject"];

/**
 * The fields of a kind that no argument and no output has, each with the reason.
 * @param {string} kind
 */
export function otherFields(kind) {
  const fields = documentedFields[kind];
  if (fields === undefined && !open.includes(kind))
    throw new Error(
      `tools/docs/documentedFields.json has no ${kind}: write there what the documents show of it, each field with its type and its source.`,
    );
  const others = Object.entries(fields ?? {}).filter(([, { why }]) => why !== undefined);
  if (others.length === 0) return "Every field that a source shows is an argument or an output.";
  return table(
    ["Field", "Type", "Source", "Why it is no argument"],
    others.map(([name, { type, source, why = "" }]) => [code(name), type, source, why]),
  );
}
