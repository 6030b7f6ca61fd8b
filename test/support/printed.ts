/** One message that the engine printed of a resource, or of the command as a whole. */
export interface Message {
  readonly of: string;
  readonly severity: string;
  readonly text: string;
}

/** The messages in what a command printed: its diagnostics, and lines that it printed outside of them. */
export function messagesIn(text: string): Message[] {
  const messages: { of: string; severity: string; lines: string[] }[] = [];
  let of = "";
  let inDiagnostics = false;
  for (const line of text.split("\n")) {
    const start = /^( *)(error|warning): (.*)$/.exec(line);
    if (line.startsWith("Diagnostics:")) inDiagnostics = true;
    else if (/^(Resources|Outputs|Duration|Policies):/.test(line)) [of, inDiagnostics] = ["", false];
    else if (start !== null && (inDiagnostics ? start[1] === "    " : start[1] === ""))
      messages.push({ of, severity: start[2] ?? "", lines: [start[3] ?? ""] });
    else if (inDiagnostics && /^ {2}\S.*\):$/.test(line)) of = line.trim().slice(0, -1);
    else if (inDiagnostics && /^( {4}|$)/.test(line)) messages.at(-1)?.lines.push(line.slice(4));
  }
  // The text after an empty line was printed by a process itself.
  return messages.map(({ lines, ...message }) => ({ ...message, text: (lines.join("\n").split("\n\n")[0] ?? "").trim() }));
}

/** What the engine itself says of a command or of a resource; of the latter it may say first which command failed. */
const ofTheEngine = [
  /^(update|preview|refresh|destroy) (failed|cancell?ed)$/,
  /^(update|preview|refresh|destroy) failed: /,
  /^resource monitor shut down/,
  /^BAIL: /,
  ...[
    "context canceled$",
    "rpc error: code = (Unavailable|Canceled)",
    "connection error: ",
    "error reading (from server|server preface): ",
    "stream terminated by RST_STREAM ",
    "server closed the stream without sending trailers$",
    "closing transport due to: ",
    "(grpc: )?(the (client )?connection|transport) .*(closing|closed|draining|refused)",
  ].map((words) => new RegExp(`^((Update|Preview|Refresh|Destroy) failed: )?${words}`)),
];

/** How the engine introduces what a deletion has thrown. */
const introduction =
  /^((?:Update|Preview|Refresh|Destroy) failed: )?(\d+ errors? occurred:\s*\* )?(deleting \S+: )?(\d+ errors? occurred:\s*\* )?/;

/** Errors without a request, or after a successful one: a rule, not an answer, stopped the command. */
const ofRules = [
  /^Cannot create \w+ "[^"]*": a \w+ with .* lives already/,
  /^Cannot update \w+ "[^"]*": somebody changed /,
  /^Cannot \w+ \w+ "[^"]*": .* still has /,
  /^Cannot create \w+ "[^"]*": callFlow \S+ is filled already/,
  /^Cannot (create|adopt) \w+ "[^"]*": \w+ "[^"]*" of this program (already )?(has|fills) /,
  /^Cannot go on with \w+ "[^"]*": \w+ "[^"]*" of this program has .*, too, and nothing was sent\./,
  /^Cannot delete \w+ "[^"]*" with all that it has: \w+ "[^"]*" failed in this run, .*; nothing was sent\./,
  /^Cannot delete \w+ "[^"]*": .* of this program would go with it, and nothing was sent\./,
  /^Cannot delete \w+ "[^"]*": \w+ "[^"]*" asked for .* and did not get it; nothing was sent\./,
  /^Cannot delete \w+ "[^"]*": \w+ "[^"]*" asks for .* and has not been created; nothing was sent\./,
  /^Cannot adopt \w+ "[^"]*": .*( lives? there\b| differs from the program)/,
  /^\S+ resource '[^']*' has a problem: adopt: \w+ "[^"]*" of this program has /,
  /^\S+ resource '[^']*' has a problem: (extension|name|callFlow|flow): /,
  /^Cannot change \w+ "[^"]*"/,
];

/** The engine's messages about targets that leave out dependents, or that are in no state. */
const ofTargets = [
  /^Target '[^']*' could not be found in the stack\./,
  /^no resource named '[^']*' found$/,
  /^Resource '[^']*' depends on '[^']*' which was was not specified in --target list\.$/,
  /^Resource '[^']*' will be destroyed but was not specified in --target list\./,
];

const known = [...ofTheEngine, ...ofRules, ...ofTargets];

/** What came back, and to what; or why nothing was sent. */
export const exchange =
  /\b(GET|POST|PUT|DELETE) \/\S+( \(\d+ attempts\))? (→ (\d{3} \w|no complete answer: |no connection: )|was not sent: |was accepted without )/;

/** Errors that should say what was asked and what came back and do not, and unknown errors. */
export function unclearErrors(text: string): Message[] {
  const errors = messagesIn(text).filter(({ severity }) => severity === "error");
  return errors.filter(({ text: error }) => !exchange.test(error) && !known.some((one) => one.test(error.replace(introduction, ""))));
}
