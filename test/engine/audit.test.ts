import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Simulator, startSimulator } from "../../provider/simulator/index";
import { itInAll } from "../support/all";
import { settingsFor, Stack } from "../support/engine";
import { standsIn } from "../support/secrets";

jest.setTimeout(240_000);

interface Line {
  readonly run: string;
  readonly urn: string;
  readonly customer: string;
  readonly kind: string;
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly outcome: string;
  readonly trackingToken: string;
  readonly fields: readonly string[];
}

const sentinel = "sentinel-7f3a";
const pins = ["0842", "0843"];

const program = ({ contact = "Acme", pin = pins[0], locked = false } = {}) => `
const acme = new yay.SubReseller("acme", {
  name: "acme-ltd",
  contactName: "${contact}",
  locked: ${locked},
  users: [{ name: "boss", email: "boss@acme.example", roleId: 1, password: "${sentinel}" }],
});
for (const extension of [501, 502, 503, 504]) {
  new yay.CallFlow("flow-" + extension, {
    customer: acme.uuid,
    name: "Flow " + extension,
    extension,
    flow: { start: { module: "start", next: "room" }, room: { module: "conference", pin: "${pin}" } },
  });
}`;

describe("the audit log of a real run", () => {
  let simulator: Simulator;
  let stack: Stack;
  let folder = "";
  let file = "";
  let read = 0;
  /** The lines that came since the last look. */
  const added = (): Line[] => {
    const lines = readFileSync(file, "utf8").trimEnd().split("\n");
    return lines.slice(read, (read = lines.length)).map((line) => JSON.parse(line) as Line);
  };
  const writes = (from: number) =>
    simulator.requests
      .slice(from)
      .filter(({ method }) => method !== "GET")
      .map(({ method, path, status, trackingToken }) => ({ method, path, status, trackingToken }));
  const inOrder = <T extends { readonly trackingToken: string }>(lines: readonly T[]): T[] =>
    [...lines].sort((a, b) => (a.trackingToken < b.trackingToken ? -1 : 1));
  const bare = (lines: readonly Line[]) =>
    lines.map(({ method, path, status, trackingToken }) => ({ method, path, status, trackingToken }));

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "yay-audit-run-"));
    file = join(folder, "audit.jsonl");
    simulator = await startSimulator({ credentials: { reseller: "tele", user: "api", password: "account-sentinel-7f3a" } });
    stack = await Stack.create(program(), { env: { ...settingsFor(simulator), YAY_AUDIT_LOG: file } });
  });
  afterAll(async () => {
    await stack.close();
    await simulator.close();
    rmSync(folder, { recursive: true });
  });

  it("has a line for each write that the server saw, of several resources at once, with the resource that it was made for", async () => {
    expect((await stack.up()).code).toBe(0);
    const lines = added();
    expect(inOrder(bare(lines))).toEqual(inOrder(writes(0)));
    expect(new Set(lines.map(({ run }) => run)).size).toBe(1);
    const resources = await stack.resources();
    const customer = resources.find(({ type }) => type.endsWith("SubReseller"))?.id;
    const flows = resources.filter(({ type }) => type.endsWith("CallFlow"));
    expect(flows).toHaveLength(4);
    for (const { urn } of flows) {
      const line = lines.find((each) => each.urn === urn);
      expect(line).toMatchObject({
        kind: "CallFlow",
        operation: "create",
        method: "POST",
        path: "/voip/flow",
        customer,
        outcome: "applied",
      });
      expect(line?.fields).toContain("extension");
    }
    const command = lines.find(({ operation }) => operation === "command");
    expect(command).toMatchObject({ kind: "SubReseller", path: `/account/reseller/${customer}/unlock`, customer });
  });

  it("has no line for a refresh and an up that changes nothing", async () => {
    expect((await stack.up("--refresh")).code).toBe(0);
    expect(added()).toEqual([]);
  });

  it("names what a change changes, a secret only where it is another one", async () => {
    await stack.write(program({ contact: "Acme Ltd", pin: pins[1] }));
    expect((await stack.up()).code).toBe(0);
    const lines = added();
    expect(lines.map(({ operation }) => operation)).toEqual(Array.from({ length: 5 }, () => "update"));
    expect(lines.find(({ kind }) => kind === "SubReseller")?.fields).toEqual(["contact_name"]);
    expect(lines.filter(({ kind }) => kind === "CallFlow").map(({ fields }) => fields)).toEqual(
      Array.from({ length: 4 }, () => [expect.stringMatching(/^flow\.[0-9a-f-]{36}\.pin$/)]),
    );
  });

  itInAll("tells of refused writes and of those whose outcome is unknown", async () => {
    simulator.faults.add({ match: { method: "PUT" }, times: 1, effect: { kind: "status", status: 409 } });
    await stack.write(program({ contact: "Acme Limited", pin: pins[1] }));
    expect((await stack.up()).code).not.toBe(0);
    expect(added()).toMatchObject([{ outcome: "rejected", status: 409, fields: ["contact_name"] }]);
    simulator.faults.add({ match: { method: "PUT" }, times: 1, effect: { kind: "drop", reset: true }, applied: true });
    expect((await stack.up()).code).toBe(0);
    expect(added()[0]).toMatchObject({ outcome: "unknown", fields: ["contact_name"] });
  });

  it("tells of deletions, and has no secret", async () => {
    const from = simulator.requests.length;
    expect((await stack.run("destroy", "--yes", "--skip-preview")).code).toBe(0);
    const lines = added();
    expect(inOrder(bare(lines))).toEqual(inOrder(writes(from)));
    expect(lines.every(({ operation, fields }) => operation === "delete" && fields.length === 0)).toBe(true);
    const text = readFileSync(file, "utf8");
    const secrets = [sentinel, ...pins, simulator.credentials.password];
    expect(secrets.filter((secret) => standsIn(secret, text))).toEqual([]);
  });

  itInAll("stops an up before anything is sent where it cannot be written", async () => {
    await stack.configure({ "yay:auditLog": folder });
    const from = simulator.requests.length;
    const { code, text } = await stack.up();
    expect(code).not.toBe(0);
    expect(text).toContain("yay:auditLog must be the path of a file, and not of a folder");
    expect(simulator.requests).toHaveLength(from);
  });
});
