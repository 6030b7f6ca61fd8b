import { bounded } from "./hosts/dynamic/boundary";
import { configure, currentRun, endWithTheEngine } from "./hosts/dynamic/session";
import { fullObject, type Handler } from "./lifecycle/fullObject";
import { Known } from "./lifecycle/known";
import { type Kind, registry } from "./registry";

interface ConfigureRequest {
  readonly config: { get(key: string): string | undefined };
}

interface DynamicHandler extends Handler {
  configure(request: ConfigureRequest): Promise<void>;
}

if (process.argv[1]?.includes("dynamic-provider") === true) endWithTheEngine();

const known = new Known();

/** The handler of a kind for the engine's dynamic host; texts in the state of every release call this. */
function handler(kind: Kind): DynamicHandler {
  return {
    ...bounded(fullObject(registry[kind], currentRun, known)),
    configure: (request) => {
      configure((key) => request.config.get(key));
      return Promise.resolve();
    },
  };
}

export = handler;
