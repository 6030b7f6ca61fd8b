import { setImmediate } from "node:timers/promises";
import * as pulumi from "@pulumi/pulumi";
import * as yay from "../../provider/index";

jest.setTimeout(60_000);

const steps = { start: { module: "start", next: "end" }, end: { module: "busy" } } as const;
const NUMBER = "+441632960101";

/** The resources that a former run has made, by name. */
let made = new Set<string>();
let said: string[] = [];

beforeAll(() =>
  pulumi.runtime.setMocks(
    {
      newResource: ({ name, inputs }) => ({ id: made.has(name) ? `${name}-uuid` : "", state: inputs as object }),
      call: () => ({}),
    },
    "project",
    "stack",
    true,
  ),
);
beforeEach(() => {
  jest.spyOn(console, "warn").mockImplementation((text: string) => void said.push(text));
});
afterEach(() => jest.restoreAllMocks());

/** The sentences of a preview after runs that have made some parts; none if nothing is to be done. */
async function stepsAfter(parts: readonly string[], numbers: NonNullable<yay.CustomerInputs["numbers"]> = [NUMBER]): Promise<string[]> {
  made = new Set(parts);
  said = [];
  new yay.Customer("acme", {
    customer: { contactName: "Acme", users: [{ name: "acme_api", email: "api@acme.example", roleId: 1 }] },
    mailboxes: { office: {}, home: {} },
    flows: { main: { extension: 500, flow: steps } },
    numbers,
  });
  for (let turn = 0; turn < 200; turn += 1) await setImmediate();
  return said.flatMap((text) => text.split("\n").slice(1)).map((line) => line.trim());
}

const all = ["acme", "acme/office", "acme/home", "acme/main"];
const email = (boxes: string) => `Say who gets messages by email, of the mailboxes ${boxes}.`;
const logins = "Allow-list the addresses that the API is called from with the logins acme_api.";
const emergency = `Give ${NUMBER} its emergency address there, or write emergencyAddress.`;

describe("what has to be done by hand for a customer", () => {
  it("is said before the first up, and that no preview sees whether it is done", async () => {
    const buy = `Buy ${NUMBER} for this customer: numbers are bought when there is a bundle. Until then pulumi up makes all but the number, and fails; toBuy lets it end well.`;
    expect(await stepsAfter([])).toEqual([`1. ${buy}`, `2. ${emergency}`, `3. ${email("office, home")}`, `4. ${logins}`]);
    expect(said[0]).toMatch(/^warning: .*unless it is done, which no preview can see:\n/);
  });

  it("has no number to buy in it as soon as the account lives that may have it, and of the rest what is still to be made", async () => {
    expect(await stepsAfter(all)).toEqual([`1. ${emergency}`]);
    expect(await stepsAfter(all.filter((name) => name !== "acme/home"))).toEqual([`1. ${emergency}`, `2. ${email("home")}`]);
  });

  it("is still said while the number is to be bought, and asks for toBuy to be taken out", async () => {
    expect(await stepsAfter(all, [{ number: NUMBER, toBuy: true }])).toEqual([
      `1. Buy ${NUMBER} for this customer: numbers are bought when there is a bundle. When it is bought, take toBuy out.`,
      `2. ${emergency}`,
      `3. ${email("office, home")}`,
      `4. ${logins}`,
    ]);
  });

  it("is not said any more when the first number is there", async () => {
    expect(await stepsAfter([...all, `acme/${NUMBER}`])).toEqual([]);
    expect(said).toEqual([]);
  });

  it("is said later for what is new alone", async () => {
    const before = all.filter((name) => name !== "acme/home");
    expect(await stepsAfter([...before, `acme/${NUMBER}`])).toEqual([`1. ${email("home")}`]);
    const second = await stepsAfter([...all, `acme/${NUMBER}`], [NUMBER, { number: "+441632960102", toBuy: true }]);
    expect(second).toEqual([expect.stringContaining("1. Buy +441632960102"), expect.stringContaining("2. Give +441632960102")]);
  });

  it("is said of a customer without numbers until its parts are there", async () => {
    expect(await stepsAfter([], [])).toEqual([`1. ${email("office, home")}`, `2. ${logins}`]);
    expect(await stepsAfter(all, [])).toEqual([]);
  });
});
