import { refuseIgnored } from "../../provider/hosts/dynamic/ignored";
import { ignoredInVain, ignoredWarnings } from "../../provider/hosts/dynamic/ignoredInVain";
import { valueOf } from "../../provider/hosts/dynamic/marks";
import { registry } from "../../provider/kinds/registry";
import * as pulumi from "@pulumi/pulumi";

const user = (name: string) => ({ name, email: "a@example.com" });
const args = { users: [user("acme.api"), user("shop")] };
const properties = {
  users: { "acme.api": { email: "a@example.com" }, shop: { email: "a@example.com" } },
  addresses: [{ city: "London" }],
  flow: { menu: { module: "pressextension", next: { 1: "end", 2: "end" } }, "after.hours": { next: "end" }, known: { patterns: ["^44"] } },
  later: pulumi.output({ a: { b: 1 } }),
  phone: "+44",
};
const forms = { users: { entries: "users", key: "name" }, flow: { entries: "steps" } };
const ignoring = (...paths: string[]) => ({ kind: "SubReseller", name: "acme", args, properties, paths, forms });

/** What the refusal says of one path. */
function said(path: string): string {
  try {
    refuseIgnored(ignoring(path));
    return "";
  } catch (error) {
    expect(pulumi.RunError.isInstance(error)).toBe(true);
    return (error as Error).message.split("\n").slice(1).join("\n").trim();
  }
}

describe("a path of ignoreChanges", () => {
  it.each([
    "users",
    "users.shop",
    'users["acme.api"].email',
    'users["*"].email',
    "users[*].email",
    'users["gone"].email',
    "users.gone.email",
    "addresses[0].city",
    "addresses[9].city",
    "addresses[*].city",
    "flow.menu.next.2",
    'flow.menu.next["2"]',
    'flow["after.hours"].next',
    "flow.known.patterns[0]",
    "flow[*].next",
    "later.a[0]",
    "later[0]",
    "phone.x",
    "nothing[0].of.this",
    "*",
    '["phone"]',
    "__provider",
  ])("is let through where it may ignore something: %s", (path) => {
    expect(said(path)).toBe("");
  });

  it.each([
    ["users[0]", 'the engine has users by name. Write users["acme.api"], or users[*] for all.'],
    ["users[1].email", "the engine has users by name. Write users.shop.email, or users[*].email for all."],
    ["users[7].email", 'the engine has users by name. Write users["<name>"].email, or users[*].email for all.'],
    ["users.acme.api.email", 'The name acme.api has dots. Write users["acme.api"].email.'],
    ["flow[0].next", 'the engine has steps by name. Write flow["<name>"].next, or flow[*].next for all.'],
    ["flow.menu.next[2]", '2 is a name there, and no place in a list. Write flow.menu.next["2"].'],
    ["flow[*].next[2]", '2 is a name there, and no place in a list. Write flow[*].next["2"].'],
    ["flow.after.hours.next", 'The name after.hours has dots. Write flow["after.hours"].next.'],
    ["addresses.0.city", "addresses is a list. Write addresses[0].city."],
    ["addresses.city", "addresses is a list. Write addresses[*].city."],
    ["users.0.email", 'the engine has users by name. Write users["acme.api"].email, or users[*].email for all.'],
    ["addresses.London.city", "addresses is a list. Write addresses[*].city."],
    ["users[first].email", "is no path."],
    ["users.", "is no path."],
    ['users["shop', "is no path."],
    ["", "is no path."],
  ])("is refused where it ignores nothing, with the one to write: %s", (path, reason) => {
    expect(said(path)).toContain(`${path}: ${reason}`);
  });

  it("is one of several that are refused at once", () => {
    expect(() => refuseIgnored(ignoring("users[0]", "phone", "addresses.0"))).toThrow(
      /^SubReseller "acme": ignoreChanges has paths that ignore nothing:\n {2}users\[0\]: .*\n {2}addresses\.0: .*$/,
    );
  });

  it("is refused by its index also where the values come later", () => {
    const later = { ...ignoring("users[0].email"), args: { users: pulumi.output([]) }, properties: { users: pulumi.output({}) } };
    expect(() => refuseIgnored(later)).toThrow('Write users["<name>"].email, or users[*].email for all.');
  });

  it("is warned of where it begins with no argument, which options that kinds share may do", () => {
    const known = { names: ["users", "phone", "contactName"], schema: undefined, forms };
    expect(ignoredInVain(ignoring("user[0].email", "phone", "*", "later.a", "nothing.like.it"), known)).toEqual([
      "ignoreChanges: user[0].email is no argument of SubReseller and ignores nothing; did you mean users?",
      "ignoreChanges: nothing.like.it is no argument of SubReseller and ignores nothing",
    ]);
  });
});

describe("a path of ignoreChanges that leads to nothing now", () => {
  const kinds = {
    SubReseller: { args, properties },
    CallFlow: {
      args: {},
      properties: {
        name: "Line",
        flow: {
          menu: { module: "pressextension", duration: 10, next: { 1: "end" }, extra: { colour: "red" } },
          room: { module: "conference", pin: pulumi.secret("1234") },
          odd: { module: "unheardOf", key: 1 },
          end: { module: "busy" },
        },
      },
    },
  };
  type Told = keyof typeof kinds;
  const known = (kind: Told) => ({ names: Object.keys(registry[kind].fields), schema: registry[kind].schema, forms });
  const warned = (kind: Told, path: string, given: { args: object; properties: object } = kinds[kind]) =>
    valueOf(ignoredWarnings({ kind, name: "it", paths: [path], forms, ...given }, known(kind)));

  const cases: [Told, string, string][] = [
    ["SubReseller", "phone.x", "phone is one value, with nothing in it. Write phone."],
    ["SubReseller", "contactName.x", "contactName is one value, with nothing in it. Write contactName."],
    ["SubReseller", "users.email", 'there is no "email" in users; did you mean users[*].email, that of all?'],
    ["SubReseller", "users.shop.pasword", "pasword is no key there; did you mean users.shop.password?"],
    ["SubReseller", 'users["nobody"].password', 'there is no "nobody" in users.'],
    ["SubReseller", "users.shpo.password", 'there is no "shpo" in users; did you mean users.shop.password?'],
    ["SubReseller", "users[*].pasword", "pasword is no key there; did you mean users[*].password?"],
    ["SubReseller", "addresses[7].city", "addresses has 1 now, the first of them at [0]."],
    ["SubReseller", "addresses[0].ciyt", "ciyt is no key there; did you mean addresses[0].city?"],
    ["CallFlow", "flow.menu.durration", "durration is no key there; did you mean flow.menu.duration?"],
    ["CallFlow", "flow.menu.colour", "Write flow.menu.extra.colour."],
    ["CallFlow", "flow.menue.duration", 'there is no "menue" in flow; did you mean flow.menu.duration?'],
    ["CallFlow", "flow.steps.room.pin", 'there is no "steps" in flow; did you mean flow.room.pin?'],
    ["CallFlow", "flow.0.duration", 'there is no "0" in flow.'],
    ["CallFlow", "flow.room.pin.x", "flow.room.pin is one value, with nothing in it. Write flow.room.pin."],
  ];

  it.each(cases)("is warned of, with the nearest that does: %s %s", async (kind, path, reason) => {
    expect(await warned(kind, path)).toEqual([`ignoreChanges: ${path} ignores nothing now: ${reason}`]);
  });

  it.each(cases)("is warned of where the arguments come later: %s %s", async (kind, path, reason) => {
    const { args: given, properties: all } = kinds[kind];
    const later = (object: object) =>
      Object.fromEntries(Object.entries(object).map(([name, value]: [string, unknown]) => [name, pulumi.output(Promise.resolve(value))]));
    expect(await warned(kind, path, { args: later(given), properties: later(all) })).toEqual([
      `ignoreChanges: ${path} ignores nothing now: ${reason}`,
    ]);
  });

  it("is warned of by its form where the arguments come later", async () => {
    const flow = pulumi.output({ menu: { module: "pressextension", next: { 1: "end" } }, "a.b": { module: "busy" } });
    const warnedOf = (path: string) => warned("CallFlow", path, { args: {}, properties: { flow } });
    expect(await warnedOf("flow.menu.next[1]")).toEqual([expect.stringContaining('Write flow.menu.next["1"].')]);
    expect(await warnedOf("flow.a.b.duration")).toEqual([expect.stringContaining('Write flow["a.b"].duration.')]);
  });

  it.each<[Told, string]>([
    ["SubReseller", "users[*].password"],
    ["SubReseller", "users.shop.roleId"],
    ["SubReseller", 'users["gone"]'],
    ["CallFlow", "flow.gone"],
    ["SubReseller", "addresses[*].streetTwo"],
    ["SubReseller", "storeFront"],
    ["CallFlow", "flow.menu.next.9"],
    ["CallFlow", "flow.menu.extra.other"],
    ["CallFlow", "flow.odd.anything"],
    ["CallFlow", "flow[*].duration"],
  ])("is not: %s %s", async (kind, path) => {
    expect(await warned(kind, path)).toEqual([]);
  });

  it("is not judged beyond what is not known yet", async () => {
    const flow = { menu: { module: "pressextension", next: pulumi.unknown }, room: pulumi.unknown };
    expect(await warned("CallFlow", "flow.room.pinn", { args: {}, properties: { flow } })).toEqual([]);
    expect(await warned("CallFlow", "flow.menu.next.x.y", { args: {}, properties: { flow } })).toEqual([]);
    expect(await warned("CallFlow", "flow.menu.durration", { args: {}, properties: { flow } })).toHaveLength(1);
  });
});
