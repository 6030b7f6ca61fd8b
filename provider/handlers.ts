import { bounded } from "./hosts/dynamic/boundary";
import {
  configure,
  currentGivenPaths,
  currentRun,
  currentTransferJournal,
  currentTransferSettings,
  endWithTheEngine,
} from "./hosts/dynamic/session";
import { withRedaction } from "./lifecycle/secrets/withRedaction";
import type { Handler } from "./lifecycle/forms/handler";
import { fullObject } from "./lifecycle/forms/fullObject";
import { ProgramKnowledge } from "./lifecycle/run/programKnowledge";
import type { TransferHost } from "./transfer/host";
import { TransferMemory } from "./transfer/memory";
import { type Kind, objectionToSending, type RecordKind, records, registry } from "./kinds/registry";

interface ConfigureRequest {
  readonly config: { get(key: string): string | undefined };
}

interface DynamicHandler extends Handler {
  configure(request: ConfigureRequest): Promise<void>;
}

const say = (text: string) => console.log(text);

/** Long enough for the engine to ask about the resources beside one, and short of the time in which a preview ends. */
const BESIDE_MS = 50;

const known = new ProgramKnowledge(say, { soon: (action) => setTimeout(action, BESIDE_MS), givenPaths: currentGivenPaths });

/** What the programs of this process have marked as secret, in whatever resource. */
const marked = new Set<string>();

const transfers: TransferHost = {
  run: currentRun,
  settings: currentTransferSettings,
  journal: currentTransferJournal,
  memory: new TransferMemory(),
  others: known,
  env: process.env,
  now: Date.now,
  say,
};

if (process.argv[1]?.includes("dynamic-provider") === true) endWithTheEngine(() => transfers.memory.idle());

function handlerOf(kind: Kind | RecordKind): Handler {
  return withRedaction(
    kind in records ? records[kind as RecordKind](transfers) : fullObject(registry[kind as Kind], currentRun, known),
    marked,
  );
}

/** The handler of a kind for the engine's dynamic host; texts in the state of every release call this. */
function handler(kind: Kind | RecordKind): DynamicHandler {
  return {
    ...bounded(handlerOf(kind), objectionToSending),
    configure: (request) => {
      configure((key) => request.config.get(key));
      return Promise.resolve();
    },
  };
}

export = handler;
