import { spawn } from "node:child_process";
import { chmod, copyFile, mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { delimiter, dirname, join } from "node:path";
import { text as bodyOf } from "node:stream/consumers";
import { parse } from "yaml";
import { type JsonObject, type Simulator, startSimulator } from "../../provider/simulator/index";
import { itInAll } from "../support/all";
import { settingsFor, Stack } from "../support/engine";
import { json } from "../supply/support";
import { ROOT, text } from "./support";

jest.setTimeout(240_000);

interface Step {
  readonly name?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}
interface Workflow {
  readonly env: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, { readonly steps: readonly Step[] }>>;
}
interface Pipeline {
  readonly variables: Readonly<Record<string, string>>;
  readonly [job: string]: { readonly script?: readonly string[] } | Readonly<Record<string, string>>;
}

let simulator: Simulator;
let stack: Stack;
let folder: string;
let env: Record<string, string>;

const line = (key2: string) => `
const acme = new yay.SubReseller("acme", { name: "acme", contactName: "Acme" });
new yay.CallFlow("main-line", { customer: acme.uuid, name: "Main line", extension: 501, flow: {
  start: { module: "start", next: "menu" },
  menu: { module: "pressextension", next: { 1: "room", 2: "${key2}", invalid: "engaged", timeout: "engaged" } },
  room: { module: "conference", pin: pulumi.secret("0420") },
  engaged: { module: "busy" },
} });
`;

beforeAll(async () => {
  simulator = await startSimulator();
  stack = await Stack.create(line("engaged"), { env: settingsFor(simulator) });
  folder = join(stack.folder, "program");
  await stack.must("up", "--yes", "--skip-preview");
  // The package `pulumi` finds the engine here that the tests have.
  const { version } = json("node_modules/pulumi/package.json") as { version: string };
  await mkdir(join(stack.folder, "home", "versions", version), { recursive: true });
  await symlink(process.env["PULUMI_YAY_ENGINE_BIN"] ?? "", join(stack.folder, "home", "versions", version, "bin"));
  await mkdir(join(folder, "ci"));
  await copyFile(join(ROOT, "examples/ci/gitlab/post.mjs"), join(folder, "ci", "post.mjs"));
  const path = [join(stack.folder, "bin"), dirname(process.execPath), "/usr/bin", "/bin"].join(delimiter);
  env = { ...settingsFor(simulator), ...stack.environment, PATH: path, STACK: "dev", STACKS: "dev", HOME: join(stack.folder, "home") };
});
afterAll(async () => {
  await stack.close();
  await simulator.close();
});

/** Runs a script as a runner does; its code and what it printed. */
function bash(script: string, more: Record<string, string>): Promise<{ code: number | null; out: string }> {
  const child = spawn("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", script], { cwd: folder, env: { ...env, ...more } });
  let out = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (chunk: string) => (out += chunk));
  return new Promise((done, fail) => child.once("error", fail).once("close", (code) => done({ code, out })));
}

const liveFlow = () => [...simulator.state.objects.values()].find(({ kind }) => kind === "flow")?.uuid ?? "";
const pressTwo = (module: string) =>
  simulator.portal.edit(liveFlow(), (record) => {
    const steps = Object.entries(record["flow"] as Record<string, JsonObject>);
    const menu = steps.find(([, step]) => step["module"] === "pressextension")?.[1]["next"] as JsonObject;
    menu["2"] = steps.find(([, step]) => step["module"] === module)?.[0] ?? "";
  });

const isPreview = (comment: string) => {
  expect(comment).toContain("- menu: key 2 now goes to room (was engaged)\n");
  expect(comment).toContain("```mermaid\n");
  expect(comment).toMatch(/^ {4} +~ 2 +: "engaged" => "room"$/m);
  expect(comment).not.toContain("0420");
};
const isDrift = (report: string) => {
  expect(report).toContain("### Acme\n");
  expect(report).toContain("- menu: key 2 goes to room, the program says engaged\n");
  expect(report).toContain("```mermaid\n");
};

describe("the workflows for GitHub Actions", () => {
  const workflow = (file: string) => parse(text(`examples/ci/github/${file}`)) as Workflow;
  const step = (file: string, job: string, name: string) => {
    const found = workflow(file).jobs[job]?.steps.find((one) => one.name === name);
    if (found?.run === undefined) throw new Error(`${file} has no step ${name}.`);
    return found;
  };
  const values: Readonly<Record<string, string>> = {
    "${{ github.token }}": "token",
    "${{ github.event.number }}": "7",
    "${{ github.repository }}": "acme/lines",
  };
  /** Runs a step with the outputs of an earlier one; what it put out. */
  const run = async (file: string, job: string, name: string, outputs: Record<string, string> = {}) => {
    const { run: script = "", env: given = {} } = step(file, job, name);
    const valueOf = (text: string) => values[text] ?? outputs[/outputs\.(\w+)/.exec(text)?.[1] ?? ""] ?? text;
    const output = join(stack.folder, "output");
    await writeFile(output, "");
    const ended = await bash(script, {
      ...Object.fromEntries(Object.entries(given).map(([key, value]) => [key, valueOf(value)])),
      GITHUB_OUTPUT: output,
      GITHUB_REPOSITORY: "acme/lines",
    });
    const lines = (await readFile(output, "utf8")).split("\n").filter((each) => each !== "");
    return { ...ended, outputs: Object.fromEntries(lines.map((each) => each.split("=") as [string, string])) };
  };

  interface Asked {
    readonly args: readonly string[];
    readonly body?: string;
  }
  const asked = async (): Promise<Asked[]> =>
    (await readFile(join(stack.folder, "gh.log"), "utf8").catch(() => ""))
      .split("\n")
      .filter((each) => each !== "")
      .map((each) => JSON.parse(each) as Asked);

  /** A `gh` that notes what it is asked, reads what it is given, and answers lists with what a test says. */
  beforeEach(async () => {
    const script = `#!${process.execPath}
const { appendFileSync, existsSync, readFileSync, writeFileSync } = require("node:fs");
const args = process.argv.slice(2);
const file = args.map((arg) => /^body=@(.*)$/.exec(arg)?.[1]).find((one) => one) ?? args[args.indexOf("--body-file") + 1];
const hasBody = args.some((arg) => arg.startsWith("body=@") || arg === "--body-file");
appendFileSync(${JSON.stringify(join(stack.folder, "gh.log"))}, JSON.stringify({ args, ...(hasBody && { body: readFileSync(file, "utf8") }) }) + "\\n");
const answer = ${JSON.stringify(join(stack.folder, "gh.answer"))};
if ((args.includes("--jq")) && existsSync(answer)) process.stdout.write(readFileSync(answer, "utf8"));
`;
    await mkdir(join(stack.folder, "bin"), { recursive: true });
    await writeFile(join(stack.folder, "bin", "gh"), script);
    await chmod(join(stack.folder, "bin", "gh"), 0o755);
    await writeFile(join(stack.folder, "gh.log"), "");
    await writeFile(join(stack.folder, "gh.answer"), "");
  });

  it("comment on a pull request once, and update that comment", async () => {
    await stack.write(line("room"));
    const { code, outputs } = await run("preview.yml", "preview", "Preview");
    expect([code, outputs]).toEqual([0, { code: "0" }]);
    expect((await run("preview.yml", "preview", "Comment")).code).toBe(0);
    await writeFile(join(stack.folder, "gh.answer"), "4711\n4712\n");
    expect((await run("preview.yml", "preview", "Comment")).code).toBe(0);
    const sent = (await asked()).filter(({ body }) => body !== undefined);
    expect(sent.map(({ args }) => args.slice(0, 4))).toEqual([
      ["api", "--method", "POST", "repos/acme/lines/issues/7/comments"],
      ["api", "--method", "PATCH", "repos/acme/lines/issues/comments/4711"],
    ]);
    for (const { body = "" } of sent) {
      expect(body).toMatch(/^<!-- yay preview of dev -->\n/);
      isPreview(body);
    }
    await stack.write(line("engaged"));
  });

  it("fail where the preview has", async () => {
    expect((await run("preview.yml", "preview", "Fail where the preview does, or a flow gets an error", { code: "1" })).code).toBe(1);
  });

  itInAll("say by a code that the preview fails, and in the comment why", async () => {
    await stack.write(line("rom"));
    const { outputs } = await run("preview.yml", "preview", "Preview");
    await stack.write(line("engaged"));
    expect(outputs["code"]).toMatch(/^[1-9]/);
    expect(await readFile(join(folder, "comment.md"), "utf8")).toContain('Did you mean "room"?');
  });

  it("open one issue for drift, update it, and close it when nothing differs any more", async () => {
    const tell = (code: string) => run("drift.yml", "drift", "Open, update or close the issue", { code });
    pressTwo("conference");
    const found = await run("drift.yml", "drift", "Look");
    expect([found.code, found.outputs]).toEqual([0, { code: "3" }]);
    expect((await tell("3")).code).toBe(0);
    await writeFile(join(stack.folder, "gh.answer"), "12\n");
    expect((await tell("3")).code).toBe(0);
    pressTwo("busy");
    expect((await tell("0")).code).toBe(0);
    const issues = (await asked()).filter(({ args }) => args[0] === "issue" && args[1] !== "list");
    expect(issues.map(({ args }) => args.slice(1, 3))).toEqual([
      ["create", "--title"],
      ["edit", "12"],
      ["close", "12"],
    ]);
    for (const { body } of issues.slice(0, 2)) isDrift(body ?? "");
    expect(await readFile(join(folder, "drift.html"), "utf8")).toMatch(/^<!doctype html>/);
  });

  it("fail where the look fails, which says nothing of drift", async () => {
    const { code, outputs } = await bash(step("drift.yml", "drift", "Look").run ?? "", {
      STACKS: "nowhere",
      GITHUB_OUTPUT: join(stack.folder, "output"),
    }).then(async (ended) => ({ ...ended, outputs: await readFile(join(stack.folder, "output"), "utf8") }));
    expect(code).not.toBe(0);
    expect(outputs).toContain("code=1\n");
  });
});

describe("the pipeline for GitLab CI", () => {
  const pipeline = parse(text("examples/ci/gitlab/gitlab-ci.yml")) as Pipeline;
  const script = (job: string) => (pipeline[job] as { script: string[] }).script.join("\n");
  const notes: Record<string, unknown>[] = [];
  const issues: Record<string, unknown>[] = [];
  let gitlab: Server;
  let variables: Record<string, string>;

  /** The part of GitLab's REST API that the pipeline uses, as its pages have it. */
  beforeAll(async () => {
    gitlab = createServer((request, response) => {
      void (async () => {
        const { pathname, searchParams } = new URL(request.url ?? "", "http://gitlab");
        const body = JSON.parse((await bodyOf(request)) || "{}") as Record<string, unknown>;
        const answer = (value: unknown, status = 200) =>
          response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
        if (request.headers["private-token"] !== "project-token") return answer({}, 401);
        const [, list = "", iid] = /\/(notes|issues|user)(?:\/(\d+))?$/.exec(pathname) ?? [];
        const items = list === "notes" ? notes : issues;
        if (list === "user") return answer({ id: 5 });
        if (request.method === "GET")
          return answer(items.filter(({ state }) => state === undefined || state === searchParams.get("state")));
        if (request.method === "PUT") {
          const item = items[Number(iid) - 1] ?? {};
          return answer(Object.assign(item, body, body["state_event"] === "close" && { state: "closed" }));
        }
        if (pathname.includes("/issues/")) return answer({}, 201);
        items.push({
          id: items.length + 1,
          iid: items.length + 1,
          author: { id: 5 },
          ...(list === "issues" && { state: "opened" }),
          ...body,
        });
        return answer(items.at(-1), 201);
      })();
    });
    await new Promise<void>((listening) => gitlab.listen(0, "127.0.0.1", listening));
    variables = {
      CI_API_V4_URL: `http://127.0.0.1:${(gitlab.address() as AddressInfo).port}/api/v4`,
      CI_PROJECT_ID: "3",
      CI_MERGE_REQUEST_IID: "7",
      GITLAB_TOKEN: "project-token",
    };
  });
  afterAll(() => new Promise((closed) => gitlab.close(closed)));

  it("writes one note to a merge request, and updates it", async () => {
    await stack.write(line("room"));
    notes.push({ id: 1, author: { id: 9 }, body: "<!-- yay preview of dev -->\nwritten by somebody else" });
    expect(await bash(script("preview"), variables)).toMatchObject({ code: 0 });
    await stack.write(line("engaged"));
    expect(notes).toHaveLength(2);
    Object.assign(notes[1] ?? {}, { body: String(notes[1]?.["body"]).replace(/\n[^]*$/, "\nof an earlier preview") });
    const [again = ""] = /^node ci\/post\.mjs note .*$/m.exec(script("preview")) ?? [];
    expect(await bash(again, variables)).toMatchObject({ code: 0 });
    expect(notes).toHaveLength(2);
    expect(notes[0]?.["body"]).toContain("somebody else");
    isPreview(String(notes[1]?.["body"]));
  });

  itInAll("opens one issue for drift, updates it, and closes it when nothing differs any more", async () => {
    pressTwo("conference");
    for (let time = 0; time < 2; time += 1) expect(await bash(script("drift"), variables)).toMatchObject({ code: 0 });
    expect(issues).toEqual([
      expect.objectContaining({ title: "Changed behind the code's back: dev", labels: "yay-drift", state: "opened" }),
    ]);
    isDrift(String(issues[0]?.["description"]));
    pressTwo("busy");
    expect(await bash(script("drift"), variables)).toMatchObject({ code: 0 });
    expect(issues[0]?.["state"]).toBe("closed");
  });

  itInAll("fails where the look fails, and leaves the issue as it is", async () => {
    const before = JSON.stringify(issues);
    expect((await bash(script("drift"), { ...variables, STACKS: "nowhere" })).code).toBe(1);
    expect(JSON.stringify(issues)).toBe(before);
  });
});
