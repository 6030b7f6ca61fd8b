import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { CHEAPER, required } from "./cheaper";

/** How long hosts may take to notice that their engine is gone. */
const GRACE_MS = 20_000;

/** The running dynamic hosts that the engine has started, including those that outlive it. */
export class Hosts {
  readonly #server: Server;
  readonly #living = new Map<Socket, number>();
  readonly #loaded = new Set<Socket>();
  readonly #orphaned = new Set<Socket>();
  #onChange: () => void = () => undefined;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async watch(): Promise<Hosts> {
    const server = createServer();
    const hosts = new Hosts(server);
    server.on("connection", (socket) => hosts.#met(socket));
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return hosts;
  }

  /** The environment that makes a stack's hosts report. */
  get env(): Record<string, string> {
    const { port } = this.#server.address() as AddressInfo;
    return { PULUMI_YAY_TEST_HOSTS: String(port), NODE_OPTIONS: `${CHEAPER.NODE_OPTIONS} ${required("reportHost.cjs")}` };
  }

  get pids(): number[] {
    return [...this.#living.values()].filter((pid) => pid > 0);
  }

  /** How many of them have loaded the package. */
  get loaded(): number {
    return this.#loaded.size;
  }

  /** Waits until every running host has noticed the end of its engine. */
  async orphaned(): Promise<void> {
    while (this.#orphaned.size < this.#living.size) await this.#change();
  }

  /** Kills every host at once, as a machine that runs out of memory does. */
  kill(): void {
    this.pids.forEach(end);
  }

  /**
   * Waits until no host is running. A host that had not loaded the package when its engine died stays idle for ever, so it is killed after
   * a while. A host that has loaded it must end by itself.
   */
  async ended(): Promise<void> {
    const patience = setTimeout(() => {
      for (const [socket, pid] of this.#living) if (pid > 0 && !this.#loaded.has(socket)) end(pid);
    }, GRACE_MS);
    while (this.#living.size > 0) await this.#change();
    clearTimeout(patience);
  }

  async close(): Promise<void> {
    this.#living.forEach((_pid, socket) => socket.destroy());
    this.#server.close();
    await once(this.#server, "close");
  }

  #change(): Promise<void> {
    return new Promise((change) => (this.#onChange = change));
  }

  #met(socket: Socket): void {
    this.#living.set(socket, 0);
    socket.setEncoding("utf8").on("data", (lines: string) => {
      if (lines.includes("loaded")) this.#loaded.add(socket);
      if (lines.includes("orphaned")) this.#orphaned.add(socket);
      if (/^\d/.test(lines)) this.#living.set(socket, Number.parseInt(lines, 10));
      this.#onChange();
    });
    socket
      .on("error", () => undefined)
      .once("close", () => {
        this.#living.delete(socket);
        this.#loaded.delete(socket);
        this.#orphaned.delete(socket);
        this.#onChange();
      });
  }
}

function end(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
