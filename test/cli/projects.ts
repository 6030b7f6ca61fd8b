import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const root = resolve(__dirname, "../..");

/** How a program in JavaScript begins. */
export const requires = 'const pulumi = require("@pulumi/pulumi");\nconst yay = require("pulumi-yay");\n';

const folders: string[] = [];

/** An empty folder outside of the clone, removed at the end of the tests of a file. */
export async function bareFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "yay-call-test-"));
  folders.push(folder);
  return folder;
}

/** A project in a folder outside of the clone that finds the packages by name, as a user's does. */
export async function project(files: Record<string, string>): Promise<string> {
  const folder = await bareFolder();
  await symlink(join(root, "node_modules"), join(folder, "node_modules"));
  for (const [name, content] of Object.entries({ "package.json": '{ "main": "index.js" }', ...files })) {
    await mkdir(join(folder, name, ".."), { recursive: true });
    await writeFile(join(folder, name), content);
  }
  return folder;
}

afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));
