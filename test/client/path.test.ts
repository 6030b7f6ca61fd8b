import fc from "fast-check";
import { NotAppliedError } from "../../provider/client";
import { urlOf } from "../../provider/client/request";
import { uuid } from "./support";

const base = "https://api.example:8443";

/** The address that a path leads to, or what is said of a path that is refused. */
function leadsTo(path: string): string {
  try {
    return urlOf('delete CallFlow "main"', base, path).href;
  } catch (error) {
    if (!NotAppliedError.is(error)) throw error;
    return error.message;
  }
}

describe("the address of a request, where a path got past every other check", () => {
  test.each(["/voip/flow", `/voip/flow/${uuid}`, "/voip/next-extension/group"])("is under the base and has just that path: %s", (path) => {
    expect(leadsTo(path)).toBe(base + path);
  });

  test.each([
    ["climbs", "/voip/flow/.."],
    ["climbs by an encoded point", "/voip/flow/%2e%2E"],
    ["climbs half encoded", "/voip/flow/.%2e/x"],
    ["stands still", "/voip/./flow"],
    ["names another host", "//evil.example/voip/flow"],
    ["names another host by backslashes", "\\\\evil.example/voip/flow"],
    ["names another scheme", "http://api.example:8443/voip/flow"],
    ["names another port", "https://api.example/voip/flow"],
    ["is a whole address under the base", `${base}/voip/flow`],
    ["has a question", "/voip/flow?all=1"],
    ["has a mark", "/voip/flow#x"],
    ["has a backslash", "/voip\\flow"],
    ["has a blank at its end", "/voip/flow "],
    ["has a line end within", "/voip/fl\now"],
    ["is relative", "voip/flow"],
    ["is empty", ""],
    ["makes no address", "//"],
  ])("is refused where the path %s", (_what, path) => {
    expect(leadsTo(path)).toBe(`Cannot delete CallFlow "main": the path ${JSON.stringify(path)} would lead elsewhere.\nNothing was sent.`);
  });

  test("is never anything else, whatever the path", () => {
    const pieces = fc.constantFrom("/", ".", "..", "%2e", "\\", "?", "#", "@", ":", "//", "voip", "flow", " ", "\t", "é", uuid);
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 8 }), (parts) => {
        const path = parts.join("");
        const told = leadsTo(path);
        return told === base + path || told.includes(" would lead elsewhere.");
      }),
      { numRuns: 1000 },
    );
  });
});
