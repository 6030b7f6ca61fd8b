import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Kind, registry } from "../../provider/kinds/registry";
import type { Field } from "../../provider/lifecycle/kind";
import { ROOT } from "../docs/support";

const source = readFileSync(join(ROOT, "provider/hosts/dynamic/kindClass.ts"), "utf8");
const [, union = ""] = /\ntype Steering =([^;]+);/.exec(source) ?? [];

/** The arguments that the types of every class leave out of its outputs. */
const steering = Array.from(union.matchAll(/"(\w+)"/g), ([, name = ""]) => name);

/** Arguments of that name which are none of these: their classes type the output by themselves. */
const ordinary: Partial<Record<Kind, readonly string[]>> = { Sound: ["content"] };

// No program writes `seed`, so no class has it.
it("the options of the kinds are those that the types of their classes leave out of the outputs", () => {
  const options = new Set<string>();
  for (const [kind, { fields }] of Object.entries(registry)) {
    for (const [name, { facts }] of Object.entries<Field>(fields)) {
      if (name === "seed") continue;
      const isOrdinary = ordinary[kind as Kind]?.includes(name) === true;
      expect([kind, name, facts.isOption === true]).toEqual([kind, name, steering.includes(name) && !isOrdinary]);
      if (facts.isOption === true) options.add(name);
    }
  }
  expect([...options].sort()).toEqual([...steering].sort());
});
