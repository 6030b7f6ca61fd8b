import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { join } from "node:path";

/** The dynamic hosts that the engine has started and that live, also those that outlive their engine. */
export class Hosts {
  readonly #server: Server;
  readonly #living = new Map<Socket, number>();
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

  /** What tells a stack's hosts to report. */
  get env(): Record<string, string> {
    const { port } = this.#server.address() as AddressInfo;
    return { PULUMI_YAY_TEST_HOSTS: String(port), NODE_OPTIONS: `--require ${JSON.stringify(join(__dirname, "reportHost.cjs"))}` };
  }

  get pids(): number[] {
    return [...this.#living.values()].filter((pid) => pid > 0);
  }

  /** Ends every host at once, as a machine that runs out of memory does. */
  kill(): void {
    for (const pid of this.pids) {
      try {
        process.kill(pid, "SIGKILL");
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
      }
    }
  }

  /** Waits until no host lives. */
  async ended(): Promise<void> {
    while (this.#living.size > 0) await new Promise<void>((change) => (this.#onChange = change));
  }

  async close(): Promise<void> {
    this.#living.forEach((_pid, socket) => socket.destroy());
    this.#server.close();
    await once(this.#server, "close");
  }

  #met(socket: Socket): void {
    this.#living.set(socket, 0);
    socket.setEncoding("utf8").on("data", (line: string) => void this.#living.set(socket, Number.parseInt(line, 10)));
    socket
      .on("error", () => undefined)
      .once("close", () => {
        this.#living.delete(socket);
        this.#onChange();
      });
  }
}
