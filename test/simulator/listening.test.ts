import { get as httpGet } from "node:http";
import { get as httpsGet } from "node:https";
import type { IncomingMessage } from "node:http";
import { networkInterfaces } from "node:os";
import { generate } from "selfsigned";
import type { Simulator, TlsCertificate } from "../../provider/simulator/index";
import { call, closeAll, startHere, usualHeaders } from "./support";

let tls: TlsCertificate;
beforeAll(async () => {
  const altNames = [{ type: 7 as const, ip: "127.0.0.1" }];
  const made = await generate([{ name: "commonName", value: "test" }], {
    keyType: "ec",
    extensions: [{ name: "subjectAltName", altNames }],
  });
  tls = { cert: made.cert, key: made.private };
});
afterEach(closeAll);

/** The status, or the code of the error. */
function encrypted(
  sim: Simulator,
  path: string,
  ca: string | undefined = tls.cert,
  headers: Record<string, string> = {},
): Promise<number | string> {
  return new Promise((resolve) => {
    const answered = (response: IncomingMessage): void => void response.resume().on("end", () => resolve(response.statusCode ?? 0));
    const options = { headers: { ...usualHeaders(sim), ...headers }, agent: false as const, ...(ca === "" ? {} : { ca }) };
    httpsGet(sim.url + path, options, answered).on("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
  });
}

describe("a simulator with a certificate", () => {
  it("speaks HTTPS with those who trust it, and with nobody else", async () => {
    const sim = await startHere({ tls });
    expect(sim.url).toBe(`https://127.0.0.1:${sim.port}`);
    expect(await encrypted(sim, "/authenticated")).toBe(200);
    expect(await encrypted(sim, "/authenticated", "")).toBe("DEPTH_ZERO_SELF_SIGNED_CERT");
    expect(sim.requests).toHaveLength(1);
  });

  it("drops and resets encrypted connections as its faults say", async () => {
    const sim = await startHere({ tls });
    for (const reset of [true, false]) {
      sim.faults.add({ effect: { kind: "drop", reset } });
      expect(await encrypted(sim, "/authenticated")).toBe("ECONNRESET");
    }
    expect(await encrypted(sim, "/authenticated")).toBe(200);
  });

  it("stops and listens again, also while somebody has begun to connect", async () => {
    const sim = await startHere({ tls });
    const silent = httpGet({ port: sim.port, host: "127.0.0.1" }).on("error", () => undefined);
    await new Promise((resolve) => silent.once("socket", (socket) => socket.once("connect", resolve)));
    await sim.pause();
    expect(await encrypted(sim, "/authenticated")).toBe("ECONNREFUSED");
    await sim.resume();
    expect(await encrypted(sim, "/authenticated")).toBe(200);
  });

  it("lets its page control it, and no page of another origin", async () => {
    const sim = await startHere({ tls });
    const control = { "X-Simulator-Control": "1" };
    expect(await encrypted(sim, "/_simulator/api/snapshot", undefined, { ...control, Origin: sim.url })).toBe(200);
    expect(await encrypted(sim, "/_simulator/api/snapshot", undefined, { ...control, Origin: sim.url.replace("https", "http") })).toBe(403);
  });
});

/** An address of this machine that is not the loopback's. */
const outside = Object.values(networkInterfaces())
  .flatMap((all) => all ?? [])
  .find(({ family, internal }) => family === "IPv4" && !internal)?.address;

describe("a simulator that listens on all addresses", () => {
  it("is reached under each of them, and its page by this machine's loopback alone", async () => {
    const sim = await startHere({ host: "0.0.0.0" });
    expect(sim.url).toBe(`http://127.0.0.1:${sim.port}`);
    expect((await call(sim, "GET", "/authenticated")).status).toBe(200);
    expect((await fetch(`${sim.url}/`)).status).toBe(200);
    if (outside === undefined) return;
    expect((await fetch(`http://${outside}:${sim.port}/authenticated`, { headers: usualHeaders(sim) })).status).toBe(200);
    expect((await fetch(`http://${outside}:${sim.port}/`)).status).toBe(403);
  });

  it("is not reached there otherwise", async () => {
    const sim = await startHere();
    if (outside === undefined) return;
    await expect(fetch(`http://${outside}:${sim.port}/authenticated`)).rejects.toThrow("fetch failed");
  });
});
