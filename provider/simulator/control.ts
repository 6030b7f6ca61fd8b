import type { Faults } from "./faults";
import { loadFault } from "./faultTypes";
import type { Json, JsonObject } from "./json";
import { asText, isObject, redact } from "./json";
import { publicRecord } from "./log";
import type { RequestRecord } from "./log";
import { formatMoney, parseMoney } from "./money";
import type { Portal } from "./portal";
import { restoreSecrets } from "./secrets";
import { setSwitch } from "./switches";
import { SWITCHES } from "./switchTable";
import type { Switches } from "./switches";
import type { World } from "./world";
import { nameOf } from "./world";

/** What the page can read and change; a Simulator. */
export interface Controllable {
  readonly url: string;
  readonly state: World;
  readonly switches: Switches;
  readonly faults: Faults;
  readonly portal: Portal;
  readonly requests: readonly RequestRecord[];
  readonly violations: readonly { readonly request: number; readonly rule: string }[];
  strict: boolean;
  reset(): void;
}

/** One command of the page. */
export interface Command {
  readonly method: string;
  /** Below /_simulator/api/. */
  readonly path: string;
  readonly body: Json | undefined;
}

/** Thrown if a command cannot be run; the message says why. */
export class ControlError extends Error {
  override readonly name = "ControlError";
  /** The HTTP status. */
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

const LONGEST_LOG = 200;

/** Runs a command and returns its answer. Throws a ControlError. */
export function control(target: Controllable, command: Command): Json {
  const [head = "", id = "", verb = ""] = command.path.split("/");
  switch (`${command.method} ${head}`) {
    case "GET snapshot":
      return snapshot(target);
    case "PUT objects":
      return editObject(target, id, asObject(command.body));
    case "DELETE objects":
      if (!target.portal.remove(id)) throw new ControlError(404, "There is no such object.");
      return {};
    case "PUT switches":
      return changeSwitches(target, asObject(command.body));
    case "PUT strict":
      target.strict = asObject(command.body)["strict"] === true;
      return {};
    case "PUT balance":
      return changeBalance(target, asObject(command.body));
    case "POST faults":
      return verb === "release" ? releaseFault(target, id) : addFault(target, command.body);
    case "DELETE faults":
      return removeFaults(target, id);
    case "POST reset":
      target.reset();
      return {};
    default:
      throw new ControlError(404, "There is no such command.");
  }
}

function asObject(body: Json | undefined): JsonObject {
  if (!isObject(body)) throw new ControlError(400, "The body is not a JSON object.");
  return body;
}

/** Everything that the page shows, without secrets. */
export function snapshot(target: Controllable): Json {
  const { state } = target;
  const seen = {
    url: target.url,
    strict: target.strict,
    account: state.account,
    ownBalance: formatMoney(state.ownBalance),
    stores: state.stores,
    customers: [...state.customers.values()].map(({ balance, ...customer }) => ({
      ...customer,
      name: nameOf(customer.record),
      balance: formatMoney(balance),
    })),
    objects: [...state.objects.values()],
    ledger: state.ledger,
    switches: target.switches,
    switchSpecs: SWITCHES,
    faults: target.faults.list().map(({ id, fault, hits, holding }) => ({ id, fault, hits: hits.length, holding })),
    violations: target.violations,
    requests: target.requests.slice(-LONGEST_LOG).map(publicRecord),
  };
  return redact(JSON.parse(JSON.stringify(seen)) as Json);
}

function editObject(target: Controllable, uuid: string, edited: JsonObject): Json {
  const found = target.portal.find(uuid);
  if (found === undefined) throw new ControlError(404, "There is no such object.");
  if (edited["uuid"] !== uuid) throw new ControlError(400, "The uuid of an object cannot be changed.");
  const restored = restoreSecrets(edited, found.record);
  found.record = restored;
  return redact(target.portal.edit(uuid, {}));
}

function changeSwitches(target: Controllable, wanted: JsonObject): Json {
  for (const [name, position] of Object.entries(wanted)) attempt(() => setSwitch(target.switches, name, asText(position)));
  return { ...target.switches };
}

function changeBalance(target: Controllable, wanted: JsonObject): Json {
  const amount = parseMoney(asText(wanted["balance"]));
  if (amount === undefined) throw new ControlError(400, 'The balance is not an amount such as "10.000".');
  target.state.ownBalance = amount;
  return {};
}

function addFault(target: Controllable, body: Json | undefined): Json {
  return { id: target.faults.add(attempt(() => loadFault(body))).id };
}

function releaseFault(target: Controllable, id: string): Json {
  const handle = target.faults.get(Number(id));
  if (handle === undefined) throw new ControlError(404, "There is no such fault.");
  handle.release();
  return {};
}

function removeFaults(target: Controllable, id: string): Json {
  if (id === "") {
    target.faults.clear();
    return {};
  }
  const handle = target.faults.get(Number(id));
  if (handle === undefined) throw new ControlError(404, "There is no such fault.");
  handle.remove();
  return {};
}

function attempt<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw new ControlError(400, (error as Error).message);
  }
}
