import { join } from "node:path";
import { account, customerFiles, flows, steps, user } from "./support";

const { folder, given, read, faultsOf, faults } = customerFiles();

describe("customers in files", () => {
  it("are read by the names of their files, with what Customer takes", () => {
    given({
      "customers/acme.yaml": account + user,
      "customers/globex.yml": account,
      "customers/birch.yaml": account,
      "customers/.hidden.yaml": "",
    });
    expect(read()).toEqual({
      acme: { customer: { contactName: "Acme" }, users: { anna: { extension: 1001 } } },
      birch: { customer: { contactName: "Acme" } },
    });
    expect(Object.keys(read("*/globex.yml"))).toEqual(["globex"]);
    expect(Object.keys(read("customers/b*ch.yaml"))).toEqual(["birch"]);
  });

  it("are refused if no file fits, so that a slip of the pattern deletes no customer", () => {
    given({ "customers/acme.yaml": account });
    expect(faultsOf("customer/*.yaml")).toEqual([`customer/*.yaml:0: : there is no such file in ${folder()}`]);
    expect(() => read("customer/*.yaml")).toThrow("1 finding.\n  customer/*.yaml: there is no such file in ");
  });

  it("are refused for what all users share as for what one has", () => {
    const where = `customers/acme.yaml:3: timezone: must be a time zone of the IANA database, such as Europe/London`;
    expect(faults(`${account}${user}timezone: Europe/Londn\ncountryCode: 44\n`)).toEqual([
      where,
      "customers/acme.yaml:4: countryCode: must be text, in quotes where it looks like a number, and is a number",
    ]);
  });

  it("have countries by the two capital letters of their code, of all users and of one", () => {
    const reason = "must be the two capital letters of an ISO 3166 code, such as GB";
    expect(faults(`${account}countryCode: GBX\nusers: { anna: { extension: 1001, countryCode: gb } }\n`)).toEqual([
      `customers/acme.yaml:2: countryCode: ${reason}`,
      `customers/acme.yaml:3: users.anna.countryCode: ${reason}`,
    ]);
    expect(faults(`${account}countryCode: IE\nusers: { anna: { extension: 1001, countryCode: GB } }\n`)).toEqual([]);
  });

  it("are refused with every fault of every file at once, each with its line", () => {
    given({ "customers/a.yaml": `${account}users:\n  anna: { extensoin: 1001 }\n`, "customers/b.yaml": "customer: {}\n" });
    expect(faultsOf()).toEqual([
      "customers/a.yaml:3: users.anna.extension: is required",
      "customers/a.yaml:3: users.anna.extensoin: is not an argument of a SipUser; did you mean extension?",
      "customers/b.yaml:1: customer.contactName: is required",
    ]);
    expect(() => read()).toThrow("Cannot read the customers, and nothing was sent: 3 findings.\n  customers/a.yaml:3:");
  });

  it("may be no YAML, which the finding places where it is", () => {
    expect(faults(`${account}users:\n  anna: {\n`)[0]).toMatch(/^customers\/acme\.yaml:\d: : is no YAML: /);
    expect(faults("- a\n")).toEqual(["customers/acme.yaml:0: : must hold a map, such as customer: and users:"]);
  });

  it("have no place for what stands nowhere, and the finding names the file alone", () => {
    expect(faults("users: {}\n")).toEqual([
      "customers/acme.yaml:0: customer: is required: the arguments of a SubReseller, or the uuid of one that lives",
    ]);
    expect(() => read()).toThrow("\n  customers/acme.yaml: customer: is required");
  });

  it("may have a key twice, which hides no other finding", () => {
    expect(faults(`${account}users:\n  anna: { extension: 1001 }\n  anna: { extension: 1001, extension: 1002 }\ngrups: {}\n`)).toEqual([
      "customers/acme.yaml:4: users.anna: is written twice, first in line 3; take one out",
      "customers/acme.yaml:4: users.anna.extension: is written twice, first in line 4; take one out",
      "customers/acme.yaml:5: grups: is not an argument of a Customer; did you mean groups?",
    ]);
  });

  it("get no guess between names of one letter, of which each is a letter from every other", () => {
    expect(faults(`${account}groups: { a: { extension: 600 } }\nusers: { anna: { extension: 1001, groups: [b] } }\n`)).toEqual([
      'customers/acme.yaml:3: users.anna.groups.0: no group is called "b"; there is a',
    ]);
  });

  it("name their parts, and a name that nothing has is found where it stands", () => {
    expect(faults(`${account}${user}groups:\n  sales:\n    extension: 600\n    members: [anna, ana]\n`)).toEqual([
      'customers/acme.yaml:6: groups.sales.members.1: no user is called "ana"; did you mean anna?',
    ]);
    expect(faults(`${account}users: { anna: { extension: 1001, groups: [sales] } }\n`)).toEqual([
      'customers/acme.yaml:2: users.anna.groups.0: no group is called "sales"; there is none',
    ]);
    const ringing =
      "{ start: { module: start, next: ring }, ring: { module: extension, extensions: [{ type: huntgroup, uuid: anna }], noanswer: end }, end: { module: busy } }";
    expect(faults(`${account}${user}flows:\n  main:\n    extension: 500\n    flow: ${ringing}\n`)).toEqual([
      'customers/acme.yaml:6: flows.main.flow.ring.extensions.0.uuid: no group is called "anna"; there is none',
    ]);
  });

  it("are answered by main and closed to closed unless they say otherwise", () => {
    expect(faults(`${account}numbers: ["+441632960101"]\n`)).toEqual([
      'customers/acme.yaml:2: numbers.0: leaves callFlow to its default main, and no flow is called "main"; there is none. Write callFlow, or declare flows.main',
    ]);
    expect(faults(`${account}${flows}numbers:\n  - number: "+441632960101"\n    outOfHours: mein\n`)).toEqual([
      'customers/acme.yaml:5: numbers.0.outOfHours: no hours are called "mein"; there is none',
    ]);
    expect(faults(`${account}numbers:\n  - number: "+441632960101"\n    callFlow: mian\n`)).toEqual([
      'customers/acme.yaml:4: numbers.0.callFlow: no flow is called "mian"; there is none',
    ]);
    expect(faults(`${account}hours: { main: { open: { mon-sun: open } } }\n`)).toEqual([
      'customers/acme.yaml:2: hours.main: leaves closed to its default closed, and no flow is called "closed"; there is none. Write closed, or declare flows.closed',
    ]);
    expect(faults(`${account}${flows}hours: { main: { open: { mon-sun: open } } }\nnumbers: ["+441632960101"]\n`)).toEqual([]);
  });

  it("have each extension and each number but once, over all files for numbers", () => {
    expect(faults(`${account}${user}groups: { sales: { extension: 1001 } }\n`)).toEqual([
      "customers/acme.yaml:3: groups.sales.extension: is 1001, as users.anna.extension is; a customer has each number once",
    ]);
    const numbered = `${account}${flows}numbers: ["+441632960101"]\n`;
    expect(faults(numbered, { "customers/birch.yaml": numbered })).toEqual([
      "customers/birch.yaml:3: numbers.0: +441632960101 is a number of acme, too",
    ]);
  });

  it("need quotes around numbers, which YAML would take the plus from", () => {
    expect(faults(`${account}${flows}numbers: [+441632960101]\n`)).toEqual([
      'customers/acme.yaml:3: numbers.0: must be a text in E.164 form, in quotes: "+441632960123", or the arguments of a PhoneNumber',
    ]);
    expect(faults("customer: { contactName: Acme, phone: +441632960101 }\n")).toEqual([
      "customers/acme.yaml:1: customer.phone: must be text, in quotes where it looks like a number, and is a number",
    ]);
  });

  it("have no secret in clear, and no finding that shows one", () => {
    const logins = "users: [{ name: acme_api, email: api@acme.example, roleId: 1, password: hunter2 }]";
    const found = faults(
      [
        `customer: { contactName: Acme, ${logins} }`,
        "users: { anna: { extension: 1001, userPassword: hunter2 } }",
        "mailboxes: { office: { password: 4711 } }",
        'flows: { main: { extension: 500, flow: { start: { module: start, next: room }, room: { module: conference, pin: "4711" } } } }',
      ].join("\n"),
    );
    expect(found.map((fault) => fault.split(" must ")[0])).toEqual([
      "customers/acme.yaml:1: customer.users.0.password:",
      "customers/acme.yaml:2: users.anna.userPassword:",
      "customers/acme.yaml:3: mailboxes.office.password:",
      "customers/acme.yaml:4: flows.main.flow.room.pin:",
    ]);
    expect(found.join("\n")).not.toMatch(/hunter2|4711/);
    expect(found[0]).toContain("must not stand in a file: write { config: name }, and pulumi config set --secret name; or leave it out");
    expect(faults(`${account}users: { anna: { extension: 1001, userPassword: { config: annaPassword } } }\n`)).toEqual([]);
  });

  it("have flows and hours that are checked with their lines", () => {
    expect(
      faults(
        `${account}flows:\n  main:\n    extension: 500\n    flow:\n      start: { module: start, next: ent }\n      end: { module: busy }\n`,
      )[0],
    ).toMatch(/^customers\/acme\.yaml:6: flows\.main\.flow\.start\.next: /);
    const police = (module: string) =>
      faults(
        `${account}flows:\n  main:\n    extension: 500\n    flow:\n      start: { module: start, next: police }\n      police: { module: ${module}, mailboxes: [] }\n`,
      );
    expect(police("voicemial")).toEqual([
      'customers/acme.yaml:7: flows.main.flow.police.module: Step "police" has the undocumented module "voicemial". Did you mean "voicemail"?',
    ]);
    expect(police("place_call_into_queue")).toEqual([]);
    expect(police("police")).toEqual([
      'customers/acme.yaml:7: flows.main.flow.police.module: is no documented module: "police". Documented are start, recording, play, musiconhold, calleridmatch, extension, pressextension, dialbyextension, busy, voicemail, conference, Trunk, fax. One that the API has and the documents do not is written { undocumented: "police" }.',
    ]);
    expect(police("press")[0]).toContain('"press". Did you mean "pressextension"?');
    const hours = (open: string, exceptions = "[]") =>
      `${account}${flows}hours:\n  main:\n    open: ${open}\n    exceptions: ${exceptions}\n`;
    expect(faults(hours("{ mon-fri: 9-17, sat-sun: closed }"))).toEqual([
      'customers/acme.yaml:5: hours.main.open.mon-fri: "9-17" is no time of a day. Write 9:00-17:30, or "open" or "closed" for the whole day.',
    ]);
    expect(faults(hours("{ mon-fri: 9:00-17:00 }"))).toEqual([
      'customers/acme.yaml:5: hours.main.open: sat, sun: not named. Write "closed" for a day that is not open.',
    ]);
    expect(faults(hours("{ mon-sun: open }", "[25 December, { startDate: 2026-12-25 }]"))).toEqual([
      'customers/acme.yaml:6: hours.main.exceptions.0: must be a day such as "2026-12-25"',
      "customers/acme.yaml:6: hours.main.exceptions.1.endDate: is required",
    ]);
    expect(faults(hours("{ mon-sun: open }", '["2026-02-30"]'))[0]).toMatch(/^customers\/acme\.yaml:6: hours\.main\.exceptions\.0: /);
  });

  it("may have steps and entries that the documents do not know, said to be meant, and one finding for each that is not", () => {
    const ringing = (module: string, type: string) =>
      faults(`${account}${user}flows:
  main:
    extension: 500
    flow:
      start: { module: start, next: hold }
      hold: { module: ${module}, tone: high }
      ring: { module: extension, extensions: [{ type: ${type}, uuid: bell }], noanswer: end, durration: 3 }
      end: { modul: busy }
`);
    expect(ringing("teleport", "telepathy").map((fault) => fault.split(/[.;] /)[0])).toEqual([
      'customers/acme.yaml:8: flows.main.flow.hold.module: is no documented module: "teleport"',
      'customers/acme.yaml:9: flows.main.flow.ring.extensions.0.type: is no documented type of entry: "telepathy"',
      'customers/acme.yaml:9: flows.main.flow.ring.durration: Step "ring" has the undocumented key "durration"',
      'customers/acme.yaml:10: flows.main.flow.end.module: Step "end" says no module',
    ]);
    given({
      "customers/acme.yaml": `${account}flows:
  main:
    extension: 500
    flow:
      start: { module: start, next: ring }
      ring: { module: extension, extensions: [{ type: { undocumented: telepathy }, uuid: bell }], noanswer: hold }
      hold: { module: { undocumented: teleport }, tone: high }
`,
    });
    expect(read()["acme"]?.["flows"]?.["main"]).toEqual({
      extension: 500,
      flow: {
        start: { module: "start", next: "ring" },
        ring: { module: "extension", extensions: [{ type: "telepathy", uuid: "bell" }], noanswer: "hold" },
        hold: { module: "teleport", tone: "high" },
      },
    });
  });

  it("have sounds whose files are looked for from the customer's file", () => {
    given({ "customers/sounds/hello.wav": "RIFF" });
    expect(faults(`${account}sounds: { hello: sounds/hello.wav, bye: sounds/bye.wav }\n`)).toEqual([
      "customers/acme.yaml:2: sounds.bye: there is no file sounds/bye.wav beside it",
    ]);
    given({ "customers/acme.yaml": `${account}sounds: { hello: sounds/hello.wav, again: { content: sounds/hello.wav } }\n` });
    const path = join(folder(), "customers/sounds/hello.wav");
    expect(read()["acme"]?.["sounds"]).toEqual({ hello: path, again: { content: path } });
  });
});

describe("templates of flows and hours", () => {
  const shared = `flows:
  reception:
    extension: 500
    flow:
      start: { module: start, next: ring }
      ring: { module: extension, extensions: [{ type: huntgroup, uuid: everybody }], noanswer: end }
      end: { module: voicemail, mailboxes: [messages] }
hours:
  office:
    open: { mon-sun: 9:00-17:00 }
    exceptions: ["2026-12-25", { startDate: 2026-12-24, endDate: 2026-12-24, endTime: "12:00:00", callFlow: closed }]
`;
  const parts = "groups: { sales: { extension: 600 } }\nmailboxes: { box: {} }\n";
  const named = (extra = "") =>
    `${account}${parts}flows:\n  main: { template: reception, with: { everybody: sales, messages: box }${extra} }\n`;

  it("are shared by customers, each with its own names, and what a customer says itself goes before", () => {
    given({
      "customers/templates/shared.yaml": shared,
      "customers/acme.yaml": `${named(", extension: 510")}  night: { extension: 501, flow: ${steps} }\nhours: { main: { template: office, closed: night, with: { closed: night } } }\n`,
    });
    const { flows: made, hours } = read()["acme"]!;
    expect(made?.["main"]).toEqual({
      extension: 510,
      flow: {
        start: { module: "start", next: "ring" },
        ring: { module: "extension", extensions: [{ type: "huntgroup", uuid: "sales" }], noanswer: "end" },
        end: { module: "voicemail", mailboxes: ["box"] },
      },
    });
    expect(hours?.["main"]).toEqual({
      open: { "mon-sun": "9:00-17:00" },
      closed: "night",
      exceptions: ["2026-12-25", { startDate: "2026-12-24", endDate: "2026-12-24", endTime: "12:00:00", callFlow: "night" }],
    });
  });

  it("that nobody has written are found, and names that a template does not have", () => {
    given({ "customers/templates/shared.yaml": shared });
    expect(faults(named().replace("reception", "recption"))).toEqual([
      'customers/acme.yaml:5: flows.main.template: no template of flows is called "recption"; did you mean reception?',
    ]);
    expect(faults(named().replace("everybody", "everbody"))).toEqual([
      'customers/acme.yaml:5: flows.main.with.everbody: the template names no part "everbody"; did you mean everybody?',
      'customers/templates/shared.yaml:6: flows.main.flow.ring.extensions.0.uuid: no group is called "everybody"; there is sales',
    ]);
  });

  it("have their faults told where they stand: in the file of the template", () => {
    const wrong = shared.replace("next: ring", "next: rong");
    expect(faults(named(), { "customers/templates/shared.yaml": wrong })[0]).toMatch(
      /^customers\/templates\/shared\.yaml:5: flows\.main\.flow\.start\.next: /,
    );
    expect(faults(named(), { "customers/templates/shared.yaml": "flows: {\n" }).map((fault) => fault.split(": ")[2])).toEqual([
      expect.stringContaining("is no YAML"),
    ]);
    expect(faults(account, { "customers/templates/shared.yaml": `${shared}users: {}\n` })).toEqual([
      "customers/templates/shared.yaml:12: users: is no section of templates: write flows and hours, each a map by name",
    ]);
  });
});
