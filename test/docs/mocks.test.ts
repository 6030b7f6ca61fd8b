import * as pulumi from "@pulumi/pulumi";
import * as yay from "../../provider/index";
import type { registry } from "../../provider/kinds/registry";

jest.setTimeout(60_000);

const seen: pulumi.runtime.MockResourceArgs[] = [];
const kind = (name: keyof typeof registry) => `pulumi-nodejs:dynamic/yay:${name}`;
const valueOf = <T>(output: pulumi.Output<T>) => new Promise<T>((resolve) => void output.apply(resolve));
const flow = { start: { module: "start", next: "end" }, end: { module: "busy" } } as const;

beforeAll(async () => {
  await pulumi.runtime.setMocks({
    newResource: (args) => {
      seen.push(args);
      return { id: args.id === undefined || args.id === "" ? `${args.name}-uuid` : args.id, state: args.inputs };
    },
    call: ({ inputs }) => inputs as object,
  });
});

class Office extends pulumi.ComponentResource {
  readonly customer: yay.SubReseller;
  readonly lines: yay.CallFlow[];

  constructor(name: string) {
    super("test:Office", name);
    this.customer = new yay.SubReseller(`${name}-customer`, { contactName: "Office" }, { parent: this });
    this.lines = [500, 501].map(
      (extension) =>
        new yay.CallFlow(`${name}-${extension}`, { customer: this.customer.uuid, name: "Line", extension, flow }, { parent: this }),
    );
  }
}

describe("a program under mocks", () => {
  it("sees uuids, URNs and outputs of resources that stand in one component", async () => {
    const { customer, lines } = new Office("office");
    expect(await valueOf(customer.uuid)).toBe("office-customer-uuid");
    for (const line of lines) expect(await valueOf(line.customer)).toBe("office-customer-uuid");
    expect(await valueOf(lines[1]!.urn)).toBe(`urn:pulumi:stack::project::test:Office$${kind("CallFlow")}::office-501`);
    expect(await valueOf(lines[1]!.extension)).toBe(501);
  });

  it("hands mocks the type, the users by name, and only what the program wrote", async () => {
    const users = pulumi.output([{ name: "desk", email: "desk@acme.example", roleId: 1 as const, password: "p" }]);
    const acme = new yay.SubReseller("acme", { contactName: "Acme", users });
    expect(await valueOf(acme.users)).toEqual({ desk: { email: "desk@acme.example", roleId: 1, password: "p" } });
    expect(await pulumi.isSecret(acme.users)).toBe(true);
    const { type, inputs } = seen.find(({ name }) => name === "acme")!;
    expect(type).toBe(kind("SubReseller"));
    expect(Object.keys(inputs as object).sort()).toEqual(["__provider", "contactName", "seed", "users"]);
  });

  it("sees what a program gives as it is, also an output that has no value", async () => {
    const customer = pulumi.output<string | undefined>(undefined) as pulumi.Output<string>;
    const line = new yay.CallFlow("nobodys", { customer, name: "Line", extension: 501, flow });
    expect(await valueOf(line.name)).toBe("Line");
    const { inputs } = seen.find(({ name }) => name === "nobodys")!;
    expect(JSON.stringify(inputs)).not.toContain("no-value");
    expect(inputs).not.toHaveProperty("customer");
  });

  it("gets the number of a flow that asks for the next one from the mock, and none where it gives none", async () => {
    const line = new yay.CallFlow("next", { name: "Next", extension: "next", flow });
    await valueOf(line.urn);
    const { promise } = line.extension as unknown as { promise: () => Promise<unknown> };
    expect(await promise.call(line.extension)).toBeUndefined();
  });

  it("looks objects up by their uuid", async () => {
    const line = yay.CallFlow.get("line", "9a0c6f1e-4f0b-4a51-8a6c-0c6f1e4f0b4a", { customer: "acme-uuid" });
    expect(await valueOf(line.uuid)).toBe("9a0c6f1e-4f0b-4a51-8a6c-0c6f1e4f0b4a");
    expect(await valueOf(line.customer)).toBe("acme-uuid");
  });

  it("is refused an id that is written as nothing, and gets what the mock gives for any other", async () => {
    const written = [undefined, ""] as unknown as string[];
    for (const id of written) expect(() => yay.CallFlow.get("line", id)).toThrow(/^Cannot look up CallFlow "line": its id has no value\./);
    const office = new yay.SubReseller("looked-up", { contactName: "Office" });
    expect(await valueOf(yay.SubReseller.get("again", office.uuid).uuid)).toBe("looked-up-uuid");
  });
});
