import { failure, type Stage } from "../support/lifecycle";
import { on, numbered } from "./customers";

describe("deleting a customer", () => {
  const gone = { kind: "status", status: 404 } as const;
  const noFlow = { kind: "custom", text: '{"result":[],"status_code":200}' } as const;
  const flow = (stage: Stage) => stage.sim.portal.addObject("flow", { name: "f", extension: 501, flow: {} }, "acme-ltd");

  it.each([
    [{ flow: 1 }, "1 flow"],
    [{ flow: 2, user: 1 }, "1 user and 2 flows"],
    [{ flow: 1, user: 3, number: 2 }, "2 numbers (+4450550700, +4450550701), 3 users and 1 flow"],
  ] as const)("stops where the customer still has %j", async (contents, words) => {
    await on({}, async (stage) => {
      await stage.up();
      for (const [kind, count] of Object.entries(contents)) {
        for (let index = 0; index < count; index++)
          stage.sim.portal.addObject(kind as "flow", { extension: 700 + index, ...numbered(kind, index) }, "acme-ltd");
      }
      const requests = await stage.traffic(async () => {
        const { message } = await failure(stage.engine.destroy());
        expect(message).toContain(`Cannot delete SubReseller "it": it still has ${words}, and nothing was sent.`);
        expect(message).toContain("forceDestroy: true, run pulumi up, and delete then");
        expect(message).toContain("credit that is left cannot be got back");
      });
      expect(requests).not.toContain("DELETE /account/reseller/{uuid}");
      expect(stage.count()).toBe(1);
    });
  });

  it("counts the objects of this customer alone", async () => {
    await on({}, async (stage) => {
      await stage.up();
      stage.sim.portal.addCustomer({ name: "other", contact_name: "Other" });
      stage.sim.portal.addObject("flow", { name: "f", extension: 501, flow: {} }, "other");
      stage.sim.portal.addObject("flow", { name: "f", extension: 501, flow: {} });
      await stage.engine.destroy();
      expect(stage.count()).toBe(1);
    });
  });

  it.each([
    ["a web page", { kind: "html", status: 404 }],
    ["an answer without a list", { kind: "custom", text: '{"result":{},"status_code":200}' }],
    ["an answer of nothing", { kind: "custom", text: "" }],
    ["a refusal", { kind: "status", status: 403 }],
  ] as const)("stops where what the customer has cannot be read: %s", async (_name, effect) => {
    await on({}, async (stage) => {
      await stage.up();
      stage.sim.faults.add({ times: 0, match: { path: "/voip/user" }, effect });
      await failure(stage.engine.destroy());
      expect(stage.count()).toBe(1);
      expect(stage.engine.state.size).toBe(1);
    });
  });

  it.each(["/voip/number", "/voip/user", "/voip/flow"])("takes a 404 of %s for no proof that the customer has none", async (path) => {
    await on(
      {},
      async (stage) => {
        await stage.up();
        flow(stage);
        stage.sim.faults.add({ times: 0, match: { path: "/voip/*", where: (request) => request.path === path }, effect: gone });
        if (path !== "/voip/flow") stage.sim.faults.add({ times: 0, match: { path: "/voip/flow" }, effect: noFlow });
        const requests = await stage.traffic(async () => {
          const { message } = await failure(stage.engine.destroy());
          expect(message).toContain('Cannot delete SubReseller "it": what the customer still has is not known, and nothing was deleted.');
          expect(message).toContain(`  GET ${path} → 404 Not Found, tracking token `);
          expect(message).toContain(", where a list is due.");
        });
        expect(requests).not.toContain("DELETE /account/reseller/{uuid}");
        expect([stage.count(), stage.sim.state.objects.size, stage.engine.state.size]).toEqual([1, 1, 1]);
      },
      { switches: { deleteWithContents: "cascade" } },
    );
  });

  it("tells of every list that it cannot read, of what it sees in the others, and how to delete without looking", async () => {
    await on({}, async (stage) => {
      await stage.up();
      flow(stage);
      stage.sim.faults.add({ times: 0, match: { path: "/voip/number" }, effect: gone });
      stage.sim.faults.add({ times: 0, match: { path: "/voip/user" }, effect: { kind: "status", status: 403 } });
      const requests = await stage.traffic(async () => {
        const { message } = await failure(stage.engine.destroy());
        expect(message).toContain(
          "Tried: GET /voip/number, GET /voip/user, GET /voip/flow, GET /subscription/voip-bundle and GET /voip/call-pack. What came back:",
        );
        expect(message).toMatch(/^ {2}GET \/voip\/number → 404 Not Found, tracking token \S+, where a list is due\.$/m);
        expect(message).toMatch(/^ {2}the API refused\.\n {2}GET \/voip\/user → 403 Forbidden, tracking token /m);
        expect(message).toContain("It has 1 flow at least: those can be deleted first.");
        expect(message).toContain(
          "where a plan has no numbers or a user may not see them, the answer stays the same. Then write forceDestroy: true",
        );
        expect(message).toContain("run pulumi up, and delete then");
        expect(message).toContain("whatever the customer has goes with it, and credit that is left cannot be got back.");
        expect(message).not.toContain("The API refuses this while");
      });
      expect(requests.filter((request) => request.startsWith("GET /voip/"))).toHaveLength(4);
      expect(requests).not.toContain("DELETE /account/reseller/{uuid}");
      expect([stage.count(), stage.engine.state.size]).toEqual([1, 1]);
    });
  });

  it.each([
    [400, "the answer stays the same. Then write forceDestroy: true"],
    [
      401,
      "Mend the credentials first, because deleting needs them too, and run it again. If the lists stay closed then, write forceDestroy",
    ],
    [404, "the answer stays the same. Then write forceDestroy: true"],
    [500, "Run the command again. If it stays so, write forceDestroy: true"],
    [503, "Run the command again. If it stays so, write forceDestroy: true"],
  ])("says after a %i of a list what fits it, and can delete once forceDestroy is stored", async (status, words) => {
    await on({}, async (stage) => {
      await stage.up();
      stage.sim.faults.add({ times: 0, match: { path: "/voip/*" }, effect: { kind: "status", status } });
      const { message } = await failure(stage.engine.destroy());
      expect(message).toContain(words);
      expect(message).not.toContain("The API refuses this while");
      await stage.up({ forceDestroy: true });
      const from = stage.engine.said.length;
      const requests = await stage.traffic(() => stage.engine.destroy());
      expect(requests.filter((request) => !request.startsWith("GET"))).toEqual(["DELETE /account/reseller/{uuid}"]);
      expect(stage.engine.said.slice(from)).toEqual(['SubReseller "it": which numbers and packs go with it is not known.']);
      expect([stage.count(), stage.engine.state.size]).toEqual([0, 0]);
    });
  });

  it("says what is to be done where a list comes without its entries, or no connection is made", async () => {
    await on({}, async (stage) => {
      await stage.up();
      const odd = stage.sim.faults.add({
        times: 0,
        match: { path: "/voip/number" },
        effect: { kind: "custom", text: '{"result":{},"status_code":200}' },
      });
      expect((await failure(stage.engine.destroy())).message).toMatch(
        /GET \/voip\/number → 200 OK.*, in an answer without a list\.\n.*Then write forceDestroy/s,
      );
      odd.remove();
      stage.sim.faults.add({ times: 0, match: { path: "/voip/number" }, effect: { kind: "drop" } });
      expect((await failure(stage.engine.destroy())).message).toContain("Run the command again. If it stays so, write forceDestroy: true");
      expect(stage.count()).toBe(1);
    });
  });

  it.each([
    ["an empty 200", { kind: "empty" }],
    ["a page of a proxy", { kind: "html", status: 200 }],
    ["a text", { kind: "custom", text: "ok", contentType: "text/plain" }],
  ] as const)("believes %s only where the customer is gone", async (_name, effect) => {
    await on({ forceDestroy: true }, async (stage) => {
      await stage.up();
      const lie = stage.sim.faults.add({ match: { method: "DELETE" }, applied: false, effect });
      expect((await failure(stage.engine.destroy())).message).toContain("It still lives.");
      expect(stage.engine.state.size).toBe(1);
      lie.remove();
      stage.sim.faults.add({ match: { method: "DELETE" }, applied: true, effect });
      await stage.engine.destroy();
      expect([stage.count(), stage.engine.state.size]).toEqual([0, 0]);
    });
  });

  it("takes everything with it where forceDestroy was stored by an earlier up, and asks only for the numbers, bundles and packs, which it names", async () => {
    await on(
      {},
      async (stage) => {
        await stage.up();
        flow(stage);
        expect(await stage.traffic(async () => expect(await stage.up({ forceDestroy: true })).toBe("update"))).toEqual([
          "GET /account/reseller/{uuid}",
        ]);
        for (let index = 0; index < 22; index++) stage.sim.portal.addObject("number", numbered("number", index), "acme-ltd");
        const said = await stage.said(async () => {
          expect(await stage.traffic(() => stage.engine.destroy())).toEqual([
            "GET /account/reseller",
            "GET /voip/number",
            "GET /subscription/voip-bundle",
            "GET /voip/call-pack",
            "DELETE /account/reseller/{uuid}",
          ]);
        });
        expect(said).toEqual([
          expect.stringMatching(/^SubReseller "it": 22 numbers go with it \(\+4450550700, \+4450550701, .*, 2 more\)\.$/),
        ]);
        expect(stage.sim.state.objects.size).toBe(0);
      },
      { switches: { deleteWithContents: "cascade" } },
    );
  });

  it("passes a 400 on with a hint", async () => {
    await on({ forceDestroy: true }, async (stage) => {
      await stage.up();
      flow(stage);
      const { message } = await failure(stage.engine.destroy());
      expect(message).toContain("→ 400");
      expect(message).toContain(
        "The API refuses this while the customer still has numbers, users, flows, bundles or packs: delete those first.",
      );
      expect(message).toContain("A number goes in the portal, or by a PhoneNumber whose releaseOnDelete an up has stored before");
      expect(stage.engine.state.size).toBe(1);
    });
  });

  it("says of a 400 after a look that found nothing no reason that the look has disproved", async () => {
    await on({}, async (stage) => {
      await stage.up();
      stage.sim.portal.addObject("group", { name: "g", extension_number: 601 }, "acme-ltd");
      const { message } = await failure(stage.engine.destroy());
      expect(message).toContain("→ 400");
      expect(message).toContain(
        "It has no numbers, users, flows, bundles or packs (we looked); why the API refuses is not documented. It may have something else, such as groups, mailboxes or trunks.",
      );
      expect(message).not.toContain("delete those first");
      expect(stage.engine.state.size).toBe(1);
    });
  });

  it("takes one that somebody deleted for deleted, also where the guard is the first to see it", async () => {
    await on({}, async (stage) => {
      await stage.up();
      stage.sim.portal.remove(stage.it.id);
      await stage.engine.destroy();
      expect(stage.engine.state.size).toBe(0);
    });
  });
});
