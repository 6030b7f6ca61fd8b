import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { validate } from "../../provider/callflow";
import { errors, warnings } from "./wrongFlows";

const file = join(__dirname, "findings.json");

/** By the name of the flow; YAY_RECORD=1 writes it anew. */
const texts = Object.fromEntries(
  [...errors, ...warnings].map(([name, flow]) => [
    name,
    validate(flow).map(({ severity, code, path, message, hint }) => ({ finding: `${severity} ${code} ${path}`, message, hint })),
  ]),
);

test("the texts of all findings are those that were read when they were last changed", () => {
  if (process.env["YAY_RECORD"] !== undefined) writeFileSync(file, `${JSON.stringify(texts, null, 2)}\n`);
  expect(texts).toEqual(JSON.parse(readFileSync(file, "utf8")));
});
