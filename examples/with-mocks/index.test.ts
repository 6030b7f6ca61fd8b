import assert from "node:assert/strict";
import { before, test } from "node:test";
import * as pulumi from "@pulumi/pulumi";
import { call } from "pulumi-yay/callflow";

const kind = (name: string) => `pulumi-nodejs:dynamic/yay:${name}`;

/** What the API would choose: each object's uuid, and the number of a flow that asks for the next free one. */
const chosen: Record<string, object> = { [kind("SubReseller")]: { name: "cq7x1m" }, [kind("CallFlow")]: { extension: 500 } };

let program: typeof import("./index.js");

before(async () => {
  await pulumi.runtime.setMocks({
    newResource: ({ type, name, inputs }) => ({ id: `${name}-uuid`, state: { ...(inputs as object), ...chosen[type] } }),
    call: () => ({}),
  });
  program = await import("./index.js");
});

const valueOf = <T>(output: pulumi.Output<T>) => new Promise<T>((resolve) => output.apply(resolve));

test("the flow belongs to the practice and has a number", async () => {
  assert.equal(await valueOf(program.reception.customer), "practice-uuid");
  assert.equal(await valueOf(program.reception.extension), 500);
  assert.equal(await valueOf(program.practice.name), "cq7x1m");
});

test("the password is a secret", async () => {
  assert.equal(await pulumi.isSecret(program.practice.users), true);
});

test("a caller whom nobody answers can leave a message", async () => {
  const { steps, ending } = call(await valueOf(program.reception.flow), { answers: { desk: false } });
  assert.deepEqual(steps, ["start", "desk", "message"]);
  assert.equal(ending, "voicemail");
});
