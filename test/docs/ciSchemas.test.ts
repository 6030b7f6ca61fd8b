import { spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { validateWorkflow } from "@action-validator/core";
import { ROOT, text } from "./support";

jest.setTimeout(60_000);

/** What the published schema of workflows finds wrong. */
function githubErrors(content: string): unknown[] {
  return validateWorkflow(content).errors;
}

/** The tool uses one method that Node 20 does not have. */
const FOR_NODE_20 = "Set.prototype.union ??= function (other) { return new Set([...this, ...other]); };";

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
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ["--import", `data:text/javascript,${encodeURIComponent(FOR_NODE_20)}`, tool, "--list-all"],
      { cwd: folder, env, encoding: "utf8" },
    );
    return { code: status, out: stdout + stderr };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

describe.each(["preview.yml", "drift.yml"])("examples/ci/github/%s", (file) => {
  const content = text(`examples/ci/github/${file}`);

  it("is a workflow to the published schema", () => expect(githubErrors(content)).toEqual([]));

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
