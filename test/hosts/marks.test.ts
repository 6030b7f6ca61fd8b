import * as pulumi from "@pulumi/pulumi";
import * as yay from "../../provider/index";

const seen = new Map<string, Record<string, unknown>>();
const secret = pulumi.secret;
const steps = { start: { module: "start", next: "room" }, room: { module: "conference", pin: "0842" } } as const;
const user = { name: "boss", email: "boss@acme.example", roleId: 1, password: "pw" } as const;

interface Wrapped {
  readonly value?: { readonly paths?: unknown };
}

/** What the engine gets of the marks of a resource: the paths, where the input itself is a secret. */
const pathsOf = (name: string) => (seen.get(name)?.["confidential"] as Wrapped | undefined)?.value?.paths;

async function registered(...made: { readonly urn: pulumi.Output<string> }[]): Promise<void> {
  await Promise.all(made.map(({ urn }) => new Promise<void>((done) => void urn.apply(() => done()))));
}

describe("what a class says of the values that a program has marked as secret", () => {
  beforeAll(async () => {
    await pulumi.runtime.setMocks({
      newResource: ({ name, inputs, id }) => {
        seen.set(name, inputs as Record<string, unknown>);
        return { id: id ?? `${name}-id`, state: inputs as object };
      },
      call: ({ inputs }) => inputs as object,
    });
  });

  it("is nothing where it has marked none, or only what is a secret by its name", async () => {
    await registered(
      new yay.SubReseller("plain", { contactName: pulumi.output("A"), users: pulumi.output([user]) }),
      new yay.SubReseller("password", { contactName: "A", users: [{ ...user, password: secret("pw") }] }),
      new yay.CallFlow("pin", { name: "n", extension: 1, flow: { ...steps, room: { module: "conference", pin: secret("0842") } } }),
      new yay.CallFlow("later", { name: "n", extension: 1, flow: pulumi.output(steps) }),
    );
    for (const name of ["plain", "password", "pin", "later"]) {
      expect(seen.get(name)).toBeDefined();
      expect(seen.get(name)).not.toHaveProperty("confidential");
    }
  });

  it("is the place of each, at every depth, behind promises and in lists", async () => {
    await registered(
      new yay.SubReseller("acme", {
        contactName: secret("A"),
        phone: pulumi.output(Promise.resolve(secret("+441632960001"))),
        addresses: [{ streetOne: "1", city: secret("Leeds"), zip: "LS1", countryCode: "GB" }],
      }),
      new yay.CallFlow("main", { name: "n", extension: 1, flow: { ...steps, room: { ...steps.room, extra: { voice: secret("v") } } } }),
      new yay.CallFlow("whole", { name: "n", extension: secret(1), flow: secret(steps) }),
    );
    expect(pathsOf("acme")).toEqual([["contactName"], ["phone"], ["addresses", 0, "city"]]);
    expect(pathsOf("main")).toEqual([["flow", "room", "extra", "voice"]]);
    expect(pathsOf("whole")).toEqual([["extension"], ["flow"]]);
  });

  it("names a user where the engine has it, and hides all users where a name itself is marked", async () => {
    const other = { ...user, name: "501" };
    await registered(
      new yay.SubReseller("users", { contactName: "A", users: [{ ...user, email: secret("e") }, secret(other)] }),
      new yay.SubReseller("named", { contactName: "A", users: [user, { ...other, name: secret("501") }] }),
      new yay.SubReseller("listed", { contactName: "A", users: secret([user]) }),
    );
    expect(pathsOf("users")).toEqual([
      ["users", "boss", "email"],
      ["users", "501"],
    ]);
    expect(pathsOf("named")).toEqual([["users"]]);
    expect(pathsOf("listed")).toEqual([["users"]]);
  });

  it("keeps warnings about a flow from repeating them", async () => {
    const warned = jest.spyOn(console, "warn").mockImplementation();
    const flow = {
      start: { module: "start", next: "who" },
      who: { module: "calleridmatch", patterns: [secret("[+]447700900456")], match: "closed", nomatch: "closed" },
      closed: { module: "busy" },
    };
    await registered(new yay.CallFlow("warned", { name: "n", extension: 1, flow: flow as never }));
    await new Promise((done) => setImmediate(done));
    const texts = warned.mock.calls.flat().join("\n");
    warned.mockRestore();
    expect(texts).toContain('patterns.0 of step "who": "[secret]" asks for a plus');
    expect(texts).not.toContain("447700");
  });

  it("goes with a look-up too", async () => {
    const customer = secret("3951ec81-0000-4000-8000-000000000002");
    await registered(yay.CallFlow.get("got", "3951ec81-0000-4000-8000-000000000001", { customer }));
    expect(pathsOf("got")).toEqual([["customer"]]);
  });

  it("cannot be said where all arguments are one secret, which is refused with the mend", () => {
    const args = secret({ contactName: "A" }) as unknown as yay.SubResellerArgs;
    expect(() => new yay.SubReseller("wrapped", args)).toThrow(/SubReseller "wrapped": the arguments are an output .* as an object/);
  });
});
