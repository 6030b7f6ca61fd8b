import { execFile } from "node:child_process";
import { resolve } from "node:path";
import { promisify } from "node:util";

jest.setTimeout(60_000);

const root = resolve(__dirname, "../..");

interface Loaded {
  readonly ours: number;
  readonly zod: number;
  readonly folders: readonly string[];
}

/** What a process of its own has loaded after a program's text, from the compiled package; `after` runs when its resources are registered. */
async function loadedBy(text: string, { preview = false } = {}): Promise<Loaded> {
  const script = `
    const pulumi = require("@pulumi/pulumi");
    const known = new Set(Object.keys(require.cache));
    const asked = async () => {
      await pulumi.runtime.setMocks({ newResource: ({ name, inputs }) => ({ id: name + "-id", state: inputs }), call: () => ({}) }, "project", "stack", ${String(preview)});
      ${text}
      await new Promise((done) => setImmediate(done));
      const files = Object.keys(require.cache).filter((file) => !known.has(file) && !file.includes("@pulumi"));
      const ours = files.filter((file) => file.includes("/provider/dist/")).map((file) => file.split("/provider/dist/")[1]);
      const folders = [...new Set(ours.map((file) => file.split("/").slice(0, -1).join("/")))].sort();
      process.stdout.write(JSON.stringify({ ours: ours.length, zod: files.filter((file) => file.includes("/zod/")).length, folders }));
      process.exit(0);
    };
    void asked();`;
  const { stdout } = await promisify(execFile)(process.execPath, ["-e", script], { cwd: root });
  return JSON.parse(stdout) as Loaded;
}

const made = (program: string) => `
  const yay = require("pulumi-yay");
  const made = ${program};
  await new Promise((done) => made.urn.apply(done));`;

describe("a program loads of the package", () => {
  it("little before it uses any of it", async () => {
    const { ours, zod, folders } = await loadedBy('require("pulumi-yay");');
    expect(zod).toBe(0);
    expect(ours).toBeLessThanOrEqual(80);
    expect(folders).not.toEqual(expect.arrayContaining(["callflow"]));
    expect(folders).not.toEqual(expect.arrayContaining(["settings"]));
  });

  it.each([false, true])("its own kinds alone, and no schema (in a preview: %s)", async (preview) => {
    const group = await loadedBy(made('new yay.HuntGroup("sales", { name: "Sales", extension: 601, members: [] })'), { preview });
    expect(group.zod).toBe(0);
    expect(group.ours).toBeLessThanOrEqual(130);
    expect(group.folders).not.toEqual(expect.arrayContaining(["callflow"]));
    const flow = await loadedBy(made('new yay.CallFlow("main", { name: "Main", extension: 500, flow: { start: { module: "busy" } } })'));
    expect(flow.zod).toBe(0);
    expect(flow.ours).toBeLessThanOrEqual(200);
    expect(flow.folders).not.toEqual(expect.arrayContaining(["diary"]));
  });
});

describe("the host loads of the package", () => {
  it("the kind that it is asked for, and no other one", async () => {
    const { ours, folders } = await loadedBy('require("pulumi-yay/handlers")("HuntGroup");');
    expect(ours).toBeLessThanOrEqual(160);
    expect(folders).not.toEqual(expect.arrayContaining(["kinds/subReseller"]));
    expect(folders).not.toEqual(expect.arrayContaining(["callflow"]));
  });
});
