import { mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { HeldState } from "../../provider/objects";
import { type RequestRecord, type Simulator, startSimulator } from "../../provider/simulator/index";
import { settingsFor, Stack } from "./engine";
import { leaves } from "./leaves";
import { Project } from "./project";
import { isUuid } from "../../provider/common/values";
import { type Size, uglyAccount } from "./ugly/account";
import { type Joined, joinGroup, removeLeaves } from "./ugly/comeAndGo";
import { changedContent, contentOf } from "./ugly/content";
import { makeEdit, type PortalEdit, portalEdits } from "./ugly/edits";
import { judge, type Judgement, reportedInJson } from "./ugly/judge";
import { SECRET_MARK } from "./ugly/texts";

/** A trial of taking a strange account over. */
export interface Trial extends Size {
  /** Decides the account and the edits. */
  readonly seed: number;
  /** How many edits somebody makes in the portal, at most; fewer if there are not so many fields. */
  readonly edits: number;
  /** How many accounts are also taken over in stacks of their own, the largest first. */
  readonly stacks: number;
  /** Called with each step as it ends. */
  readonly say: (line: string) => void;
}

/** What came of a trial. */
export interface Outcome {
  readonly resources: number;
  /** GETs of the export, and how many lists there are: one for each path and customer. */
  readonly requests: { readonly sent: number; readonly lists: number };
  readonly edits: number;
  /** What `yay drift --state` told, and `yay drift`. */
  readonly byStates: Judgement;
  readonly byPreview: Judgement;
  /** The uuids of what `up --refresh` has not put back. */
  readonly notRepaired: readonly string[];
}

/** What came of taking edits into the code. */
export interface TakenIn {
  /** What the patch does not have, in the command's words. */
  readonly notEdited: readonly string[];
  /** All files of the program, as one text. */
  readonly program: string;
  readonly added: Joined;
  readonly removed: readonly string[];
}

/** An account that is exported, imported and edited, on the real engine. */
export class TakingOver {
  readonly simulator: Simulator;
  readonly project: Project;
  readonly #stack: Stack;
  readonly #trial: Trial;
  #since = Date.now();

  private constructor(trial: Trial, simulator: Simulator, stack: Stack) {
    this.#trial = trial;
    this.simulator = simulator;
    this.#stack = stack;
    // Nobody kills these commands, so nothing has to be saved in between, which a file backend takes long for. The engine wants both for that.
    const env = { ...settingsFor(simulator), PULUMI_EXPERIMENTAL: "true", PULUMI_SKIP_CHECKPOINTS: "true" };
    this.project = new Project(stack, join(stack.folder, "taken-over"), env);
  }

  static async of(trial: Trial): Promise<TakingOver> {
    const simulator = leaves(
      await startSimulator({ seed: uglyAccount(trial.seed, trial) }),
      "what lived before stays, and is the stack's now",
    );
    return new TakingOver(trial, simulator, await Stack.create("", { env: settingsFor(simulator) }));
  }

  async close(): Promise<void> {
    await this.#stack.close();
    await this.simulator.close();
  }

  /** Exports all, imports it into a fresh stack, and previews it; throws where a step fails or the preview shows a change. */
  async takeOver(): Promise<Pick<Outcome, "resources" | "requests">> {
    const { project, simulator } = this;
    await mkdir(project.folder);
    const from = simulator.requests.length;
    const { code, text } = await project.yay("export", "--all", "--out", ".");
    if (code !== 0) throw new Error(`yay export ended with ${String(code)}:\n${text}`);
    const sent = simulator.requests.slice(from);
    this.#said(`exported: ${text.split("\n")[0] ?? ""}`);
    if (sent.some(({ method }) => method !== "GET")) throw new Error("The export has written to the account.");
    await this.#refuseSecrets(text);
    await project.install();
    await project.must("stack", "init", "live");
    await project.must("import", "--file", "import.json", "--generate-code=false", "--protect=false", "--yes", "--skip-preview");
    this.#said("imported");
    await project.must("preview", "--expect-no-changes", "--diff");
    this.#said("previewed without a change");
    return { resources: (await this.states()).length, requests: { sent: sent.length, lists: listsOf(sent) } };
  }

  /** Exports all, a project for each account, and takes the largest ones over; throws where a preview shows a change. Returns how many. */
  async takeOverByStacks(): Promise<number> {
    const { code, text } = await this.project.yay("export", "--all", "--layout", "stacks", "--out", "../stacks");
    if (code !== 0) throw new Error(`yay export ended with ${String(code)}:\n${text}`);
    const names = await largest(join(this.project.folder, "../stacks"), this.#trial.stacks);
    for (const name of names) {
      const project = this.project.at(join(this.project.folder, "../stacks", name));
      await project.install();
      await project.must("stack", "init", "live");
      await project.must("import", "--file", "import.json", "--generate-code=false", "--protect=false", "--yes", "--skip-preview");
      await project.must("preview", "--expect-no-changes", "--diff");
    }
    this.#said(`took ${names.length} accounts over in stacks of their own`);
    return names.length;
  }

  /** What the strictest compiler and the strictest rules of the linter say of the code; empty if nothing. */
  async judgeCode(): Promise<string> {
    const { project } = this;
    await writeFile(
      join(project.folder, "tsconfig.strictest.json"),
      JSON.stringify({ extends: "./tsconfig.json", compilerOptions: STRICTEST }),
    );
    await writeFile(join(project.folder, "eslint.config.mjs"), LINTER);
    const compiled = await project.run("tsc", "-p", "tsconfig.strictest.json");
    const linted = await project.run("eslint", "--max-warnings", "0", ".");
    await rm(join(project.folder, "eslint.config.mjs"));
    this.#said("compiled and linted");
    return [compiled, linted]
      .map(({ code, text }) => (code === 0 ? text : `${text || "nothing was said"}\nended with ${String(code)}`))
      .join("");
  }

  /** Makes random edits in the portal, judges the reports of drift, and repairs the account by one `up --refresh`. */
  async editAndRepair(): Promise<Omit<Outcome, "resources" | "requests">> {
    const { project, simulator } = this;
    const states = await this.states();
    const edits = portalEdits(states, this.#trial.edits, this.#trial.seed);
    const before = contentOf(simulator);
    edits.forEach((edit, index) => makeEdit(simulator, edit, this.#trial.seed * 100_000 + index));
    const byStates = await this.#judged(edits, "--state");
    const byPreview = await this.#judged(edits);
    await project.must("up", "--yes", "--skip-preview", "--refresh");
    await project.must("preview", "--refresh", "--expect-no-changes");
    this.#said("repaired by up --refresh");
    return { edits: edits.length, byStates, byPreview, notRepaired: changedContent(before, contentOf(simulator)) };
  }

  /**
   * Makes random edits in the portal, deletes objects, puts a new user into a group, takes it all into the code by one `yay drift --patch`, and
   * previews it beside what lives; throws where that shows a change.
   */
  async editAndTakeIn(): Promise<TakenIn> {
    const { project, simulator } = this;
    const states = await this.states();
    const added = joinGroup(simulator, states);
    const removed = removeLeaves(simulator, states);
    const rest = states.filter(({ id }) => !removed.includes(String(id)) && id !== added.group);
    const edits = portalEdits(rest, this.#trial.edits, this.#trial.seed + 1);
    edits.forEach((edit, index) => makeEdit(simulator, edit, this.#trial.seed * 200_000 + index));
    const { code, text } = await project.yayAloud("drift", "--stack", "live", "--patch", "drift.patch", "--output", "drift.json");
    if (code !== 3) throw new Error(`yay drift ended with ${String(code)}:\n${text}`);
    this.#said(`wrote a patch of ${edits.length} edits`);
    const applied = await project.run("git", "apply", "-p1", "drift.patch");
    if (applied.code !== 0) throw new Error(`git apply refused the patch:\n${applied.text}`);
    await project.must("import", "--file", "drift.import.json", "--generate-code=false", "--protect=false", "--yes", "--skip-preview");
    const from = simulator.requests.length;
    await project.must("preview", "--refresh", "--expect-no-changes", "--diff");
    if (simulator.requests.slice(from).some(({ method }) => method !== "GET")) throw new Error("The preview has written to the account.");
    this.#said("previewed without a change, beside what lives");
    const notEdited = text.split("\n").filter((line) => line.startsWith("Not in the patch"));
    return { notEdited, program: await readProgram(project.folder), added, removed };
  }

  /** The states of the stack, in one order: the engine's own is that in which it came to an end with them. */
  async states(): Promise<HeldState[]> {
    const { deployment } = JSON.parse(await this.project.must("stack", "export")) as { deployment: { resources?: HeldState[] } };
    const ours = (deployment.resources ?? []).filter(({ type }) => String(type).includes("dynamic/yay"));
    return ours.sort((one, other) => (String(one.urn) < String(other.urn) ? -1 : 1));
  }

  /** What a report of `yay drift` got wrong. */
  async #judged(edits: readonly PortalEdit[], ...options: readonly string[]): Promise<Judgement> {
    const { code, text } = await this.project.yay("drift", "--stack", "live", "--format", "json", ...options);
    if (code !== 3) throw new Error(`yay drift ended with ${String(code)}:\n${text}`);
    if (text.includes(SECRET_MARK)) throw new Error("The report shows a secret.");
    this.#said(`asked yay drift ${options.join(" ")}, after ${edits.length} edits`);
    return judge(edits, reportedInJson(text));
  }

  /** No file of the project has a secret of the account, nor has what the command printed. */
  async #refuseSecrets(printed: string): Promise<void> {
    const { text } = await this.project.run("grep", "-rlF", SECRET_MARK, ".");
    const known = await readFile(join(this.project.folder, "import.json"), "utf8");
    if (text !== "" || printed.includes(SECRET_MARK) || known.includes(SECRET_MARK))
      throw new Error(`The export shows a secret, in ${text.trim()}.`);
  }

  #said(what: string): void {
    const seconds = ((Date.now() - this.#since) / 1000).toFixed(1);
    this.#since = Date.now();
    this.#trial.say(`${seconds} s: ${what}`);
  }
}

/** What is not in the export's own settings, which are strict already. */
const STRICTEST = {
  ...{ allowUnreachableCode: false, allowUnusedLabels: false, forceConsistentCasingInFileNames: true, isolatedModules: true },
  ...{ noUncheckedSideEffectImports: true, useUnknownInCatchVariables: true, erasableSyntaxOnly: true },
};

const LINTER = `import tseslint from "typescript-eslint";

export default tseslint.config(
  { ignores: ["node_modules", "*.mjs"] },
  { files: ["**/*.ts"], extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked] },
  { languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } } },
);
`;

/** The folders of an export whose programs have most resources. */
async function largest(folder: string, count: number): Promise<string[]> {
  const entries = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  const sized = await Promise.all(entries.map(async ({ name }) => ({ name, size: (await stat(join(folder, name, "import.json"))).size })));
  return sized
    .sort((a, b) => b.size - a.size)
    .slice(0, count)
    .map(({ name }) => name);
}

async function readProgram(folder: string): Promise<string> {
  const names = (await readdir(join(folder, "customers"))).map((name) => join(folder, "customers", name));
  return (await Promise.all([...names, join(folder, "ownAccount.ts")].map((file) => readFile(file, "utf8")))).join("\n");
}

/** How many different collections requests asked for: by path and customer, single objects left out. What an account has one of is its own. */
export function listsOf(requests: readonly RequestRecord[]): number {
  const lists = requests.filter(({ path }) => !isUuid(path.split("/").at(-1)));
  return new Set(lists.map(({ path, customer }) => JSON.stringify([path, customer]))).size;
}
