import { facts } from "./support";

jest.setTimeout(60_000);

const source = () => import("../../tools/docs/source.mjs");
const publicNames = "provider/index.ts";

interface Described {
  readonly where: string;
  readonly text: string;
  readonly source: string | undefined;
}

/** The classes of resources that the package exports, with their arguments, what those are made of, and their outputs. */
async function surface() {
  const { members, reExports, resourceClasses, whereIs } = await source();
  const { innerMembers } = await import("../../tools/docs/arguments.mjs");
  const { classOf, describeKind } = await import("../../tools/docs/resource.mjs");
  const known = await facts();
  const names = reExports(publicNames).filter((name: string) =>
    resourceClasses(whereIs(publicNames, name) ?? publicNames).some((found) => found.name === name),
  );
  return Promise.all(
    names.map(async (name: string) => {
      const { args: argsName, argsFile, text } = classOf(name);
      const definition = known.registry[name];
      if (definition === undefined) throw new Error(`The registry has no ${name}.`);
      const kind = await describeKind(definition, known);
      const args = members(argsFile, argsName);
      const inner = args.flatMap((argument) =>
        innerMembers(kind, argument.type).map((member) => ({ ...member, name: `${argument.name}.${member.name}` })),
      );
      return { name, text, definition, args, inner, outputs: kind.outputs };
    }),
  );
}

const named = (kind: string, part: string, members: readonly { name: string; text: string; source: string | undefined }[]) =>
  members.map(({ name, text, source: from }): Described => ({ where: `${kind} ${part} ${name}`, text, source: from }));

async function described(): Promise<Described[]> {
  return (await surface()).flatMap(({ name, text, args, inner, outputs }) => [
    { where: name, text, source: undefined },
    ...named(name, "argument", [...args, ...inner]),
    ...named(name, "output", outputs),
  ]);
}

describe("docstrings of public classes", () => {
  it("cover every kind that is registered", async () => {
    expect((await surface()).map(({ name }) => name).sort()).toEqual(Object.keys((await facts()).registry).sort());
  });

  it("are there for every class, argument and output", async () => {
    expect((await described()).filter(({ text }) => text === "").map(({ where }) => where)).toEqual([]);
  });

  it("say where each argument that goes to the API is from, and how sure that is", async () => {
    const unsourced = (await surface()).flatMap(({ name, definition, args, inner }) => {
      const sent = args.filter((argument) => definition.fields[argument.name]?.facts.wire !== undefined);
      return [...sent, ...inner].filter(({ source: from }) => from === undefined).map((argument) => `${name}.${argument.name}`);
    });
    expect(unsourced).toEqual([]);
  });

  it("say where each output that the API sets is from, and how sure that is, and a guess by that word", async () => {
    const wire = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    const set = (await surface()).flatMap(({ name, definition, args, outputs }) =>
      outputs
        .filter((output) => !args.some((argument) => argument.name === output.name))
        .filter((output) => [...definition.readOnly, ...definition.known].includes(wire(output.name)))
        .map((output) => ({ ...output, name: `${name}.${output.name}` })),
    );
    expect(set.map(({ name }) => name)).toEqual(expect.arrayContaining(["SipUser.userName", "PhoneBook.password", "VoipBundle.expiresOn"]));
    expect(set.filter(({ source: from }) => from === undefined).map(({ name }) => name)).toEqual([]);
    const made = set.filter(({ name }) => /^(SipUser|PhoneBook)\./.test(name));
    expect(made.filter(({ source: from }) => !(from ?? "").includes("guess")).map(({ name }) => name)).toEqual([]);
  });

  it("are all that a page says of a kind, how sure its commands are included", async () => {
    const said = new Map((await surface()).map(({ name, text }) => [name, text]));
    for (const kind of ["HuntGroup", "Mailbox", "Sound", "SipUser", "PhoneBook"])
      expect([kind, said.get(kind)]).toEqual([kind, expect.stringMatching(/inferred|guess/)]);
  });

  it("go with a type of the kinds whose uuids an argument takes, so that the compiler refuses another one's", async () => {
    const untyped = (await surface()).flatMap(({ name, definition, args, inner }) =>
      [...args, ...inner].flatMap((argument) => {
        const [outer = "", within] = argument.name.split(".");
        const { nested = {}, ...facts } = definition.fields[outer]?.facts ?? {};
        const { refersTo } = within === undefined ? facts : (nested[`*.${within}`] ?? nested[within] ?? {});
        const typed = [...argument.type.matchAll(/\bId<([^>]*)>/g)].flatMap(([, kinds = ""]) => kinds.replaceAll('"', "").split(" | "));
        return typed.join() === (refersTo ?? []).join() ? [] : [`${name}.${argument.name}: ${argument.type}`];
      }),
    );
    expect(untyped).toEqual([]);
  });

  it("leave to the facts what the facts say", async () => {
    const restated = (await described()).filter(({ text }) =>
      /\bDefault:|[Aa] change (of it )?(makes|replaces)|cannot be (seen|read)|a secret/.test(text),
    );
    expect(restated.map(({ where }) => where)).toEqual([]);
  });
});

describe("docstrings of what else is public", () => {
  it("are there for credit transfers, their arguments with a source, and their outputs", async () => {
    const { docstring, fields, members } = await source();
    const { transferKind } = await import("../../tools/docs/transfer.mjs");
    const host = "provider/hosts/dynamic/creditTransfer.ts";
    const args = members("provider/kinds/creditTransfer/creditTransfer.ts", "CreditTransferArgs");
    const outputs = fields(host, transferKind);
    expect([args.length > 0, outputs.length > 0, docstring(host, transferKind).text !== ""]).toEqual([true, true, true]);
    expect([...args, ...outputs].filter(({ text }) => text === "")).toEqual([]);
    expect(args.filter(({ source: from }) => from === undefined)).toEqual([]);
  });

  it("are there for every look-up, and for what look-ups take and give", async () => {
    const { functions, members } = await source();
    const all = functions("provider/hosts/dynamic/lookups.ts").map(({ name, text }) => ({ name, text }));
    const fields = [members("provider/account.ts", "Account"), members("provider/kinds/subReseller/info.ts", "SubResellerInfo")].flat();
    const infos = ["CallerIdInfo", "ListedInfo", "StoreInfo", "UserStatusInfo"];
    const listed = infos.flatMap((name) => members("provider/inventory/listable.ts", name));
    expect([...all, ...fields, ...listed].filter(({ text }) => text === "").map(({ name }) => name)).toEqual([]);
  });

  it("are there for every setting", async () => {
    const { members } = await source();
    const documented = new Set(
      members("provider/settings/settings.ts", "Settings").flatMap(({ name, text }) => (text === "" ? [] : [name])),
    );
    expect((await facts()).settings.filter(({ name }) => !documented.has(name)).map(({ name }) => name)).toEqual([]);
  });
});
