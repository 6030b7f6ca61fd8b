import * as pulumi from "@pulumi/pulumi";
import { hasEngine } from "./engine";

/** A request of the SDK for one resource, at least from 3.216 to 3.276; of an SDK that writes it otherwise nothing is left out. */
interface ResourceRequest {
  getType?(): string;
  getSourceposition?(): unknown;
  setStacktrace?(trace: undefined): void;
}

type Send = (request: ResourceRequest, ...rest: unknown[]) => unknown;

const TYPES = "pulumi-nodejs:dynamic/yay:";

const lean = new WeakSet<object>();

/**
 * From now on the engine is told of resources of this package without what it would store for nobody, because it writes the whole state at every step:
 * see `leanRequest`. Under mocks all stays as it is.
 */
export function registerLeanly(): void {
  if (!hasEngine()) return;
  const monitor = pulumi.runtime.getMonitor() as Partial<Record<string, Send>> | undefined;
  if (monitor === undefined || lean.has(monitor)) return;
  lean.add(monitor);
  for (const method of ["registerResource", "readResource"]) {
    const send = monitor[method];
    if (typeof send !== "function") continue;
    monitor[method] = (request, ...rest) => Reflect.apply(send, monitor, [leanRequest(request), ...rest]);
  }
}

/** The same request without the stack trace: of our resources that has one frame, the very position that stands beside it. */
export function leanRequest<Request extends ResourceRequest>(request: Request): Request {
  if (request.getType?.().startsWith(TYPES) === true && request.getSourceposition?.() !== undefined) request.setStacktrace?.(undefined);
  return request;
}
