import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Simulator } from "../../provider/simulator/index";
import { Browser, findBrowser } from "./browser";
import type { Page } from "./browser";
import { CREATE_CUSTOMER, CREATE_FLOW } from "./documents";
import { call, closeAll, startHere } from "./support";

const HOSTILE = `<img src=x onerror="window.owned=1"></td><script>window.owned=1</script>`;
const command = findBrowser();
const inBrowser = command === undefined ? describe.skip : describe;
if (command === undefined) console.warn("No chromium on this machine: the simulator's page is not looked at in a browser. SKIPPED.");

/** Where pictures of the page go, for people to look at; unset: none are made. */
const pictures = process.env["YAY_SIMULATOR_PICTURES"];

jest.setTimeout(60_000);

inBrowser("the page in a real browser", () => {
  let browser: Browser;
  let sim: Simulator;
  let page: Page;
  beforeAll(() => {
    browser = new Browser(command ?? "");
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    sim = await startHere({
      credentials: { reseller: "tele", user: "api", password: "s3ntinel" },
      seed: {
        balance: "250.000",
        stores: [{ name: "Shop" }],
        customers: [
          {
            name: "acme",
            contact_name: HOSTILE,
            balance: "7.250",
            users: [{ ...CREATE_CUSTOMER.users[0], password: "hunter2" }],
            objects: { flow: [{ ...CREATE_FLOW, name: HOSTILE }], user: [{ display_name: "Pete", extension: 1001 }] },
          },
        ],
      },
    });
    page = await browser.open(sim.url);
    await page.until(`document.querySelector("#objects button.link") !== null`);
  });
  afterEach(async () => {
    await page.evaluate(`location.replace("about:blank")`);
    await closeAll();
    browser.complaints.length = 0;
  });

  const text = (selector: string) => page.evaluate(`document.querySelector(${JSON.stringify(selector)}).textContent`);
  const click = (selector: string) => page.evaluate(`document.querySelector(${JSON.stringify(selector)}).click()`);
  const openEditor = async (title: string): Promise<void> => {
    const wanted = JSON.stringify(title);
    await page.evaluate(`[...document.querySelectorAll("#objects button.link")].find((one) => one.textContent === ${wanted}).click()`);
    await page.until(`document.querySelector("#editor").open`);
  };
  const type = (selector: string, value: string) =>
    page.evaluate(`document.querySelector(${JSON.stringify(selector)}).value = ${JSON.stringify(value)}`);

  it("shows objects and follows requests, the ledger and violations live, without complaint of its policy", async () => {
    expect(await text("#address")).toContain("250.000");
    const [uuid = ""] = [...sim.state.customers.keys()];
    await call(sim, "PUT", `/account/reseller/${uuid}`, { body: { balance: "10.000" } });
    await call(sim, "GET", "/account/store", { customer: "acme" });
    await page.until(`document.querySelectorAll("#requests details").length === 2 && document.querySelector("#ledger table") !== null`);
    expect(await text("#ledger")).toContain("10.000");
    expect(await text("#violations")).toContain("X-Auth-For on GET /account/store");
    await click("#requests details:last-child summary");
    await page.until(`document.querySelector("#requests details[open] pre") !== null`);
    expect(await text("#requests details[open]")).toContain('"balance": "10.000"');
    expect(browser.complaints).toEqual([]);
  });

  it("names with markup stay text", async () => {
    await page.until(`document.querySelector("#objects").textContent.includes("<img src=x")`);
    await call(sim, "POST", "/voip/flow", { body: { name: HOSTILE }, customer: "acme" });
    await page.until(`document.querySelector("#requests details") !== null`);
    await click("#requests summary");
    await openEditor(HOSTILE);
    expect(await page.evaluate(`[window.owned, document.images.length, document.scripts.length]`)).toEqual([null, 0, 1]);
    expect(browser.complaints).toEqual([]);
  });

  it("its policy stops markup and code that a mistake would let in", async () => {
    await expect(page.evaluate(`document.body.innerHTML = "<b>x</b>"`)).rejects.toThrow("TrustedHTML");
    await expect(page.evaluate(`document.createElement("b").setAttribute("onclick", "window.owned = 1")`)).rejects.toThrow("TrustedScript");
    await page.evaluate(`document.body.setAttribute("style", "color: red")`);
    expect(await page.evaluate("getComputedStyle(document.body).color")).not.toBe("rgb(255, 0, 0)");
    expect(browser.complaints.join()).toContain("Content Security Policy");
  });

  it("shows no credential and no secret", async () => {
    await call(sim, "POST", "/account/reseller", { body: { ...CREATE_CUSTOMER, name: "x", store_front: "" } });
    await page.until(`document.querySelector("#requests details") !== null`);
    await click("#requests summary");
    await openEditor("acme");
    const all = (await page.evaluate(`document.documentElement.outerHTML + document.querySelector("#editor-text").value`)) as string;
    expect(all).toContain("[redacted]");
    expect(all).not.toMatch(/s3ntinel|hunter2/);
  });

  it("edits in the portal, keeps secrets, and tells of JSON that is none", async () => {
    await openEditor("acme");
    await type("#editor-text", "{");
    await click("#editor-form .main");
    await page.until(`document.querySelector("#editor-fault").textContent.startsWith("Not JSON")`);
    const [customer] = sim.state.customers.values();
    const shown = await page.evaluate(`JSON.stringify({ ...current.customers[0].record, contact_name: "Edited" })`);
    await type("#editor-text", shown as string);
    await click("#editor-form .main");
    await page.until(`!document.querySelector("#editor").open`);
    expect(customer?.record).toMatchObject({ contact_name: "Edited", users: [{ password: "hunter2" }] });
    await openEditor("Pete");
    await click("#editor-delete");
    await page.until(`!document.querySelector("#editor").open`);
    expect([...sim.state.objects.values()].map((object) => object.kind)).toEqual(["flow"]);
  });

  it("adds, releases and removes faults", async () => {
    await type(`#fault-form [name="path"]`, "/voip/*");
    await page.evaluate(
      `document.querySelector("#preset").value = [...document.querySelector("#preset").options].find((one) => one.text.startsWith("held before")).value`,
    );
    await click("#fault-form button");
    await page.until(`document.querySelector("#faults tr button") !== null`);
    const asked = call(sim, "GET", "/voip/flow");
    await page.until(`[...document.querySelectorAll("#faults button")].some((one) => one.textContent === "Release 1")`);
    await page.evaluate(`[...document.querySelectorAll("#faults button")].find((one) => one.textContent === "Release 1").click()`);
    expect((await asked).status).toBe(200);
    await type(`#fault-form [name="times"]`, "0");
    await page.evaluate(`document.querySelector("#preset").value = "0"`);
    await click("#fault-form button");
    await page.until(`document.querySelector("#faults").textContent.includes("always")`);
    expect((await call(sim, "GET", "/voip/flow")).status).toBe(500);
    await page.evaluate(`[...document.querySelectorAll("#faults button")].find((one) => one.textContent === "Remove").click()`);
    await page.until(`document.querySelector("#faults").textContent.includes("No fault")`);
    expect((await call(sim, "GET", "/voip/flow")).status).toBe(200);
  });

  it("tells of a fault that the simulator does not take", async () => {
    await type(`#fault-form [name="path"]`, "voip");
    await click("#fault-form button");
    await page.until(`document.querySelector("#notice").textContent.includes("match.path")`);
  });

  it("turns switches and strictness, and goes back to the seed", async () => {
    await page.until(`document.querySelector('[aria-label="noContent"]') !== null`);
    await page.evaluate(
      `{ const one = document.querySelector('[aria-label="noContent"]'); one.value = "empty204"; one.dispatchEvent(new Event("change")); }`,
    );
    await page.until(`document.querySelector("#switches .changed") !== null`);
    expect(sim.switches.noContent).toBe("empty204");
    await click("#strict");
    await page.until(`current.strict === false`);
    expect(sim.strict).toBe(false);
    sim.portal.addCustomer({ name: "later", contact_name: "L" });
    await page.until(`document.querySelector("#objects").textContent.includes("later")`);
    await click("#reset");
    await page.until(`!document.querySelector("#objects").textContent.includes("later")`);
    expect(sim.switches.noContent).toBe("envelope200");
  });

  it.each([
    ["light", false, 1400],
    ["dark", true, 1400],
    ["narrow", false, 420],
  ])("is readable: %s", async (name, isDark, width) => {
    sim.faults.add({ match: { path: "/voip/*" }, effect: { kind: "status", status: 500 }, times: 0 });
    for (const path of ["/authenticated", "/voip/flow", "/nothing"]) await call(sim, "GET", path);
    const [uuid = ""] = [...sim.state.customers.keys()];
    await call(sim, "PUT", `/account/reseller/${uuid}`, { body: { balance: "10.000" } });
    sim.portal.edit(uuid, { contact_name: "Ann" });
    page = await browser.open(sim.url, { isDark, width });
    await page.until(`document.querySelectorAll("#requests details").length === 4 && document.querySelector("#faults tr") !== null`);
    if (pictures !== undefined) writeFileSync(join(pictures, `page-${name}.png`), await page.picture());
    expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
    expect(await page.evaluate(CONTRAST)).toBeGreaterThan(4.5);
  });
});

/** The lowest contrast between a text's colour and the ground behind it, over all elements with text of their own. */
const CONTRAST = `(() => {
  const parse = (color) => color.match(/[\\d.]+/g).map(Number);
  const light = (color) => parse(color).slice(0, 3).map((part) => { const c = part / 255; return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4; })
    .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0);
  const ground = (element) => { for (let one = element; one; one = one.parentElement) { const color = getComputedStyle(one).backgroundColor; if ((parse(color)[3] ?? 1) > 0) return color; } return "rgb(255, 255, 255)"; };
  const withText = [...document.body.querySelectorAll("*")].filter((one) => one.checkVisibility() && [...one.childNodes].some((child) => child.nodeType === 3 && child.textContent.trim() !== ""));
  return Math.min(...withText.map((one) => { const [a, b] = [light(getComputedStyle(one).color), light(ground(one))].sort((x, y) => y - x); return (a + 0.05) / (b + 0.05); }));
})()`;
