import { spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT, text } from "./support";

jest.setTimeout(60_000);

/** What GitHub's own parser of workflows finds wrong. It is an ES module, and reads its schema as one. */
function githubErrors(content: string): string[] {
  const script = `
import { NoOperationTraceWriter, parseWorkflow } from "@actions/workflow-parser";
const { readFileSync } = await import("node:fs");
const result = parseWorkflow({ name: "workflow.yml", content: readFileSync(0, "utf8") }, new NoOperationTraceWriter());
process.stdout.write(JSON.stringify(result.context.errors.getErrors().map(({ message }) => message)));`;
  const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", script], {
    cwd: ROOT,
    input: content,
    encoding: "utf8",
  });
  if (stdout === "") throw new Error(stderr);
  return JSON.parse(stdout) as string[];
}

/** What `gitlab-ci-local` says of a pipeline: it holds it to the schema that GitLab publishes. */
async function gitlabSays(content: string): Promise<{ code: number | null; out: string }> {
  const folder = await mkdtemp(join(tmpdir(), "yay-gitlab-test-"));
  try {
    const env = { PATH: process.env["PATH"] ?? "", HOME: folder };
    const git = (...args: string[]) => spawnSync("git", args, { cwd: folder, env });
    git("init", "--quiet");
    git("remote", "add", "origin", "git@gitlab.example:acme/lines.git");
    await writeFile(join(folder, ".gitlab-ci.yml"), content);
    const tool = join(ROOT, "node_modules/gitlab-ci-local/dist/index.js");
    const { status, stdout, stderr } = spawnSync(process.execPath, [tool, "--cwd", folder, "--list-all"], { env, encoding: "utf8" });
    return { code: status, out: stdout + stderr };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

describe.each(["preview.yml", "drift.yml"])("examples/ci/github/%s", (file) => {
  const content = text(`examples/ci/github/${file}`);

  it("is a workflow to GitHub's own parser", () => expect(githubErrors(content)).toEqual([]));

  it("would be refused with a key that workflows do not have", () =>
    expect(githubErrors(content.replace("timeout-minutes:", "timeout-minuets:"))).not.toEqual([]));
});

describe("examples/ci/gitlab/gitlab-ci.yml", () => {
  const content = text("examples/ci/gitlab/gitlab-ci.yml");

  it("is a pipeline to the schema that GitLab publishes, with both jobs", async () => {
    const { code, out } = await gitlabSays(content);
    expect(code).toBe(0);
    expect(out).toMatch(/^preview\b/m);
    expect(out).toMatch(/^drift\b/m);
  });

  it("would be refused with a key that jobs do not have", async () => {
    const { code, out } = await gitlabSays(content.replace("  rules:", "  rulez:"));
    expect([code, out]).not.toEqual([0, expect.anything()]);
    expect(out).toContain("rulez");
  });
});
