import * as pulumi from "@pulumi/pulumi";

/** Whether the program speaks to the engine: under mocks, and in a program that nobody runs by Pulumi, it does not. */
export function hasEngine(): boolean {
  const monitor: unknown = pulumi.runtime.hasMonitor() ? pulumi.runtime.getMonitor() : undefined;
  return typeof monitor === "object" && monitor !== null && "getChannel" in monitor;
}
