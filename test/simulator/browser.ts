import { execFileSync, spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable, Writable } from "node:stream";

const NAMES = ["chromium", "chromium-browser", "google-chrome"];

/** The command of an installed browser, or undefined. */
export function findBrowser(): string | undefined {
  return NAMES.find((name) => {
    try {
      execFileSync("which", [name], { stdio: "ignore" });
      return true;
    } catch {
      return false;
    }
  });
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Record<string, unknown>;
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly message: string };
}

/** A real browser without a window, spoken to over the pipe of the DevTools protocol. */
export class Browser {
  /** Everything that pages wrote to the console, threw, or were forbidden by their policy. */
  readonly complaints: string[] = [];
  readonly #process: ChildProcess;
  readonly #profile: string;
  readonly #pending = new Map<number, (message: Message) => void>();
  #lastId = 0;
  #rest = "";

  constructor(command: string) {
    this.#profile = mkdtempSync(join(tmpdir(), "simulator-browser-"));
    const flags = [
      "--headless=new",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-dev-shm-usage",
      "--no-first-run",
      "--remote-debugging-pipe",
    ];
    this.#process = spawn(command, [...flags, `--user-data-dir=${this.#profile}`, "about:blank"], {
      stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"],
    });
    (this.#process.stdio[4] as Readable).setEncoding("utf8").on("data", (text: string) => this.#take(text));
  }

  /** Opens a page and waits until it is loaded. */
  async open(url: string, options: { width?: number; height?: number; isDark?: boolean } = {}): Promise<Page> {
    const { targetId } = await this.send("Target.createTarget", { url: "about:blank" });
    const { sessionId } = await this.send("Target.attachToTarget", { targetId, flatten: true });
    const page = new Page(this, sessionId as string);
    for (const domain of ["Page", "Runtime", "Log"]) await page.send(`${domain}.enable`);
    await page.send("Emulation.setDeviceMetricsOverride", {
      width: options.width ?? 1400,
      height: options.height ?? 1000,
      deviceScaleFactor: 1,
      mobile: false,
    });
    const features = [{ name: "prefers-color-scheme", value: options.isDark === true ? "dark" : "light" }];
    await page.send("Emulation.setEmulatedMedia", { features });
    await page.send("Page.navigate", { url });
    await page.until("document.readyState === 'complete' && location.href !== 'about:blank'");
    return page;
  }

  send(method: string, params: Record<string, unknown> = {}, sessionId?: string): Promise<Record<string, unknown>> {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, ({ result, error }) => {
        if (error === undefined) resolve(result ?? {});
        else reject(new Error(`${method}: ${error.message}`));
      });
      (this.#process.stdio[3] as Writable).write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    });
  }

  async close(): Promise<void> {
    const isGone = new Promise((resolve) => this.#process.once("exit", resolve));
    await this.send("Browser.close").catch(() => undefined);
    await isGone;
    rmSync(this.#profile, { recursive: true, force: true, maxRetries: 5 });
  }

  #take(text: string): void {
    const parts = (this.#rest + text).split("\0");
    this.#rest = parts.pop() ?? "";
    for (const part of parts) this.#dispatch(JSON.parse(part) as Message);
  }

  #dispatch(message: Message): void {
    if (message.id !== undefined) {
      this.#pending.get(message.id)?.(message);
      this.#pending.delete(message.id);
    } else if (["Runtime.exceptionThrown", "Log.entryAdded", "Runtime.consoleAPICalled"].includes(message.method ?? "")) {
      this.complaints.push(JSON.stringify(message.params));
    }
  }
}

/** One page of a browser. */
export class Page {
  readonly #browser: Browser;
  readonly #session: string;

  constructor(browser: Browser, session: string) {
    this.#browser = browser;
    this.#session = session;
  }

  send(method: string, params: Record<string, unknown> = {}): Promise<Record<string, unknown>> {
    return this.#browser.send(method, params, this.#session);
  }

  /** The value of an expression in the page. Throws what it throws. */
  async evaluate(expression: string): Promise<unknown> {
    const answer = await this.send("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true });
    if (answer["exceptionDetails"] !== undefined) throw new Error(JSON.stringify(answer["exceptionDetails"]));
    return (answer["result"] as { value?: unknown }).value;
  }

  /** Waits until an expression is true in the page, looking at every frame that it paints. */
  async until(condition: string): Promise<void> {
    const look = `new Promise((resolve) => { const look = () => (${condition}) ? resolve(true) : setTimeout(look, 20); look(); })`;
    await this.evaluate(look);
  }

  /** The page as PNG. */
  async picture(): Promise<Buffer> {
    const { data } = await this.send("Page.captureScreenshot", { format: "png", captureBeyondViewport: true });
    return Buffer.from(data as string, "base64");
  }
}
