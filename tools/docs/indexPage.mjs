// @ts-check
import { code, heading, list, paragraphs, table } from "./markdown.mjs";
import { transferKind, transferText } from "./transfer.mjs";

/** @typedef {import("./resource.mjs").Kind} Kind */

const rules = [
  "**What the program declares is managed, and nothing else.** A field that it does not name is kept as it lives, also when another one is changed; a field that leaves the program is no longer managed.",
  "**Absent, null, blank, an empty list and the documented default are one value:** between them is no change.",
  "**An update never overwrites unseen.** Where somebody changed a declared field since the last `up` or refresh, it stops with a report; `pulumi up --refresh` shows and replaces the change, or keeps it where `ignoreChanges` names it. `yay:onConflict: overwrite` chooses otherwise.",
  "**`uuid` is `id`.** It is known in previews, so that the objects of a customer do not change when the customer does.",
  "**The `import` option does not work** for dynamic resources: the engine reads an imported object without the provider. Take a living object over by `adopt`, or read it by the class's `get`.",
  "**Previews change nothing, and send nothing**, unless the program calls a look-up or refreshes, or would move credit: then the own balance is read, where credentials are at hand.",
  "**A credit transfer is no object but a record:** of these rules only the last one is for it.",
];

/** @param {readonly Kind[]} kinds */
export function indexPage(kinds) {
  return paragraphs([
    heading("pulumi-yay", "the sources"),
    "Reference pages. What the project is and how to begin stands in the [README](../README.md), how it works and why in [DESIGN](../DESIGN.md).",
    "## Resources",
    table(
      ["Kind", "What it is", "Vendor's documentation"],
      [
        ...kinds.map(({ definition: { kind, documentation }, text }) => ({ kind, text, documentation })),
        { kind: transferKind, text: transferText(), documentation: "partial" },
      ].map(({ kind, text, documentation }) => [`[${code(kind)}](resources/${kind}.md)`, text, documentation]),
    ),
    "## More",
    list([
      "[Look-ups](look-ups.md): what a program can ask the account.",
      "[Resource options](resource-options.md): the paths that `ignoreChanges` takes, and which options do nothing.",
      "[Where the engine finds the package](finding-the-package.md): component packages, workspaces of pnpm and yarn, Automation programs.",
      "[Settings](settings.md): credentials, the host, limits, what to do on conflicts.",
      "[What is never deleted](deletions.md): what happens to a living object after renames, adoptions, taints and runs that failed, and what cannot be known.",
      "[After a crash](after-a-crash.md): what to do when a run that moves credit was cut off, and what cannot be prevented.",
      "[Errors](errors.md): what each means and what to do.",
      "[Call flows to take from](call-flows.md): fourteen lines with their pictures, and the calls that they are tested with.",
      "[Findings in call flows](call-flow-findings.md): what the check of a flow says.",
      "[Testing programs](testing.md): unit tests with `pulumi.runtime.setMocks`.",
      "[The simulator](simulator.md): the API on this machine, its switches and faults.",
      "[Reliability](reliability.md): what happens under every fault, and the properties that tests hold the provider to.",
      "[Benchmarks](benchmarks.md): time, requests and bytes of state, beside a provider that does nothing.",
      "[How strong the tests are](test-strength.md): what they reach, and which changes to the code they notice.",
      "[Supply chain](supply-chain.md): what comes with the package, under which licence, and how releases are made.",
      "[Consumers](consumers.md): the ways of taking the package in that were run.",
    ]),
    "## What holds for every resource",
    list(rules),
  ]);
}
