import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Simulator, startSimulator } from "../../provider/simulator/index";
import { itInAll } from "../support/all";
import { settingsFor, Stack } from "../support/engine";
import { leaves } from "../support/leaves";

jest.setTimeout(240_000);

/** The paths that the page names, each with its kind. */
const documented = [
  ...readFileSync(join(resolve(__dirname, "../.."), "docs/resource-options.md"), "utf8").matchAll(/^\| `(\w+)` +\| `([^`]+)` /gm),
].map(([, kind = "", path = ""]) => ({ kind, path }));

/** By the path that ignores it, a change of the arguments. */
const changes: Record<string, Record<string, string>> = {
  SubReseller: {
    contactName: 'args.contactName = "Other"',
    users: "args.users.pop()",
    'users["acme.api"]': "args.users.shift()",
    'users["acme.api"].password': 'args.users[0].password = "other-password-1"',
    "users[*].password": 'for (const user of args.users) user.password = "other-password-1"',
    addresses: "args.addresses.pop()",
    "addresses[0].city": 'args.addresses[0].city = "Other"',
    "addresses[*].city": 'for (const address of args.addresses) address.city = "Other"',
  },
  CallFlow: {
    name: 'args.name = "Other"',
    flow: 'args.flow = { start: { module: "start", next: "end" }, end: { module: "busy" } }',
    "flow.menu": 'args.flow.menu = { module: "busy" }',
    "flow.menu.duration": "args.flow.menu.duration = 20",
    'flow.menu.next["2"]': 'args.flow.menu.next[2] = "room"',
    "flow.menu.next.2": 'args.flow.menu.next[2] = "room"',
    'flow["after hours"].next': 'args.flow["after hours"].next = "room"',
    "flow.room.pin": 'args.flow.room.pin = "4321"',
    "flow.known.patterns": 'args.flow.known.patterns = ["anonymous"]',
  },
  CallFlowContent: {
    flow: 'args.flow = { start: { module: "start", next: "end" }, end: { module: "busy" } }',
    'flow.menu.next["2"]': 'args.flow.menu.next[2] = "room"',
  },
};

const HEAD = `
const users = () => ["acme.api", "shop"].map((name) => ({ name, email: "a@example.com", roleId: 1, password: "first-password-1" }));
const addresses = () => ["London", "Leeds"].map((city) => ({ streetOne: "1 High Street", city, zip: "E1 1AA", countryCode: "GB" }));
const flow = () => ({
  start: { module: "start", next: "known" },
  known: { module: "calleridmatch", patterns: ["^44", "unavailable"], match: "menu", nomatch: "after hours" },
  menu: { module: "pressextension", duration: 10, next: { 1: "room", 2: "end", invalid: "end", timeout: "end" } },
  "after hours": { module: "musiconhold", class: "6f2b1c52-7a35-4c43-9a0e-6a1f53e0a009", next: "end" },
  room: { module: "conference", pin: "1234" },
  end: { module: "busy" },
});
const given = {
  SubReseller: () => ({ contactName: "Acme", users: users(), addresses: addresses() }),
  CallFlow: (number) => ({ name: "Line", extension: 500 + number, flow: flow() }),
};
function declare(kind, number, change, opts) {
  const args = given[kind === "SubReseller" ? kind : "CallFlow"](number);
  change(args);
  if (kind !== "CallFlowContent") return new yay[kind]("it-" + number, args, opts);
  const line = new yay.CallFlow("line-" + number, { name: "Line", extension: 500 + number, content: "separate" });
  return new yay.CallFlowContent("it-" + number, { callFlow: line.uuid, flow: args.flow }, opts);
}
`;

/** A resource for each path that the page names, as it is, or with the change that the path ignores. */
const everyPath = (how: "as it is" | "changed" | "changed and ignored") =>
  HEAD +
  documented
    .map(({ kind, path }, number) => {
      const change = how === "as it is" ? "" : (changes[kind]?.[path] ?? "throw new Error('no change')");
      const opts = how === "changed and ignored" ? JSON.stringify({ ignoreChanges: [path] }) : "{}";
      return `declare(${JSON.stringify(kind)}, ${number}, (args) => { ${change}; }, ${opts});`;
    })
    .join("\n");

const withSimulator = (run: (simulator: Simulator, stack: Stack) => Promise<void>) => async () => {
  const simulator = leaves(await startSimulator(), "what the options change is looked at, and no deletion");
  const stack = await Stack.create("", { env: settingsFor(simulator) });
  try {
    await run(simulator, stack);
  } finally {
    await stack.close();
    await simulator.close();
  }
};

describe("the paths of ignoreChanges that the page names", () => {
  it("are those that are tried here", () => {
    const tried = Object.entries(changes).flatMap(([kind, paths]) => Object.keys(paths).map((path) => ({ kind, path })));
    expect(documented).toEqual(tried);
  });

  it(
    "each ignore a change that would be one without it",
    withSimulator(async (_simulator, stack) => {
      await stack.write(everyPath("as it is"));
      await stack.must("up", "--yes", "--skip-preview");
      await stack.write(everyPath("changed"));
      expect(await stack.must("preview")).toMatch(new RegExp(`~ ${documented.length} to update`));
      await stack.write(everyPath("changed and ignored"));
      const text = await stack.must("preview", "--expect-no-changes");
      expect(text).not.toContain("ignore");
    }),
  );
});

describe("an ignored field that somebody changes", () => {
  const program = (phone: string, contactName: string) => `
new yay.SubReseller("acme", { name: "acme", contactName: "${contactName}", phone: "${phone}" }, { ignoreChanges: ["phone"] });
new yay.CallFlow("main", {
  name: "Main", extension: 501, flow: { start: { module: "start", next: "end" }, end: { module: "busy", duration: ${phone.length} } },
  showCallRouteName: ${contactName === "Acme"},
}, { ignoreChanges: ["flow"] });`;
  const endOf = (record: object) =>
    Object.values((record as { flow: Record<string, Record<string, unknown>> }).flow).find(({ module }) => module === "busy") ?? {};

  const conflicting = async (simulator: Simulator, stack: Stack) => {
    await stack.write(program("+441", "Acme"));
    await stack.must("up", "--yes", "--skip-preview");
    const [acme, main] = await Promise.all(
      ["SubReseller", "CallFlow"].map(async (kind) => (await stack.resources()).find(({ type }) => type.endsWith(kind))?.id ?? ""),
    );
    simulator.portal.edit(acme ?? "", { phone: "+449", contact_name: "Edited" });
    simulator.portal.edit(main ?? "", (record) => (endOf(record)["duration"] = 9));
    await stack.write(program("+4412", "Acme Ltd"));
    return () => {
      const customer = simulator.portal.find(acme ?? "")?.record ?? {};
      const flow = simulator.portal.find(main ?? "")?.record ?? {};
      return [customer["contact_name"], customer["phone"], Number(endOf(flow)["duration"])];
    };
  };

  it(
    "stops an update, and is kept by what the report advises while other changes are replaced",
    withSimulator(async (simulator, stack) => {
      const live = await conflicting(simulator, stack);
      const { code, text } = await stack.up("--continue-on-error");
      expect(code).not.toBe(0);
      expect(text.split("what the option ignoreChanges names is kept as it lives instead").length).toBeGreaterThan(2);
      await stack.must("up", "--refresh", "--yes", "--skip-preview");
      expect(live()).toEqual(["Acme Ltd", "+449", 9]);
    }),
  );

  itInAll(
    "is replaced by the state's value where yay:onConflict says overwrite",
    withSimulator(async (simulator, stack) => {
      const live = await conflicting(simulator, stack);
      await stack.with({ YAY_ON_CONFLICT: "overwrite" }).must("up", "--yes", "--skip-preview");
      expect(live()).toEqual(["Acme Ltd", "+441", 4]);
    }),
  );
});

describe("a path that would ignore nothing", () => {
  itInAll(
    "is refused with the path to write, all at once, and warned of where it begins with no argument",
    withSimulator(async (simulator, stack) => {
      await stack.write(
        `${HEAD}declare("SubReseller", 1, () => {}, { ignoreChanges: ["users[0].password", "addresses.0.city", "phone"] });`,
      );
      const { code, text } = await stack.run("preview");
      expect(code).not.toBe(0);
      expect(text).toContain(
        'users[0].password: the engine has users by name. Write users["acme.api"].password, or users[*].password for all.',
      );
      expect(text).toContain("addresses.0.city: addresses is a list. Write addresses[0].city.");
      expect(simulator.requests).toEqual([]);
      await stack.write(`${HEAD}declare("CallFlow", 1, () => {}, { ignoreChanges: ["flwo.menu"] });
new yay.SubReseller("later", { contactName: "Later", users: pulumi.output(users()) }, { ignoreChanges: ["users.shpo.password", "addresses[*].city"] });`);
      const warned = await stack.must("preview");
      expect(warned).toContain("ignoreChanges: flwo.menu is no argument of CallFlow and ignores nothing; did you mean flow?");
      expect(warned).toContain(
        'ignoreChanges: users.shpo.password ignores nothing now: there is no "shpo" in users; did you mean users.shop.password?',
      );
    }),
  );
});

itInAll(
  "replaceOnChanges leaves a change an update in place; --replace makes the object anew with deleteBeforeReplace, and goes on with it without",
  withSimulator(async (_simulator, stack) => {
    const upTo = async (phone: string, options: object, ...flags: string[]) => {
      await stack.write(`new yay.SubReseller("acme", { contactName: "Acme", phone: "${phone}" }, ${JSON.stringify(options)});`);
      await stack.must("up", "--yes", "--skip-preview", ...flags);
      const resources = await stack.resources();
      expect(resources).toHaveLength(1);
      return resources[0];
    };
    const made = await upTo("+441", {});
    const replacing = ["--replace", made?.urn ?? ""];
    expect((await upTo("+442", { replaceOnChanges: ["phone"] }))?.id).toBe(made?.id);
    expect((await upTo("+442", {}, ...replacing))?.id).toBe(made?.id);
    expect((await upTo("+442", { deleteBeforeReplace: true }, ...replacing))?.id).not.toBe(made?.id);
  }),
);
