import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { compareStates, type HeldState } from "../../provider/objects";
import { type RequestRecord, type Simulator, startSimulator } from "../../provider/simulator/index";
import { settingsFor, Stack } from "./engine";
import { leaves } from "./leaves";
import { Project } from "./project";
import { type Size, uglyAccount } from "./ugly/account";
import { changedContent, contentOf } from "./ugly/content";
import { makeEdit, type PortalEdit, portalEdits } from "./ugly/edits";
import { judge, type Judgement, reportedBy, reportedInJson } from "./ugly/judge";
import { livingNow } from "./ugly/states";
import { SECRET_MARK } from "./ugly/texts";

/** A trial of taking a strange account over. */
export interface Trial extends Size {
  /** Decides the account and the edits. */
  readonly seed: number;
  /** How many edits somebody makes in the portal, at most; fewer if there are not so many fields. */
  readonly edits: number;
  /** Called with each step as it ends. */
  readonly say: (line: string) => void;
}

/** What came of a trial. */
export interface Outcome {
  readonly resources: number;
  /** GETs of the export, and how many lists there are: one for each path and customer. */
  readonly requests: { readonly sent: number; readonly lists: number };
  readonly edits: number;
  /** By the states and what lives, and by the command. */
  readonly byStates: Judgement;
  readonly byCommand: Judgement;
  /** The uuids of what `up --refresh` has not put back. */
  readonly notRepaired: readonly string[];
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
    const env = { ...settingsFor(simulator), PULUMI_NODEJS_TRANSPILE_ONLY: "true" };
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

  /** Makes random edits in the portal, judges the reports of drift, and repairs the account by one `up --refresh`. */
  async editAndRepair(): Promise<Omit<Outcome, "resources" | "requests">> {
    const { project, simulator } = this;
    const states = await this.states();
    const edits = portalEdits(states, this.#trial.edits, this.#trial.seed);
    const before = contentOf(simulator);
    edits.forEach((edit, index) => makeEdit(simulator, edit, this.#trial.seed * 100_000 + index));
    const byStates = await this.#judgeStates(edits, states);
    this.#said(`compared states with what lives, after ${edits.length} edits`);
    const told = await project.yay("drift", "--stack", "live", "--format", "json");
    const byCommand = judge(edits, reportedInJson(told.text));
    this.#said("asked yay drift");
    await project.must("up", "--yes", "--skip-preview", "--refresh");
    await project.must("preview", "--refresh", "--expect-no-changes");
    this.#said("repaired by up --refresh");
    return { edits: edits.length, byStates, byCommand, notRepaired: changedContent(before, contentOf(simulator)) };
  }

  /** The states of the stack, as the engine exports them. */
  async states(): Promise<HeldState[]> {
    const { deployment } = JSON.parse(await this.project.must("stack", "export")) as { deployment: { resources?: HeldState[] } };
    return (deployment.resources ?? []).filter(({ type }) => String(type).includes("dynamic/yay"));
  }

  async #judgeStates(edits: readonly PortalEdit[], states: readonly HeldState[]): Promise<Judgement> {
    const found = compareStates(states, await livingNow(this.simulator, states));
    if (JSON.stringify(found).includes(SECRET_MARK)) throw new Error("The comparison shows a secret.");
    return judge(edits, reportedBy(found));
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

/** How many different lists requests asked for: by path and customer, those of single objects left out. */
function listsOf(requests: readonly RequestRecord[]): number {
  const lists = requests.filter(({ answer }) => Array.isArray((answer as { result?: unknown } | undefined)?.result));
  return new Set(lists.map(({ path, customer }) => JSON.stringify([path, customer]))).size;
}
