import { existsSync, readdirSync, readFileSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { records, registry } from "../../provider/kinds/registry";
import { itInAll, runsAll } from "../support/all";
import { settingsFor, Stack } from "../support/engine";
import { type RecordedStack, serve, type Server } from "../support/recorded";
import { kindsMadeBy, type Recording, recordings } from "../support/recordings/index";

jest.setTimeout(600_000);

const folder = resolve(__dirname, "../state");
const { version } = JSON.parse(readFileSync(resolve(__dirname, "../../provider/package.json"), "utf8")) as { version: string };
const versions = existsSync(folder) ? readdirSync(folder).sort() : [];
const recorded = versions.flatMap((release) => readdirSync(join(folder, release)).map((name) => ({ release, name })));

/** The program, whose files stand beside the one that the engine runs. */
const program = 'module.exports = require("./recorded/index.js");\n';

async function openStack(server: Server, files: Readonly<Record<string, string>>, config: RecordedStack["config"]): Promise<Stack> {
  const stack = await Stack.create(program, { env: settingsFor(server) });
  await mkdir(join(stack.folder, "program", "recorded"));
  await put(stack, files);
  await stack.configure({}, config);
  return stack;
}

async function put(stack: Stack, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) await writeFile(join(stack.folder, "program", "recorded", name), text);
}

/** The files of a recorded program. */
const filesOf = (from: string): Record<string, string> =>
  Object.fromEntries(readdirSync(join(from, "program")).map((file) => [file, readFileSync(join(from, "program", file), "utf8")]));

/** An exported stack without the lines of the program, which name the folders of the machine. */
function withoutPlaces(exported: string): string {
  const places = ["sourcePosition", "stackTrace"];
  const value: unknown = JSON.parse(exported, (key, inner: unknown) => (places.includes(key) ? undefined : inner));
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** Records the states of this version, from nothing to a first up. */
async function record({ name, account, seed, config, edits, program: files }: Recording): Promise<void> {
  const to = join(folder, version, name);
  const server = await serve({ kind: account, seed });
  const stack = await openStack(server, files(), config);
  try {
    await stack.must("up", "--yes", "--skip-preview");
    await stack.must("preview", "--refresh", "--expect-no-changes");
    const managed = (await stack.checkpoint()).resources.filter(({ external }) => external !== true).map(({ id }) => id);
    const others = server.living().filter((uuid) => !managed.includes(uuid));
    await rm(to, { recursive: true, force: true });
    await mkdir(join(to, "program"), { recursive: true });
    await writeFile(join(to, "state.json"), withoutPlaces(await stack.must("stack", "export")));
    const kept: RecordedStack = { config, edits, others, account: server.keep() };
    await writeFile(join(to, "account.json"), `${JSON.stringify(kept, null, 2)}\n`);
    for (const [file, text] of Object.entries(files())) await writeFile(join(to, "program", file), text);
  } finally {
    await stack.close();
    await server.close();
  }
}

if (process.env["YAY_RECORD"] === "1") {
  describe(`states of version ${version}`, () => {
    it.each(recordings.map((recording) => [recording.name, recording] as const))("are recorded: %s", async (_name, recording) => {
      await record(recording);
    });
  });
} else {
  describe("the programs that the next version records", () => {
    it("make a resource of every kind", () => {
      const made = recordings.flatMap(({ program: files }) => kindsMadeBy(files()));
      expect(made).toEqual(expect.arrayContaining([...Object.keys(registry), "CreditTransfer"]));
    });
  });

  describe("the recorded states", () => {
    it("have each kind that their programs make, and each unusual thing that a state can have (T26)", () => {
      const texts = recorded.map(({ release, name }) => readFileSync(join(folder, release, name, "state.json"), "utf8"));
      const all = texts.join("\n");
      const kinds = new Set([...all.matchAll(/pulumi-nodejs:dynamic\/yay:(\w+)"/g)].map(([, kind]) => kind));
      const made = recorded.flatMap(({ release, name }) => kindsMadeBy(filesOf(join(folder, release, name))));
      const known = made.filter((kind) => Object.hasOwn(registry, kind));
      expect(known).toEqual(expect.arrayContaining(["SubReseller", "CallFlow", "CallFlowContent"]));
      expect([...kinds].sort()).toEqual([...new Set([...known, ...Object.keys(records)])].sort());
      const unusual = [
        '"adopt": true',
        '"notShown"',
        '"shownAs"',
        '"content": "separate"',
        '"assigned"',
        '"external": true',
        '"ciphertext"',
      ];
      for (const mark of unusual) expect(all).toContain(mark);
      expect(all).not.toMatch(/a-password|"0420"/);
    });
  });

  /** The stack "everything" has what "quickstart" has. */
  const shown = recorded.filter(({ name }) => runsAll || name !== "quickstart");

  describe.each(shown)("the state of $name that version $release wrote (T26)", ({ release, name }) => {
    const from = join(folder, release, name);
    const kept = JSON.parse(readFileSync(join(from, "account.json"), "utf8")) as RecordedStack;
    const files = filesOf(from);
    let server: Server;
    let stack: Stack;
    const writes = async (action: () => Promise<unknown>) => {
      const before = server.requests().length;
      await action();
      return server
        .requests()
        .slice(before)
        .filter((request) => !request.startsWith("GET"));
    };

    beforeAll(async () => {
      server = await serve(kept.account);
      stack = await openStack(server, files, kept.config);
      await stack.must("stack", "import", "--file", join(from, "state.json"));
    });
    afterAll(async () => {
      await stack.close();
      await server.close();
    });

    it("previews and refreshes without a change, which a refresh has not stored before", async () => {
      expect(await writes(() => stack.must("preview", "--refresh", "--expect-no-changes"))).toEqual([]);
    });

    itInAll("refreshes without a change", async () => {
      expect(await writes(() => stack.must("preview", "--expect-no-changes"))).toEqual([]);
      expect(await writes(() => stack.must("refresh", "--yes", "--skip-preview", "--expect-no-changes"))).toEqual([]);
    });

    it("is updated by one PUT for each changed object, and nothing is replaced", async () => {
      const edited = { ...files };
      for (const { file, from: old, to } of kept.edits) {
        expect(edited[file]?.split(old)).toHaveLength(2);
        edited[file] = edited[file]?.replace(old, to) ?? "";
      }
      await put(stack, edited);
      let text = "";
      const sent = await writes(async () => (text = await stack.must("up", "--yes", "--skip-preview")));
      expect(sent.filter((request) => !request.startsWith("PUT"))).toEqual([]);
      expect(sent).toHaveLength(kept.edits.length);
      expect(text).toContain(`~ ${kept.edits.length} updated`);
      expect(text).not.toMatch(/replace/i);
    });

    itInAll("has nothing to do after that", async () => {
      expect(await writes(() => stack.must("preview", "--refresh", "--expect-no-changes"))).toEqual([]);
    });

    // A destroy compares nothing, so a spelling is nothing to it.
    const itDestroys = name === "otherSpelling" ? itInAll : it;
    itDestroys("is destroyed, and what it did not manage is left", async () => {
      await stack.must("destroy", "--yes", "--skip-preview");
      expect(server.living().sort()).toEqual([...kept.others].sort());
    });
  });
}
