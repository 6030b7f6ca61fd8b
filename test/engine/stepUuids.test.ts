import { type Simulator, startSimulator } from "../../provider/simulator/index";
import { type StateResource, settingsFor, Stack } from "../support/engine";

jest.setTimeout(240_000);

const steps = (next: string) => `{ start: { module: "start", next: "menu" }, menu: { module: "pressextension", next: { 1: "${next}" } },
  ${next}: { module: "conference", pin: "8642" } }`;

const program = (name: string, { options = "{}", room = "room" } = {}) => `
const main = new yay.CallFlow("${name}", { name: "Main", extension: 501, flow: ${steps(room)} }, ${options});
const other = new yay.CallFlow("other", { name: "Other", extension: 502, content: "separate" });
const content = new yay.CallFlowContent("content", { callFlow: other.uuid, flow: ${steps("room")} });
exports.main = main.stepUuids.apply((uuids) => Object.entries(uuids).sort().join(" "));
exports.other = content.stepUuids.apply((uuids) => Object.entries(uuids).sort().join(" "));
exports.none = other.stepUuids;
`;

let simulator: Simulator;
let stack: Stack;

beforeAll(async () => {
  simulator = await startSimulator();
  stack = await Stack.create(program("main"), { env: settingsFor(simulator) });
});
afterAll(async () => {
  await stack.close();
  await simulator.close();
});

const recordedOf = async () => {
  const named = ({ urn, outputs }: StateResource) => [urn.split("::").at(-1), outputs?.["stepUuids"]];
  return Object.fromEntries((await stack.checkpoint()).resources.map(named)) as Record<string, Record<string, string> | undefined>;
};
const exported = async () => JSON.parse(await stack.must("stack", "output", "--json")) as Record<"main" | "other", string>;
const live = () => [...simulator.state.objects.values()].map(({ record }) => Object.keys(record["flow"] as object).sort()).sort();
const uuidsIn = (text: string) =>
  text
    .split(" ")
    .map((pair) => pair.split(",")[1])
    .sort();

describe("the uuids of the steps of a flow", () => {
  it("are all seen by the program, and none is recorded that follows from the rest of the state", async () => {
    await stack.must("up", "--yes", "--skip-preview");
    expect(await recordedOf()).toEqual({ main: {}, other: undefined, content: {} });
    const { main, other } = await exported();
    expect([uuidsIn(main), uuidsIn(other)].sort()).toEqual(live());
    await stack.must("refresh", "--yes", "--skip-preview", "--expect-no-changes");
    expect(await recordedOf()).toEqual({ main: {}, other: undefined, content: {} });
  });

  it("stay what they are after a rename by an alias, a change of steps, and an import of the state", async () => {
    const before = await exported();
    const options = '{ aliases: [{ name: "main" }] }';
    await stack.write(program("renamed", { options }));
    await stack.must("up", "--yes", "--skip-preview");
    expect(await exported()).toEqual(before);
    await stack.write(program("renamed", { options, room: "hall" }));
    await stack.must("up", "--yes", "--skip-preview");
    const { main } = await exported();
    expect(main.split(" ").filter((pair) => before.main.includes(pair)).length).toBe(2);
    expect((await recordedOf())["renamed"]).toEqual(
      Object.fromEntries(
        main
          .split(" ")
          .filter((pair) => before.main.includes(pair))
          .map((pair) => pair.split(",")),
      ),
    );
    expect([uuidsIn(main), uuidsIn(before.other)].sort()).toEqual(live());
    await stack.must("stack", "export", "--file", "kept.json");
    await stack.must("stack", "import", "--file", "kept.json");
    expect(await stack.must("preview", "--refresh", "--diff", "--expect-no-changes")).not.toMatch(/main:|other:/);
    await stack.must("destroy", "--yes", "--skip-preview");
  });
});
