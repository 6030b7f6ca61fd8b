import * as pulumi from "@pulumi/pulumi";

/** Whether the program speaks to the engine: under mocks, and where nobody runs it by Pulumi, it does not. */
export function hasEngine(): boolean {
  return monitorAddress() !== undefined;
}

/** Where the engine listens for resources; mocks have no address. */
export function monitorAddress(): string | undefined {
  const monitor: unknown = pulumi.runtime.getMonitor();
  if (typeof monitor !== "object" || monitor === null || !("getChannel" in monitor)) return undefined;
  return (monitor as { getChannel(): { getTarget(): string } }).getChannel().getTarget().replace(/^dns:/, "");
}
