import { proxyOf } from "../../provider/settings/proxy";
import { Authority } from "../support/certificates";
import { refuse, startProxy, startTls, type TestFront, type TestProxy, type Tunnelling, tunnelTo } from "../support/proxy";
import type { Command } from "../support/transferEngine";
import type { HostProcess } from "../support/transferProcess";
import { begin, sim, up, useWorlds, world } from "../support/transferTests";
import { customerOf } from "../support/transferWorld";

jest.setTimeout(60_000);

useWorlds();

describe("a transfer through a proxy (T32)", () => {
  let authority: Authority;
  let front: TestFront;
  let proxy: TestProxy;
  let host: HostProcess;
  /** What the proxy does about the tunnel of the transfer itself. */
  let atTransfer: Tunnelling;
  let isTransfer: boolean;

  beforeAll(async () => {
    authority = new Authority();
    front = await startTls(authority.issue("DNS:api.example.test"), Number(new URL(sim.url).port));
  });
  beforeEach(async () => {
    isTransfer = false;
    atTransfer = tunnelTo(front.port);
    proxy = await startProxy([(request, socket) => (isTransfer ? atTransfer : tunnelTo(front.port))(request, socket)]);
    const settings = { baseUrl: "https://api.example.test", caFile: authority.file, proxy: proxyOf(proxy.url, "HTTPS_PROXY") };
    await begin(settings);
  });
  afterEach(() => proxy.close());
  afterAll(async () => {
    await front.close();
    authority.remove();
  });

  const puts = () => sim.requests.filter(({ method }) => method === "PUT");
  const program = { a: { reference: "ref 0", customer: customerOf(0), amount: "25.00" } };
  const watched: Command = {
    onProcess: (process) => {
      host = process;
      world.watch(process);
    },
    onPoint: (point) => {
      if (point === "transfer") isTransfer = true;
      if (point === "transferred") isTransfer = false;
    },
  };
  const state = () => world.last("ref 0")?.record?.state;

  it("is made once, in a tunnel of its own", async () => {
    let tunnels = 0;
    atTransfer = (request, socket) => {
      tunnels++;
      tunnelTo(front.port)(request, socket);
    };
    expect((await up(program, watched)).errors).toEqual([]);
    expect([state(), puts().length, tunnels, world.transfers]).toEqual(["settled", 1, 1, 1]);
  });

  it("is kept back where the engine died while the proxy opened the tunnel", async () => {
    atTransfer = (request, socket) => {
      host.die("cli");
      tunnelTo(front.port)(request, socket);
    };
    await up(program, watched);
    await world.rest();
    expect([puts(), world.transfers]).toEqual([[], 0]);
  });

  it("is kept back where its window passed while the proxy opened the tunnel", async () => {
    atTransfer = (request, socket) => {
      world.pass(300_000);
      tunnelTo(front.port)(request, socket);
    };
    const { errors } = await up(program, watched);
    expect([state(), puts()]).toEqual(["notSent", []]);
    expect(errors.join()).toContain("yay:transferWindowSeconds");
  });

  it.each([
    ["refuses", () => refuse(403)],
    ["asks for a password", () => refuse(407)],
    ["cannot reach the API", () => refuse(502)],
    ["ends the handshake", () => tunnelTo(front.port, (near) => near.once("data", () => near.resetAndDestroy()))],
  ])("was not sent where the proxy %s, and may be sent again", async (_name, reaction) => {
    atTransfer = reaction();
    const { errors } = await up(program, watched);
    expect([state(), puts()]).toEqual(["notSent", []]);
    expect(errors.join()).toContain(`the proxy ${proxy.address} (from HTTPS_PROXY)`);
  });

  it("is of unknown end where the tunnel breaks when the API has it", async () => {
    let cut: () => void = () => undefined;
    atTransfer = tunnelTo(front.port, (near) => (cut = () => near.resetAndDestroy()));
    world.on("request", ({ method }) => {
      if (method === "PUT") cut();
    });
    await up(program, watched);
    expect([state(), puts().length]).toEqual(["unknown", 1]);
  });
});
