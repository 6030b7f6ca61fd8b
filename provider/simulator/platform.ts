import type { CallContext } from "./call";
import type { IncomingRequest, Credentials } from "./authentication";
import { authenticate, findViolations, headerReadings } from "./authentication";
import type { Json, JsonObject } from "./json";
import { isObject, parseJson } from "./json";
import type { Reply } from "./reply";
import { refuse, refuseInWords } from "./reply";
import type { Route, RouteMatch } from "./routes";
import { hasPath, runRoute } from "./routes";
import type { Switches } from "./switches";
import { charge, refuseUncovered } from "./transfer";
import type { Customer, World } from "./world";
import { customerByName } from "./world";

/** What the platform needs besides the request. */
export interface Platform {
  readonly world: World;
  readonly credentials: Credentials;
  readonly switches: Switches;
  readonly isStrict: boolean;
  readonly now: Date;
  readonly trackingToken: string;
  /** Called for everything that the documents forbid. */
  readonly onViolation: (rule: string) => void;
}

/** Answers one request, as the API would. */
export function answer(incoming: IncomingRequest, platform: Platform): Reply {
  const violations = findViolations(incoming, platform.switches);
  for (const { rule } of violations) platform.onViolation(rule);
  const worst = violations[0];
  if (worst !== undefined && platform.isStrict) return refuse(worst.status, worst.rule);
  const refusal = authenticate(incoming, platform.world, platform.credentials, platform.switches);
  if (refusal !== undefined) return refusal;
  if (incoming.match === undefined) return noCommand(incoming);
  return runCommand(incoming, platform, incoming.match);
}

/**
 * What the API does not have is a 404, as an object is that does not live. Of a path that is none of the simulator's it does not know what the
 * API would answer, so it says so in its own name.
 */
function noCommand({ method, path }: IncomingRequest): Reply {
  if (hasPath(path)) return refuse(404, "no such command");
  return refuseInWords(501, `This simulator has no ${method} ${path}; the API may have it. docs/simulator.md lists the commands.`);
}

function runCommand(incoming: IncomingRequest, platform: Platform, { route, parameters }: RouteMatch): Reply {
  const { world, switches } = platform;
  const customer = route.isWithoutCustomer === true ? undefined : actingFor(incoming, world);
  if (customer === "unknown") return refuse(Number(switches.unknownCustomer), "X-Auth-For names no customer");
  const body = readBody(incoming, route);
  if (body === undefined) return refuse(400, "the body is not a JSON object");
  reportMixedTransfer(route, body, platform);
  const call: CallContext = {
    world,
    switches,
    now: platform.now,
    today: platform.now.toISOString().slice(0, 10),
    trackingToken: platform.trackingToken,
    customer,
    owner: customer?.uuid ?? null,
    body,
    query: Object.fromEntries(incoming.query),
    uuid: parameters["uuid"] ?? "",
    parent: route.parent === undefined ? undefined : parameters[route.parent],
  };
  return runCharged(call, route);
}

function actingFor(incoming: IncomingRequest, world: World): Customer | undefined | "unknown" {
  const header = incoming.headers["x-auth-for"];
  if (header === undefined) return undefined;
  const [latin1, utf8] = headerReadings(header);
  return customerByName(world, latin1) ?? customerByName(world, utf8) ?? "unknown";
}

function readBody(incoming: IncomingRequest, route: Route): JsonObject | undefined {
  if (route.method === "GET" || route.method === "DELETE") return {};
  try {
    const body: Json = parseJson(incoming.rawBody);
    return isObject(body) ? body : undefined;
  } catch {
    return undefined;
  }
}

/** Reports a body that mixes an update and a transfer: the two documented bodies of this command have no key in common. */
function reportMixedTransfer(route: Route, body: JsonObject, platform: Platform): void {
  const isUpdate = route.method === "PUT" && route.path.startsWith("/account/reseller/");
  if (isUpdate && Object.hasOwn(body, "balance") && Object.keys(body).length > 1) platform.onViolation("balance in an update");
}

function runCharged(call: CallContext, route: Route): Reply {
  const cost = call.world.charges.get(`${route.method} ${route.path}`) ?? 0;
  const refusal = cost > 0 ? refuseUncovered(call, cost) : undefined;
  if (refusal !== undefined) return refusal;
  const reply = runRoute(route, call);
  if (cost > 0 && reply.isApplied) charge(call, cost);
  return reply;
}
