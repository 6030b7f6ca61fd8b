import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as yay from "../../provider/index";
import { type Kind, registry } from "../../provider/kinds/registry";
import { simulatedAs } from "../support/scenario";
import { ROOT } from "./support";

const kinds = Object.keys(registry) as Kind[];

const examples = readdirSync(join(ROOT, "examples/whole-account"))
  .filter((file) => file.endsWith(".ts"))
  .map((file) => readFileSync(join(ROOT, "examples/whole-account", file), "utf8"))
  .join("\n");

const documentedFields = JSON.parse(readFileSync(join(ROOT, "tools/docs/documentedFields.json"), "utf8")) as object;

/** What a kind has to have around its own file. Its scenario is asked for by `test/kinds/index.ts`, without which no suite of all kinds begins. */
const parts: Readonly<Record<string, (kind: Kind) => boolean>> = {
  "class that the package exports": (kind) => typeof (yay as Readonly<Record<string, unknown>>)[kind] === "function",
  "resource in examples/whole-account": (kind) => examples.includes(`new yay.${kind}(`),
  "page in docs/resources": (kind) => existsSync(join(ROOT, "docs/resources", `${kind}.md`)),
  "place in the simulator": (kind) => simulatedAs(kind).length > 0,
  "table in tools/docs/documentedFields.json": (kind) => Object.hasOwn(documentedFields, kind),
};

/** Parts that a kind does not have, with the reason. */
const holes: Readonly<Record<string, string>> = {
  "SubReseller: place in the simulator": "Customers are the accounts that the simulator's table of kinds is for.",
  "ApiObject: table in tools/docs/documentedFields.json": "Its fields are what a program writes: no source shows them.",
  "CallFlowContent: resource in examples/whole-account": "Only flows that name each other need it: examples/quickstart/handOver.ts.",
};

describe.each(kinds)("the kind %s", (kind) => {
  it.each(Object.keys(parts))("has a %s, or a reason why not", (part) => {
    expect([parts[part]?.(kind), holes[`${kind}: ${part}`]]).toEqual(
      holes[`${kind}: ${part}`] === undefined ? [true, undefined] : [false, expect.stringMatching(/\w+ \w+/)],
    );
  });
});
