import assert from "node:assert/strict";
import { before, test } from "node:test";
import * as pulumi from "@pulumi/pulumi";
import { parseAmount } from "pulumi-yay/transfers";
import { topUps } from "./topUps";

/** What the program would send. */
const declared: { name: string; inputs: { reference: string; amount: string } }[] = [];

before(async () => {
  await pulumi.runtime.setMocks({
    newResource: ({ type, name, inputs }) => {
      if (type.endsWith(":CreditTransferIntent")) declared.push({ name, inputs: inputs as (typeof declared)[number]["inputs"] });
      return { id: name, state: inputs as object };
    },
    call: () => ({}),
  });
  const { states } = await import("./index.js");
  await Promise.all(Object.values(states).map((state) => new Promise((resolve) => state.apply(resolve))));
});

test("every line of the list is one payment, with a reference of its own", () => {
  assert.equal(declared.length, topUps.length);
  assert.equal(new Set(declared.map(({ inputs }) => inputs.reference)).size, topUps.length);
});

test("every amount is one that a transfer takes, and within the usual ceiling", () => {
  for (const { inputs } of declared) {
    const amount = parseAmount(inputs.amount) ?? 0;
    assert.ok(amount > 0 && amount <= 100_000, `${inputs.reference}: ${inputs.amount}`);
  }
});

test("no month moves more than one run may", () => {
  const perMonth = new Map<string, number>();
  for (const { month, amount } of topUps) perMonth.set(month, (perMonth.get(month) ?? 0) + (parseAmount(amount) ?? 0));
  for (const [month, sum] of perMonth) assert.ok(sum <= 500_000, `${month}: ${sum / 1000}`);
});
