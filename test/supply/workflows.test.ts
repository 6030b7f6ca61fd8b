import { readdirSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { json, ROOT, text } from "./support";

interface Step {
  uses?: string;
  run?: string;
  with?: Record<string, unknown>;
}
interface Job {
  needs?: string;
  permissions?: Record<string, string>;
  strategy?: { matrix: { node: number[] } };
  "timeout-minutes"?: number;
  steps: Step[];
}
interface Workflow {
  permissions?: Record<string, string>;
  jobs: Record<string, Job>;
}

/** Those of this repository, and those that users copy. */
const folders = [".github/workflows", "examples/ci/github"];
const files = folders.flatMap((folder) => readdirSync(join(ROOT, folder)).map((file) => `${folder}/${file}`));
const workflow = (file: string) => parse(text(file)) as Workflow;
const commands = ({ steps }: Job) => steps.map(({ run }) => run ?? "").join("\n");

describe.each(files)("the workflow %s", (file) => {
  const { permissions, jobs } = workflow(file);

  it("pins each action to a commit, and says which version that is", () => {
    const lines = text(file)
      .split("\n")
      .filter((line) => line.includes("uses:"));
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.filter((line) => !/uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([]);
  });

  it("may do nothing but read, unless a job says otherwise", () => {
    expect(Object.entries(permissions ?? { all: "write" }).filter(([, right]) => right !== "read")).toEqual([]);
  });

  it("keeps no credentials where code is checked out, and stops by itself", () => {
    for (const job of Object.values(jobs)) {
      expect(job["timeout-minutes"]).toBeGreaterThan(0);
      for (const step of job.steps.filter(({ uses }) => uses?.startsWith("actions/checkout@")))
        expect(step.with?.["persist-credentials"]).toBe(false);
    }
  });

  it("puts nothing that a stranger can write into a command", () => {
    for (const job of Object.values(jobs)) expect(commands(job)).not.toContain("${{");
  });
});

test("each change is tested as at home, on every Node that the package admits", () => {
  const { test: tested } = workflow(".github/workflows/ci.yml").jobs;
  expect(tested?.strategy?.matrix.node).toEqual([20, 22, 24]);
  expect(commands(tested!)).toContain("bash .ci/run");
  expect((json("provider/package.json") as { engines: { node: string } }).engines.node).toMatch(/^>=20\./);
});

describe("a release", () => {
  const { jobs } = workflow(".github/workflows/release.yml");
  const holders = (right: string) =>
    Object.entries(jobs)
      .filter(([, job]) => job.permissions?.[right] === "write")
      .map(([name]) => name);

  it("is published by a job that runs no code of this repository or of a dependency, and alone can prove who it is", () => {
    expect(holders("id-token")).toEqual(["publish"]);
    expect(jobs["publish"]?.permissions).toEqual({ "id-token": "write" });
    const { steps } = jobs["publish"]!;
    expect(steps.filter(({ uses }) => uses?.startsWith("actions/checkout@"))).toEqual([]);
    expect(commands(jobs["publish"]!)).not.toMatch(/npm (ci|install|i|run|test|exec)\b|npx/);
  });

  it("has provenance and no token, for both packages", () => {
    const published = commands(jobs["publish"]!)
      .split("\n")
      .filter((line) => line.startsWith("npm publish"));
    expect(published).toHaveLength(2);
    for (const line of published) expect(line).toMatch(/--provenance .*--ignore-scripts/);
    expect(text(".github/workflows/release.yml")).not.toMatch(/secrets\.|NODE_AUTH_TOKEN|NPM_TOKEN/);
  });

  it("comes after the audit and everything that holds for a change, and carries bills of materials", () => {
    expect(jobs["publish"]?.needs).toBe("build");
    const order = ["npm run audit", "bash .ci/run", "npm pack", "node tools/sbom.mjs"].map((command) =>
      commands(jobs["build"]!).indexOf(command),
    );
    expect(order).not.toContain(-1);
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(holders("contents")).toEqual(["notes"]);
    expect(jobs["notes"]?.needs).toBe("publish");
  });
});
