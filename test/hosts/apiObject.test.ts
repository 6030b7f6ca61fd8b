import * as pulumi from "@pulumi/pulumi";
import { propertiesOf } from "../../provider/hosts/dynamic/properties";
import { registry } from "../../provider/kinds/registry";
import { isRecord } from "../../provider/common/values";

const secret = pulumi.secret;

/** The paths at which the engine gets a secret. */
async function secretPathsIn(value: unknown, path = ""): Promise<string[]> {
  if (pulumi.Output.isInstance(value)) return (await pulumi.isSecret(value)) ? [path] : [];
  if (!isRecord(value) && !Array.isArray(value)) return [];
  const inner = Object.entries(value).map(([key, one]: [string, unknown]) => secretPathsIn(one, path === "" ? key : `${path}.${key}`));
  return (await Promise.all(inner)).flat();
}

/** Where the engine gets a secret of an ApiObject with these arguments. */
async function secretsOf(args: object): Promise<string[]> {
  const { fields } = registry.ApiObject.of?.({ ...args }) ?? registry.ApiObject;
  return secretPathsIn(propertiesOf(fields, args));
}

const body = {
  name: "Shop",
  login: { user: "pbx", password: "4711", hasPin: true },
  doors: { front: { code: "1" }, back: { code: "2" } },
  people: [{ pin: "1" }],
};

describe("what the engine gets of an ApiObject", () => {
  it("has each secret at its own place: what sounds like one, what the program names, and what it marks", async () => {
    const named = await secretsOf({ body: { ...body, note: secret("private") }, secrets: ["doors.*.code"] });
    expect(named).toEqual(["body.login.password", "body.doors.front.code", "body.doors.back.code", "body.people.0.pin", "body.note"]);
  });

  it("has what comes later as a secret if one is in it, and as none otherwise", async () => {
    const later = { ...body, login: pulumi.output(body.login), doors: Promise.resolve(body.doors), name: pulumi.output("Shop") };
    expect(await secretsOf({ body: later })).toEqual(["body.login", "body.people.0.pin"]);
    expect(await secretsOf({ body: later, secrets: ["doors.*.code"] })).toEqual(["body.login", "body.doors", "body.people.0.pin"]);
    expect(await secretsOf({ body: pulumi.output(body) })).toEqual(["body"]);
    expect(await secretsOf({ body: pulumi.output({ name: "Shop" }) })).toEqual([]);
  });

  it("is a secret as a whole if what is a secret in it is said later", async () => {
    expect(await secretsOf({ body, secrets: pulumi.output(["doors.*.code"]) })).toEqual(["body"]);
    expect(await secretsOf({ body, secrets: [pulumi.output("doors.*.code")] })).toEqual(["body"]);
  });
});
