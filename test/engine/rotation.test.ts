import { type Simulator, startSimulator } from "../../provider/simulator/index";
import { settingsFor, Stack } from "../support/engine";
import { leaves } from "../support/leaves";

jest.setTimeout(240_000);

const program = `
const rotate = new pulumi.Config().require("rotate");
const office = new yay.Trunk("office", { name: "Office" });
const login = new yay.TrunkAuthentication("login", { trunk: office.uuid, type: "login", username: "office", rotate });
const box = new yay.Mailbox("box", { name: "Office", rotate });
exports.login = login.password;
exports.box = box.password;`;

describe("passwords that one value of the configuration rotates", () => {
  let simulator: Simulator;
  let stack: Stack;
  const live = () =>
    ["trunkAuth", "mailbox"].map((kind) =>
      String([...simulator.state.objects.values()].find((object) => object.kind === kind)?.record["password"]),
    );
  const outputs = async () => {
    const { login, box } = JSON.parse(await stack.must("stack", "output", "--json", "--show-secrets")) as Record<"login" | "box", string>;
    return [login, box];
  };
  const printed: string[] = [];
  const say = async (...args: string[]) => printed.push(await stack.must(...args));

  beforeAll(async () => {
    simulator = leaves(await startSimulator(), "its end is not looked at");
    stack = await Stack.create(program, { env: settingsFor(simulator) });
    await stack.configure({ rotate: "first" });
  });
  afterAll(async () => {
    await stack.close();
    await simulator.close();
  });

  it("are made with the objects, change with it, are outputs, and stand nowhere in clear", async () => {
    await say("up", "--yes", "--skip-preview", "--diff");
    const first = live();
    await say("up", "--yes", "--skip-preview", "--refresh", "--expect-no-changes");
    await stack.configure({ rotate: "second" });
    await say("up", "--yes", "--diff", "--skip-preview");
    expect(printed.at(-1)?.match(/rotate {2,}: "first" => "second"|rotate: "first" => "second"/g)).toHaveLength(2);
    const second = live();
    expect(first.filter((password) => second.includes(password))).toEqual([]);
    expect(await outputs()).toEqual(second);
    await say("stack", "output");
    const shown = [...printed, await stack.stateText(), await stack.notesText()].join("\n");
    const isShown = (password: string) => shown.includes(password.length > 4 ? password : JSON.stringify(password));
    expect([...first, ...second].filter(isShown)).toEqual([]);
  });

  it("that the portal has changed are the new outputs after a refresh, without being put back", async () => {
    const [login] = [...simulator.state.objects.values()].filter(({ kind }) => kind === "trunkAuth");
    simulator.portal.edit(String(login?.record["uuid"]), { password: "set in the portal" });
    await stack.must("up", "--yes", "--skip-preview", "--refresh");
    expect(await outputs()).toEqual(live());
    expect(live()[0]).toBe("set in the portal");
    expect(simulator.violations).toEqual([]);
  });
});
