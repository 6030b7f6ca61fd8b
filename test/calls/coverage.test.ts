import { callCoverage, callCoverageText, callNumber, callPicture } from "../../provider/calls/index";
import { drawMermaid } from "../../provider/callflow/index";
import { larch } from "./account";

const SHOP = "+441632960101";

describe("the coverage of calls", () => {
  it("names the numbers, hours, steps, branches, phones and mailboxes that no call has reached", () => {
    const calls = [
      callNumber(larch, SHOP, { at: "2026-11-30 10:00", presses: ["1"], answers: { Foreman: true } }),
      callNumber(larch, SHOP, { at: "2026-12-25 10:00" }),
    ];
    const reached = callCoverage(larch, calls);
    expect(reached.numbers).toMatchObject({ reached: 1, total: 7 });
    expect(reached.hours).toEqual({
      reached: 2,
      total: 6,
      missing: [`${SHOP} elements.0`, `${SHOP} elements.1`, `${SHOP} elements.2`, `${SHOP} exceptions.1`],
    });
    expect(reached.phones).toEqual({ reached: 2, total: 3, missing: ["Counter (1003)"] });
    expect(reached.mailboxes).toEqual({ reached: 1, total: 3, missing: ["Messages", "Foreman's own"] });
    expect(reached.steps.missing).toEqual([
      "Main line: shop",
      "Main line: mobile",
      "Main line: dial",
      "Main line: message",
      "Help: start",
      "Help: wait",
    ]);
    expect(reached.branches.missing).toContain("Main line: menu.next.2");
    expect(reached.branches.missing).not.toContain("Main line: menu.next.1");
    expect(callCoverageText(reached)).toContain("no call reaches phones Counter (1003)");
  });

  it("is nothing without calls, and whole if there is nothing to reach", () => {
    expect(callCoverage(larch, []).numbers).toMatchObject({ reached: 0, total: 7 });
    expect(callCoverageText(callCoverage([], []))).toMatch(/numbers: +0 of 0 \(100 %\)/);
  });
});

describe("the picture of a call", () => {
  it("has the number, its diary, the steps with those who ring and when, and the end", () => {
    const picture = callPicture(callNumber(larch, SHOP, { at: "2026-11-30 10:00", presses: ["2"] }));
    expect(picture.nodes.map(({ name, role }) => [name, role])).toEqual([
      ["Shop", "start"],
      ["Shop hours", "menu"],
      ["start", "step"],
      ["menu", "menu"],
      ["shop", "step"],
      ["mobile", "step"],
      ["message", "step"],
      ["in Messages", "end"],
    ]);
    expect(picture.edges.map(({ label }) => label)).toEqual(["", "open", "", "2", "noanswer", "noanswer", ""]);
    expect(picture.nodes[4]?.details).toEqual(["Counter (1003)", "at 0:00"]);
    expect(drawMermaid(picture)).toContain("Shop hours");
  });

  it("draws a step once that the call passes again, and an end that is wrong as an error", () => {
    const flow = {
      start: { module: "start", next: "menu" },
      menu: { module: "pressextension", next: { 1: "menu", timeout: "menu", invalid: "menu" } },
    };
    const looping = larch.map((object) => (object.resource === "main" ? { ...object, args: { ...object.args, flow } } : object));
    const picture = callPicture(callNumber(looping, "van", { presses: ["1", "1"], limit: 6 }));
    expect(picture.nodes.map(({ name }) => name)).toEqual(["+441632960102", "start", "menu", "given up: it came back again and again"]);
    expect(picture.nodes.at(-1)?.errors).toHaveLength(1);
    expect(callPicture(callNumber(larch, "spare")).nodes.at(-1)).toMatchObject({
      role: "end",
      errors: [expect.stringContaining("nowhere")],
    });
    expect(callPicture(callNumber(larch, "helpme")).nodes.at(-1)).toMatchObject({ role: "undocumented", errors: [] });
  });
});
