// @ts-check
import { code, heading, paragraphs, table } from "./markdown.mjs";
import { members } from "./source.mjs";

/** @typedef {import("./facts.mjs").Facts} Facts */

const settingsFile = "provider/settings/settings.ts";

/** @param {Facts} facts */
export function settingsPage({ settings }) {
  const documented = new Map(members(settingsFile, "Settings").map((member) => [member.name, member]));
  const rows = settings.map(({ name, variable, required, secret, fallback }) => {
    const meaning = documented.get(name)?.text ?? "";
    return [code(`yay:${name}`), code(variable), fallbackCell(required, fallback), `${meaning}${secret ? " **A secret.**" : ""}`];
  });
  return paragraphs([
    heading("Settings", code(settingsFile)),
    "Each can be set in the stack's configuration or in the environment; the stack wins. A blank value counts as none. They are read when a method needs them: a preview needs none, unless the program calls a [look-up](look-ups.md). One error names all that are missing or wrong.",
    "```sh\npulumi config set yay:reseller my-reseller\npulumi config set yay:user my-user\npulumi config set --secret yay:password\nnpx yay check --stack\n```",
    table(["Setting", "Environment", "Default", "Meaning"], rows),
    "## Proxies",
    "`yay:proxy` names the proxy that requests go through; without it `HTTPS_PROXY` or `https_proxy` does, unless `NO_PROXY` or `no_proxy` exempts the host. `yay:proxy: none` goes directly whatever the environment says. `HTTP_PROXY` and `ALL_PROXY` are not read, because the API is reached by https alone, and SOCKS is not supported. This machine (`localhost`, `127.0.0.0/8`, `::1`) is never reached through a proxy.",
    "The proxy sees the host and no more: the TLS of the API runs inside the tunnel, and `yay:caFile` is trusted there and for the TLS of an `https://` proxy. Credentials in the proxy's URL are secrets: set such a value by `pulumi config set --secret yay:proxy`. No message has more of it than its host and port. `yay check` says which way it went.",
    "What a proxy refuses has not reached the API, and the error says so. A transfer of credit looks once more at what it knows after the tunnel stands, directly before its bytes.",
    "## When a setting has changed",
    "A refresh and a destroy do not run the program, and the engine gives them the configuration as the last `up` had it: a password that was moved from the environment to `pulumi config` is missing in `pulumi refresh`, `pulumi up --refresh`, `pulumi preview --refresh` and `pulumi destroy` until a plain `pulumi up` has stored it. Run that first, or add `--run-program`. The environment is always that of the moment.",
    "## Secrets",
    "No setting is stored in the state of a resource: credentials can be changed without an update.",
    "No secret stands in what `pulumi` prints, up to its log level 2 (`-v=2 --logtostderr`). From 3 on Pulumi itself writes down what passes through it, secrets of the program in clear, and from 9 on those of the configuration too; so it does where `PULUMI_DEBUG_GRPC` is set. Treat such a log as a secret.",
    "What the program itself wraps by `pulumi.secret`, or takes from `config.requireSecret`, is a secret wherever this package repeats it, in the API's spelling too: in the state, reports, findings, messages, the log of writes, and what `yay` says of a stack. A message names where it stands and says `[secret]`. Which values those are is recorded in the state, encrypted, under `confidential`: a value that is marked later is known there from the next update of its resource on, because a mark alone changes nothing. A password and a PIN need no mark.",
    "What cannot be a secret: a key, such as the name of a step or a user, and the uuid of an object, because each stands in paths, names and diffs; nor a value that is copied elsewhere in the portal. A name of a user that is marked makes the users a secret as a whole. Of a transfer with a secret amount the own balance before and after stays in the record, because it is the proof.",
  ]);
}

/** @param {boolean} required @param {unknown} fallback */
function fallbackCell(required, fallback) {
  if (required) return "required";
  if (fallback === undefined || JSON.stringify(fallback) === "{}") return "none";
  return code(String(fallback));
}

const severities = /** @type {const} */ ([
  [
    "error",
    "Errors",
    "An error stops `pulumi preview`. Those that live already do not: neither does one of the recorded flow stop an update, nor any the taking over of a flow as it lives (`adopt` without `overwrite`), so that it can be mended step by step.",
  ],
  ["warning", "Warnings", "A warning is shown and stops nothing."],
]);

/** @param {Facts} facts */
export function findingsPage({ codes }) {
  return paragraphs([
    heading("Findings in call flows", code("provider/callflow/codes.ts")),
    "What a check of a flow can say: in `pulumi preview`, in `yay flow lint`, and by `validate` of `pulumi-yay/callflow`. All findings of a flow come at once, each with its code, its place (`flow.menu.next.2`), a sentence, and a hint. Values that are not known yet cause none.",
    ...severities.flatMap(([severity, title, text]) => [
      `## ${title}`,
      text,
      table(
        ["Code", "What it is", "Why"],
        Object.entries(codes)
          .filter(([, fact]) => fact.severity === severity)
          .map(([name, fact]) => [code(name), fact.title, fact.explanation]),
      ),
    ]),
  ]);
}
