import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { temporaryFolder, write } from "../tools/support";

const audits = () => import("../../tools/supply/audit.mjs");
const folder = temporaryFolder();

const ADVISORY = {
  id: 1,
  url: "https://github.com/advisories/GHSA-aaaa-bbbb-cccc",
  title: "Reads too far",
  severity: "high",
  vulnerable_versions: "<2.0.0",
};
const FOUND = { id: "GHSA-aaaa-bbbb-cccc", package: "small", severity: "high", title: "Reads too far", url: ADVISORY.url };

jest.setTimeout(60_000);

describe("`npm run audit`", () => {
  let registry: Server;
  let advisories: { status: number; body: unknown };

  beforeEach(async () => {
    registry = createServer((request, response) => {
      const { status, body } = request.url?.includes("advisories") ? advisories : { status: 404, body: {} };
      request.resume();
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    });
    await new Promise<void>((listening) => registry.listen(0, "127.0.0.1", listening));
    const dependencies = { small: "^1.0.0" };
    const manifest = { name: "project", version: "1.0.0", dependencies };
    const packages = { "": manifest, "node_modules/small": { version: "1.0.0", integrity: `sha512-${"a".repeat(86)}==` } };
    write(join(folder(), "package.json"), JSON.stringify(manifest));
    write(join(folder(), "package-lock.json"), JSON.stringify({ ...manifest, lockfileVersion: 3, requires: true, packages }));
  });
  afterEach(() => new Promise((closed) => registry.close(closed)));

  const run = async () => {
    const { port } = registry.address() as AddressInfo;
    const environment = {
      ...process.env,
      npm_config_registry: `http://127.0.0.1:${port}/`,
      npm_config_cache: join(folder(), "cache"),
      npm_config_fetch_retries: "0",
    };
    return (await audits()).audit({ cwd: folder(), environment });
  };

  it("is content where nothing is known", async () => {
    advisories = { status: 200, body: {} };
    expect(await run()).toEqual({ answered: true, advisories: [] });
  });

  it("tells what is known", async () => {
    advisories = { status: 200, body: { small: [ADVISORY] } };
    expect(await run()).toEqual({ answered: true, advisories: [FOUND] });
  });

  it("does not take a registry without advisories for one that knows of none", async () => {
    advisories = { status: 405, body: {} };
    expect(await run()).toEqual({ answered: false, reason: expect.stringContaining("405") as string });
  });
});

describe("the list of explained advisories", () => {
  it("covers one advisory of one package each, and nothing that is no longer reported", async () => {
    const { auditFindings } = await audits();
    const explained = { id: FOUND.id, package: "small", reason: "the project never reads" };
    expect(auditFindings([FOUND], [])).toEqual([`small: high, Reads too far (GHSA-aaaa-bbbb-cccc, ${ADVISORY.url})`]);
    expect(auditFindings([FOUND], [explained])).toEqual([]);
    expect(auditFindings([FOUND], [{ ...explained, package: "other" }])).toHaveLength(2);
    expect(auditFindings([], [explained])).toEqual([
      "small: GHSA-aaaa-bbbb-cccc is explained in tools/supply/advisories.json but no longer reported",
    ]);
  });

  it("gives a reason for each", async () => {
    const { readExplained } = await audits();
    for (const entry of readExplained()) {
      expect(entry).toEqual({ id: expect.stringMatching(/^GHSA(-\w{4}){3}$/), package: expect.any(String), reason: expect.any(String) });
      expect(entry.reason.length).toBeGreaterThan(20);
    }
  });
});
