import * as pulumi from "@pulumi/pulumi";
import * as yay from "../../provider/index";
import { isUuid } from "../../provider/callflow/index";
import { accountOf, type ProgramObject } from "../../provider/testing";

jest.setTimeout(60_000);

const found = (objects: readonly ProgramObject[], resource: string) => objects.find((object) => object.resource === resource)!;
const flow = { start: { module: "start", next: "end" }, end: { module: "busy" } } as const;

/** A resource of another package. */
class Thing extends pulumi.CustomResource {
  declare readonly size: pulumi.Output<string>;
}

function practice() {
  const customer = new yay.SubReseller("practice", {
    contactName: "Practice",
    users: [{ name: "api", email: "desk@practice.example", roleId: 1, password: "hunter2-login" }],
  });
  const box = new yay.Mailbox("box", { customer: customer.uuid, name: pulumi.secret("hunter2-name"), password: "2718" });
  const desk = new yay.SipUser("desk", { customer: customer.uuid, extension: 201, personalMailbox: box.uuid });
  const main = new yay.CallFlow("main", {
    customer: customer.uuid,
    name: "Main",
    extension: "next",
    flow: {
      start: { module: "start", next: "ring" },
      ring: { module: "extension", extensions: [{ type: "sipuser", uuid: desk.uuid }], noanswer: "talk" },
      talk: { module: "conference", pin: "3141" },
    },
  });
  new yay.PhoneNumber("shop", { customer: customer.uuid, number: "+441632960101", callFlow: main.uuid });
  return { customer, box, desk, main };
}

describe("the account of a program", () => {
  it("has every object with its arguments, and its references lead to other objects", async () => {
    const objects = await accountOf(practice);
    expect(objects.map(({ kind }) => kind).sort()).toEqual(["CallFlow", "Mailbox", "PhoneNumber", "SipUser", "SubReseller"]);
    const [customer, box, desk, main, shop] = ["practice", "box", "desk", "main", "shop"].map((name) => found(objects, name));
    expect(objects.map(({ uuid }) => uuid).every(isUuid)).toBe(true);
    expect(new Set(objects.map(({ uuid }) => uuid)).size).toBe(5);
    expect(desk!.args).toEqual({ customer: customer!.uuid, extension: 201, personalMailbox: box!.uuid });
    expect(desk!.customer).toBe(customer!.uuid);
    expect(shop!.args).toEqual({ customer: customer!.uuid, number: "+441632960101", callFlow: main!.uuid });
    expect(main!.args["flow"]).toMatchObject({ ring: { extensions: [{ uuid: desk!.uuid }] } });
    expect(customer!.args["users"]).toMatchObject([{ name: "api", email: "desk@practice.example" }]);
  });

  it("has the same uuids in every run, and others for other resources", async () => {
    const [once, twice] = [await accountOf(practice), await accountOf(practice)];
    expect(twice.map(({ uuid }) => uuid).sort()).toEqual(once.map(({ uuid }) => uuid).sort());
    expect(twice.map(({ args }) => args["extension"])).toEqual(once.map(({ args }) => args["extension"]));
  });

  it("has no secret in it: neither a documented one, nor one that the program marks, nor one that is invented", async () => {
    const objects = await accountOf(practice);
    expect(JSON.stringify(objects)).not.toMatch(/hunter2|2718|3141|invented-userPassword/);
    expect(found(objects, "box").args).toMatchObject({ name: "[secret]", password: "[secret]" });
    expect(found(objects, "main").args["flow"]).toMatchObject({ talk: { module: "conference", pin: "[secret]" } });
    expect(found(objects, "practice").args["users"]).toMatchObject([{ password: "[secret]" }]);
  });

  it("needs no secret that a customer takes from the configuration, because nothing is made", async () => {
    const objects = await accountOf(
      () => new yay.Customer("acme", { customer: { contactName: "Acme" }, mailboxes: { box: { password: { config: "nobodys" } } } }),
    );
    expect(found(objects, "acme/box").args).toMatchObject({ name: "Box", password: "[secret]" });
  });

  it("says which arguments are invented, because the API would choose them", async () => {
    const objects = await accountOf(practice);
    const main = found(objects, "main");
    expect(main.invented).toEqual(["extension"]);
    expect(main.args["extension"]).toBeGreaterThanOrEqual(90_000);
    expect(found(objects, "practice").invented).toEqual(["name"]);
    expect(found(objects, "shop")).not.toHaveProperty("invented");
  });

  it("lets the program read what it declares and what the API would choose", async () => {
    let seen: readonly unknown[] = [];
    const objects = await accountOf(async () => {
      const { main, desk } = practice();
      const told = pulumi.all([main.extension, desk.userName, desk.userPassword, main.stepUuids]);
      seen = await new Promise((resolve) => told.apply(resolve));
    });
    const [extension, userName, password, steps] = seen;
    expect(extension).toBe(found(objects, "main").args["extension"]);
    expect([userName, password]).toEqual(["invented-userName-desk", "invented-userPassword"]);
    expect(Object.keys(steps as object).sort()).toEqual(["ring", "start", "talk"]);
  });

  it("gives the content of a flow the uuid of its flow, and the one object of an account its place", async () => {
    const objects = await accountOf(() => {
      const line = new yay.CallFlow("line", { name: "Line", extension: 500, content: "separate" });
      new yay.CallFlowContent("steps", { callFlow: line.uuid, flow });
      new yay.CallRecordingRetention("retention", { expiresIn: 2 });
    });
    expect(found(objects, "steps").uuid).toBe(found(objects, "line").uuid);
    expect(isUuid(found(objects, "retention").uuid)).toBe(false);
  });

  it("waits for resources that are made when outputs of others are known, and leaves out what is only looked up", async () => {
    const objects = await accountOf(() => {
      const line = new yay.CallFlow("line", { name: "Line", extension: 500, flow });
      line.extension.apply((extension) => new yay.CallFlow("later", { name: `After ${extension}`, extension: 501, flow }));
      yay.CallFlow.get("living", "9a0c6f1e-4f0b-4a51-8a6c-0c6f1e4f0b4a");
    });
    expect(objects.map(({ resource }) => resource)).toEqual(["line", "later"]);
    expect(found(objects, "later").args["name"]).toBe("After 500");
  });

  it("takes a configuration, and stand-ins for what others provide", async () => {
    const objects = await accountOf(
      () => {
        const other = new Thing("other:index:Thing", "thing", { size: undefined });
        new yay.Mailbox("box", { name: pulumi.interpolate`${new pulumi.Config("acme").require("site")} ${other.size}` });
      },
      { config: { "acme:site": "York" }, others: { newResource: () => ({ id: "thing", state: { size: "large" } }) } },
    );
    expect(objects).toMatchObject([{ kind: "Mailbox", args: { name: "York large" } }]);
  });

  it("says what is wrong if the program declares nothing, and passes on what it throws", async () => {
    await expect(accountOf(() => undefined)).rejects.toThrow(/declared no object.*call accountOf before/s);
    await expect(accountOf(() => Promise.reject(new Error("no such file")))).rejects.toThrow("no such file");
  });
});
