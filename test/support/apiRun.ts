import { Client } from "../../provider/client";
import { RetryBudget } from "../../provider/client/limits";
import { Run, type RunOptions } from "../../provider/lifecycle/run/run";
import type { Settings } from "../../provider/settings/settings";
import { type Reaction, type Seen, serve, settingsFor, virtualTime } from "../client/support";

/** A run against an API that answers as the test says; `seen` has the last request. */
export async function runUnder(
  answer: (seen: Seen) => Reaction,
  options: RunOptions = {},
  given: Partial<Settings> = {},
): Promise<{ run: Run; seen: Seen[] }> {
  const server = await serve((seen, response) => answer(seen)(seen, response));
  const settings = { ...settingsFor(server.url), ...given };
  const run = new Run(new Client(settings, { ...virtualTime(), budget: new RetryBudget() }), settings, options);
  return { run, seen: server.seen };
}
