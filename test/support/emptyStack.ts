import { createHash } from "node:crypto";
import { mkdir, realpath, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** What the passphrase `test` opens. */
const salt = "v1:uyprNPZVeJ4=:v1:CNL4hIgn9+jCcwIC:wLLbhaKvgMT/7tgFVvPMQ6ZdtmsZkA==";

const checkpoint = {
  version: 3,
  checkpoint: {
    stack: "organization/test/dev",
    latest: {
      manifest: { time: "2026-11-29T00:00:00Z", magic: "", version: "" },
      secrets_providers: { type: "passphrase", state: { salt } },
      metadata: {},
    },
  },
};

/**
 * Writes what `pulumi stack init dev` leaves of an empty stack of the project `test`: with hundreds of stacks the command itself is a good part of
 * a run of the tests. One of them makes its stack by the command, and finds the same.
 */
export async function writeEmptyStack(folder: string): Promise<void> {
  const project = join(await realpath(join(folder, "program")), "Pulumi.yaml");
  const hash = createHash("sha1").update(project).digest("hex");
  const files = {
    "program/Pulumi.dev.yaml": `encryptionsalt: ${salt}\n`,
    "state/.pulumi/meta.yaml": "version: 1\n",
    "state/.pulumi/stacks/test/dev.json": JSON.stringify(checkpoint),
    [`home/workspaces/test-${hash}-workspace.json`]: JSON.stringify({
      stacks: { [`file://${join(folder, "state")}`]: "organization/test/dev" },
    }),
  };
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
}
