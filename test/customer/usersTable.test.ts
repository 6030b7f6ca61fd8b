import { account, customerFiles } from "./support";

const { read, faults } = customerFiles();

describe("users in a table", () => {
  const table = (text: string) =>
    faults(`${account}groups: { sales: { extension: 600 }, office: { extension: 601 } }\nusers: people.csv\n`, {
      "customers/people.csv": text,
    });

  it("are read with numbers, yes and no, and lists as their arguments take them", () => {
    expect(
      table('name,extension,displayName,groups,callRecording,ringDuration\nanna,1001,"Anna, sales",sales office,true,\nbo,1002,007,,,20\n'),
    ).toEqual([]);
    expect(read()["acme"]?.["users"]).toEqual({
      anna: { extension: 1001, displayName: "Anna, sales", groups: ["sales", "office"], callRecording: true },
      bo: { extension: 1002, displayName: "007", ringDuration: 20 },
    });
  });

  it("have numbers as YAML writes them, and no text that might be meant as something else", () => {
    for (const extension of ["1e3", "0x3E9", "0101", "1001.0", "+1001"])
      expect(table(`name,extension\nanna,${extension}\n`)).toEqual([
        "customers/people.csv:2: users.anna.extension: must be a whole number above zero",
      ]);
    expect(table("name,extension,ringDuration,displayName\nanna,1001,0,0101\n")).toEqual([]);
    expect(read()["acme"]?.["users"]).toEqual({ anna: { extension: 1001, ringDuration: 0, displayName: "0101" } });
  });

  it("that cannot be read are not told as missing where something names them", () => {
    const naming = (text: string | Uint8Array, members = "[anna, bo]") =>
      faults(`${account}groups: { sales: { extension: 600, members: ${members} } }\nusers: people.csv\n`, { "customers/people.csv": text });
    const cells = "users: has a line with more or fewer cells than the first one";
    expect(naming("name,extention\nanna,1001\nbo,1002\n")).toEqual([
      'customers/people.csv:1: users: the column "extention" is not an argument of a user; did you mean extension?',
    ]);
    expect(naming("name,extension\nanna,1001,sales\nbo\n")).toEqual([
      `customers/people.csv:2: ${cells}`,
      `customers/people.csv:3: ${cells}`,
    ]);
    expect(naming("name,extension\nanna,1001,sales\nbo,1002\n", "[anna, ana]")).toEqual([
      'customers/acme.yaml:2: groups.sales.members.1: no user is called "ana"; did you mean anna?',
      `customers/people.csv:2: ${cells}`,
    ]);
    expect(naming("displayName,userPassword,name\nSmith, Anna,hunter2!,anna\nBo,,bo\n")).toEqual([
      "customers/people.csv:2: users: has a line with more or fewer cells than the first one",
    ]);
    for (const text of [
      "name;extension\nanna;1001\n",
      "extension\n1001\n",
      "name,name\nanna,bo\n",
      'name\n"anna\n',
      "",
      new Uint8Array([0xff]),
    ])
      expect(naming(text)).toEqual([expect.stringMatching(/^customers\/people\.csv:\d: users: /)]);
    expect(faults(`${account}groups: { sales: { extension: 600, members: [anna] } }\nusers: nobody.csv\n`)).toEqual([
      "customers/acme.yaml:3: users: there is no file nobody.csv beside it",
    ]);
  });

  it("have their faults told with the line of the table", () => {
    expect(table("name,extension,groups\nanna,1001,sales\nbo,100x,slaes\nanna,1003,\n,1004,\n")).toEqual([
      'customers/people.csv:3: users.bo.groups.0: no group is called "slaes"; did you mean sales?',
      "customers/people.csv:3: users.bo.extension: must be a whole number above zero",
      'customers/people.csv:4: users: has "anna" twice',
      "customers/people.csv:5: users: has a line without a name",
    ]);
    expect(table("name,extention\nanna,1001\n")).toEqual([
      'customers/people.csv:1: users: the column "extention" is not an argument of a user; did you mean extension?',
    ]);
    expect(table("name;extension;groups\nanna;1001;sales\n")).toEqual([
      "customers/people.csv:1: users: has its cells separated by semicolons; use commas",
    ]);
    expect(table("extension\n1001\n")).toEqual(["customers/people.csv:1: users: has no column name, by which users are told apart"]);
    expect(table("name,extension\nanna,1001,sales\nbo,1002\ncy\n")).toEqual([
      "customers/people.csv:2: users: has a line with more or fewer cells than the first one",
      "customers/people.csv:4: users: has a line with more or fewer cells than the first one",
    ]);
    expect(table('name,extension\nanna,"1001\n')[0]).toMatch(/^customers\/people\.csv:2: users: is no table: /);
    expect(table("name,extension,userPassword\nanna,1001,hunter2\n").join()).not.toContain("hunter2");
    expect(faults(`${account}users: nobody.csv\n`)).toEqual(["customers/acme.yaml:2: users: there is no file nobody.csv beside it"]);
  });
});
