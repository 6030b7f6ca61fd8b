import { ignoredInVain, refuseIgnored } from "../../provider/hosts/dynamic/ignored";
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
const ignoring = (...paths: string[]) => ({ kind: "SubReseller", name: "acme", args, properties, paths });

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
    const known = ["users", "phone", "contactName"];
    expect(ignoredInVain(ignoring("user[0].email", "phone", "*", "later.a", "nothing.like.it"), known)).toEqual([
      "ignoreChanges: user[0].email is no argument of SubReseller and ignores nothing; did you mean users?",
      "ignoreChanges: nothing.like.it is no argument of SubReseller and ignores nothing",
    ]);
  });
});
