import { ROUTES } from "../../provider/simulator/routes";
import type { Simulator } from "../../provider/simulator/index";
import { call, closeAll, startHere } from "./support";

let sim: Simulator;
beforeEach(async () => {
  sim = await startHere();
});
afterEach(closeAll);

const NOBODY = "00000000-0000-4000-8000-000000000000";

jest.setTimeout(60_000);

describe("a request without the three headers of the credentials", () => {
  const words = "Not all required authentication headers have been provided";

  it.each(["X-Auth-Reseller", "X-Auth-User", "X-Auth-Password"])("is 400 with the text of a live account: %s", async (name) => {
    for (const value of [undefined, ""]) {
      const answer = await call(sim, "GET", "/voip/flow", { headers: { [name]: value } });
      expect([answer.status, answer.result]).toEqual([400, words]);
    }
  });

  it("is that on paths that do not exist, too, and whatever results of errors say else", async () => {
    for (const errorResult of ["empty", "text", "detailed"] as const) {
      sim.switches.errorResult = errorResult;
      const answer = await call(sim, "GET", "/no/such/path", { headers: { "X-Auth-User": undefined } });
      expect([answer.status, answer.result]).toEqual([400, words]);
    }
  });
});

describe("credentials beyond ASCII", () => {
  it("are taken as Latin-1 and as UTF-8, and nothing else is", async () => {
    const here = await startHere({ credentials: { reseller: "télé", user: "zoë", password: "naïve" } });
    const statusAs = async (spelt: (text: string) => string) => {
      const headers = { "X-Auth-Reseller": spelt("télé"), "X-Auth-User": spelt("zoë"), "X-Auth-Password": spelt("naïve") };
      return (await call(here, "GET", "/authenticated", { headers })).status;
    };
    expect(await statusAs((text) => text)).toBe(200);
    expect(await statusAs((text) => Buffer.from(text, "utf8").toString("latin1"))).toBe(200);
    expect(await statusAs((text) => text.normalize("NFD").replace(/\p{M}/gu, ""))).toBe(401);
  });
});

describe("what the simulator does not have", () => {
  it.each(["/voip/message-flow", "/account/invoice", "/voip/playlists"])(
    "is 501 in its own name, because the API may have it: %s",
    async (path) => {
      const answer = await call(sim, "GET", path);
      expect([answer.status, answer.result]).toEqual([
        501,
        `This simulator has no GET ${path}; the API may have it. docs/simulator.md lists the commands.`,
      ]);
    },
  );

  it("is another answer than that of an object or a command that is not there, which says nothing else", async () => {
    for (const [method, path] of [
      ["GET", `/voip/flow/${NOBODY}`],
      ["DELETE", "/voip/call-retention"],
      ["POST", "/voip/call-retention"],
    ] as const) {
      const answer = await call(sim, method, path, method === "POST" ? { body: {} } : {});
      expect([answer.status, answer.result]).toEqual([404, {}]);
    }
  });

  it("is none of the commands of its table, whatever the switches are", async () => {
    for (const guessed of ["served", "moved", "absent"] as const) {
      Object.assign(sim.switches, { guessedPaths: guessed, guessedItems: guessed });
      for (const { method, path } of ROUTES) {
        const at = path.replaceAll(/\{\w+\}/g, NOBODY);
        expect((await call(sim, method, at, method === "GET" || method === "DELETE" ? {} : { body: {} })).status).not.toBe(501);
      }
    }
  });
});
