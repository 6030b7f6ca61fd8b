import * as pulumi from "@pulumi/pulumi";

/** Whether the program runs under the engine; false under mocks, or if it is not run by Pulumi. */
export function hasEngine(): boolean {
  return monitorAddress() !== undefined;
}

/** The address at which the engine listens for resources; undefined under mocks. */
export function monitorAddress(): string | undefined {
  const monitor: unknown = pulumi.runtime.getMonitor();
  if (typeof monitor !== "object" || monitor === null || !("getChannel" in monitor)) return undefined;
  return (monitor as { getChannel(): { getTarget(): string } }).getChannel().getTarget().replace(/^dns:/, "");
}

/** Whether Pulumi's runner runs the program, in a process of its own; false for inline programs of the Automation API. */
export function isRunByTheRunner(): boolean {
  const address = monitorAddress();
  return address !== undefined && process.env["PULUMI_NODEJS_MONITOR"] === address;
}
