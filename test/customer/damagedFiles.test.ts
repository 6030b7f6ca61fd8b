import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { account, customerFiles, flows } from "./support";

const { folder, given, read, faultsOf, faults } = customerFiles();

/** As a program writes it that takes each character for a byte. */
const windows = (text: string): Uint8Array => Buffer.from(text, "latin1");

describe("files that are not UTF-8", () => {
  it("are refused with the first line that is not, a table by what the spreadsheet calls it", () => {
    expect(faults(windows(`${account}users:\n  anna: { extension: 1001, displayName: Zoë }\n`))).toEqual([
      "customers/acme.yaml:3: : is not UTF-8; save it as UTF-8",
    ]);
    const table = "name,extension,displayName\nanna,1001,Anna\nzoe,1002,Zoë\n";
    const acme = `${account}users: people.csv\n`;
    expect(faults(acme, { "customers/people.csv": windows(table) })).toEqual([
      "customers/people.csv:3: users: is not UTF-8; save it as CSV UTF-8",
    ]);
    expect(faults(acme, { "customers/people.csv": Buffer.from(`\ufeff${table}`, "utf16le") })).toEqual([
      "customers/people.csv:1: users: is not UTF-8; save it as CSV UTF-8",
    ]);
    expect(faults(`\ufeff${acme}`, { "customers/people.csv": `\ufeff${table}` })).toEqual([]);
    expect(read()["acme"]?.["users"]?.["zoe"]).toEqual({ extension: 1002, displayName: "Zoë" });
  });
});

describe("aliases in customers' files", () => {
  const unknown = "is an alias (*) of an anchor (&) that no line before it has; a text that begins with * needs quotation marks";
  const many = (count: number): string =>
    Array.from({ length: count }, (_, index) => `, u${index}: { extension: ${2000 + index}, groups: *all }`).join("");
  const grouped = (users: string) =>
    `${account}groups: { sales: { extension: 600 } }\nusers: { anna: { extension: 1001, groups: &all [sales] }${users} }\n`;

  it("may use one anchor often, and not so often that a small file is data without end", () => {
    expect(faults(grouped(many(150)))).toEqual([]);
    expect(read()["acme"]?.["users"]?.["u149"]).toEqual({ extension: 2149, groups: ["sales"] });
    const levels = Array.from({ length: 6 }, (_, level) => `l${level + 1}: &l${level + 1} [${Array(10).fill(`*l${level}`).join(", ")}]`);
    expect(faults(`l0: &l0 [a]\n${levels.join("\n")}\n`)).toEqual([
      "customers/acme.yaml:0: : its aliases bring in more than 10000 copies of one anchor; write out what most of them mean, or use a template",
    ]);
  });

  it("that name no anchor, or what they stand in, are found where they stand, and hide no other fault", () => {
    const text = `${account}${flows}grups: {}
users:
  anna: { extension: 1001, groups: *al }
  bo: { extension: &bo 1002, groups: &all [sales, *all] }
  cy: { extension: *bo, groups: *all }
groups:
  sales: { extension: *nobody, members: [*later, anna] }
later: &later anna
`;
    expect(faults(text)).toEqual([
      "customers/acme.yaml:3: grups: is not an argument of a Customer; did you mean groups?",
      `customers/acme.yaml:5: users.anna.groups: ${unknown}`,
      "customers/acme.yaml:6: users.bo.groups.1: *all stands within &all, which it means; take it out",
      "customers/acme.yaml:7: users.cy.extension: is 1002, as users.bo.extension is; a customer has each number once",
      `customers/acme.yaml:9: groups.sales.extension: ${unknown}`,
      `customers/acme.yaml:9: groups.sales.members.0: ${unknown}`,
      "customers/acme.yaml:10: later: is not an argument of a Customer",
    ]);
    expect(faults(`${account}&all users: {}\ngroups: *alll\n`)).toEqual([`customers/acme.yaml:3: groups: ${unknown}`]);
  });

  it("are found once in a template, and its customers are not blamed for them", () => {
    const flow = "{ start: { module: start, next: *nope }, end: { module: busy } }";
    given({ "customers/templates/shared.yaml": `flows:\n  reception: { extension: 500, flow: ${flow} }\n  night: *nowhere\n` });
    expect(faults(`${account}flows: { main: { template: reception }, closed: { template: night } }\n`)).toEqual([
      `customers/templates/shared.yaml:2: flows.reception.flow.start.next: ${unknown}`,
      `customers/templates/shared.yaml:3: flows.night: ${unknown}`,
    ]);
  });

  it("bring in no keys, because a merge key is not taken", () => {
    const merged = (key: string) => faults(`${account}users:\n  anna: &one { extension: 1001 }\n  bo: { ${key}: *one, extension: 1002 }\n`);
    expect(merged("<<")).toEqual([
      "customers/acme.yaml:4: users.bo.<<: is a merge key of YAML, which is not taken; write out what it would bring in, or share flows and hours by a template",
    ]);
    expect(merged('"<<"')).toEqual(["customers/acme.yaml:4: users.bo.<<: is not an argument of a SipUser"]);
  });
});

describe("a password that breaks the file in which it stands", () => {
  const users = (password: string) => `${account}users: { anna: { extension: 1001, userPassword: ${password} } }\n`;

  it.each([
    ["an alias", "*Hunter2", "is an alias (*)"],
    ["an alias beside an anchor", "&Hunter2 x }, bo: { extension: 1002, userPassword: *Hunter3", "is an alias (*)"],
    ["a tag", "!a!Hunter2", "a tag (!) that nobody knows"],
    ["an escape", '"\\Hunter2"', "a backslash in double quotation marks"],
    ["what stands behind a text", "'x' Hunter2", "customers/acme.yaml:2: "],
    ["a reserved sign", "@Hunter2", "customers/acme.yaml:2: "],
  ])("as %s is repeated by no finding", (_what, password, words) => {
    const found = faults(users(password));
    expect(found.join("\n")).toContain(words);
    expect(found.join("\n")).not.toMatch(/Hunter|\\H/);
  });

  it("as the head of a block is repeated by no finding", () => {
    const found = faults(`${account}users:\n  anna:\n    extension: 1001\n    userPassword: |Hunter2\n`);
    expect(found[0]).toMatch(/^customers\/acme\.yaml:5: : is no YAML: /);
    expect(found.join("\n")).not.toContain("Hunter");
  });

  const table = (text: string) => faults(`${account}users: people.csv\n`, { "customers/people.csv": text });
  const columns = "name,extension,userPassword\n";

  it.each([
    ["a quotation mark within it", 'anna,1001,Hunt"er2\n', "a cell has a quotation mark and does not begin with one"],
    ["a quotation mark within it and around it", 'anna,1001,"Hunt"er2"\n', "a cell goes on after the quotation mark that ends it"],
    ["a quotation mark at its beginning alone", 'anna,1001,"Hunter2\n', "a cell begins with a quotation mark that nothing ends"],
  ])("in a table, by %s, is repeated by no finding", (_what, line, words) => {
    const found = table(`${columns}${line}`);
    expect(found[0]).toMatch(/^customers\/people\.csv:[23]: users: is no table: /);
    expect(found[0]).toContain(words);
    expect(found.join("\n")).not.toMatch(/Hunt|er2/);
  });

  it("in a table without names of columns is not taken for one", () => {
    expect(table("anna,1001,Hunter2\n")).toEqual(["customers/people.csv:1: users: has no column name, by which users are told apart"]);
  });
});

describe("what is no file", () => {
  it("is told as a finding, as customers, table, sound and templates", () => {
    given({ "customers/templates/shared.yaml": "flows: {}\n", "customers/empty/note.txt": "" });
    expect(faults(`${account}users: ""\n`)).toEqual([
      "customers/acme.yaml:2: users: must be a map of users by name, or the path of a table",
    ]);
    expect(faults(`${account}users: templates\nsounds: { hello: templates }\n`)).toEqual([
      "customers/acme.yaml:2: users: there is no file templates beside it",
      "customers/acme.yaml:3: sounds.hello: there is no file templates beside it",
    ]);
    expect(faultsOf("customers")).toEqual(["customers:0: : is a folder; name the files in it, such as customers/*.yaml"]);
    expect(faultsOf("customers/acme.yaml/*.yaml")).toEqual([`customers/acme.yaml/*.yaml:0: : there is no such file in ${folder()}`]);
    given({ "customers/acme.yaml": account });
    expect(faultsOf("customers/*.yaml", { templates: "customers/templates/" })).toEqual([
      "customers/templates/:0: : is a folder; name the files in it, such as customers/templates/*.yaml",
    ]);
    symlinkSync("empty", join(folder(), "customers/linked.yaml"));
    expect(Object.keys(read())).toEqual(["acme"]);
  });
});

describe("what two have", () => {
  it("is refused of columns of a table", () => {
    const table = "name,extension,displayName,extension,displayName,displayName\nanna,1001,Anna,1002,Ann,A\n";
    expect(faults(`${account}users: people.csv\n`, { "customers/people.csv": table })).toEqual([
      'customers/people.csv:1: users: has the column "extension" twice; take one out',
      'customers/people.csv:1: users: has the column "displayName" twice; take one out',
    ]);
  });

  it("is refused of accounts by one name", () => {
    const named = (name: string) => `customer:\n  contactName: Acme\n  name: ${name}\n`;
    expect(faults(named("acme_1"), { "customers/birch.yaml": named("acme_1"), "customers/cedar.yaml": named("cedar_1") })).toEqual([
      'customers/birch.yaml:3: customer.name: "acme_1" is the account of acme, too; give each customer its own, or leave it out',
    ]);
  });

  it("is refused of groups that a user cannot join, because the customer does not make them", () => {
    const lives = "0c0ffee0-0000-4000-8000-000000000000";
    const given = `groups: { sales: { extension: 600 }, lives: ${lives} }\n`;
    expect(
      faults(
        `${account}${given}users: { anna: { extension: 1001, groups: [sales, lives, ${lives}, 5] }, bo: { extension: 1002, groups: sales } }\n`,
      ),
    ).toEqual([
      "customers/acme.yaml:3: users.anna.groups.1: the customer does not make this group; name anna in its members, where it is made",
      "customers/acme.yaml:3: users.anna.groups.2: the customer does not make this group; name anna in its members, where it is made",
      "customers/acme.yaml:3: users.anna.groups.3: must be the name of a group",
      "customers/acme.yaml:3: users.bo.groups: must be a list of groups, each by its name",
    ]);
  });
});
