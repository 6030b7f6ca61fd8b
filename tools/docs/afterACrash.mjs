// @ts-check
import { heading, list, paragraphs, table } from "./markdown.mjs";

/** The page for the night on which a run was cut off. */
export function afterACrashPage() {
  return paragraphs([
    heading("After a crash", "`tools/docs/afterACrash.mjs`"),
    "What to do when a run that moves credit was cut off: the machine went down, the job was killed, the network was lost. **Nothing is sent again by itself.** Each `pulumi preview` and `pulumi up` of the stack stops and asks, until somebody has looked. See [CreditTransfer](resources/CreditTransfer.md) for the states and the words.",
    "## In this order",
    ...steps.flatMap(([title, text]) => [`### ${title}`, text]),
    "## Messages of the engine",
    table(["What it says or does", "What to do"], messages),
    "## Processes that a killed command leaves",
    ...leftProcesses,
    "## Never",
    list(never),
    "## What no record in the state can prevent",
    "The state of the stack is the record of what was sent. It cannot know what happened outside of it. Each of these can pay twice; the journal on the machine (`yay:journalDir`) stops those that it saw, and on a machine with an empty journal nothing does:",
    table(["What", "What it does", "With the journal of the machine that sent"], holes),
    "**A word that is not true** is believed. `notReceived` about a transfer that has arrived sends it again.",
    "## Habits that leave less to ask",
    list(habits),
  ]);
}

/** @type {readonly (readonly [title: string, text: string])[]} */
const steps = [
  [
    "1. Make sure that the run is over",
    "A run that was started elsewhere may still live: look at the job, or at the processes of the machine (`pgrep -fl pulumi`). After its command line has died a provider sends nothing new. Only then release the lock of the stack:\n\n```sh\npulumi cancel\n```\n\nOn a file backend this removes the lock and nothing else. A run that still lives goes on and may still send.",
  ],
  [
    "2. See what is open",
    '```sh\nnpx yay transfers list --open\nnpx yay transfers show "2026-11 top-up acme"\n```\n\nBoth read the state alone and send nothing. They say what is known: when the transfer was prepared, until when it may have been sent, the own balance then, what this machine\'s journal has.',
  ],
  [
    "3. Look at the money",
    "In the vendor's portal: the customer's balance and its history, and the own balance. The tracking token, where there is one, is what the vendor's support can look up. Where it cannot be decided now, leave it open: a stack of its own holds up nothing else.",
  ],
  [
    "4. Write down what you saw",
    'Into the program, at the transfer in question:\n\n```ts\nnew yay.CreditTransfer("acme-2026-11", { customer, amount: "25.00", reference: "2026-11 top-up acme", outcome: "received" }); // it has arrived\nnew yay.CreditTransfer("acme-2026-11", { customer, amount: "25.00", reference: "2026-11 top-up acme", earlier: ["notReceived"] }); // it has not; send it\n```\n\n`outcome: "received"` sends nothing. `earlier: ["notReceived"]` sends one new attempt. It is believed some minutes after the first one at the earliest; the message says from when. Then:\n\n```sh\npulumi preview\npulumi up\n```',
  ],
  [
    "5. End the warning about pending operations",
    "After a kill the engine warns of operations that were interrupted while creating, also after a later `up` that succeeded. This ends it, and changes no record. It works when nothing is open any more; before that it says what is open, and fails:\n\n```sh\npulumi refresh --clear-pending-creates --yes\n```",
  ],
];

const messages = [
  [
    "`failed to load checkpoint: EOF`, by every command (file backends)",
    "A kill left an empty file whose name ends in `.attrs` beside the state of the stack, in `.pulumi/stacks/…` of the backend. Delete that empty file. **Never put an older backup of the state in place.**",
  ],
  ["`the stack is currently locked`", "Step 1: make sure that the run is over, then `pulumi cancel`."],
  [
    "A part of a transfer is tainted, and every `up` wants to replace it and is refused",
    "`pulumi state untaint '<urn>'`. `yay transfers show <reference> --format json` has the URNs.",
  ],
  [
    "`cannot be deleted because it is protected`",
    "The program does not declare the transfer any more. Put it back; or, where it is settled, `yay transfers archive`; or, where nothing has moved, the command that `yay transfers show` names.",
  ],
  [
    "The record of an execution itself is broken",
    "`pulumi state delete --force '<urn of the CreditTransferExecution>'`. The intent that stays makes every later run ask. **An execution only, never an intent:** without its intent a transfer counts as never made, and the next `up` pays.",
  ],
];

const leftProcesses = [
  "A `pulumi` that ends by SIGKILL, such as by the kernel for want of memory or by a runner that loses patience, cannot end what it has started. Three kinds of processes may live on:",
  table(
    ["In its command line", "What it is", "What to do"],
    [
      [
        "`dynamic-provider`",
        "the provider, which sends the requests",
        "**Leave it alone.** It sends nothing new, waits for the answers that are under way, notes what they mean, and ends.",
      ],
      ["`pulumi-language-nodejs`", "Pulumi's host of the program", "It is idle, and ends by itself within some minutes."],
      [
        "`@pulumi/pulumi/cmd/run`",
        "your program, in the SDK's runner",
        "It ends when it has nothing left to do. But where it prints into the pipe that nobody reads any more, by `console.log` or `pulumi.log`, the SDK takes that for an error of the program and prints that too, for ever: one processor is busy, and the memory grows by gigabytes. End it.",
      ],
    ],
  ),
  "Ending the last two loses nothing. They talk to the engine, which is dead, and write no state; the program itself sends the API nothing but the GETs of look-ups such as `yay.getStores()`. Do it when step 1 is done: a run that lives has such processes too. The runner's command line has the stack (`--stack dev`) and the folder of the program (`--pwd …`).",
  "Linux and macOS, the first line to see them, the second to end one by its number:",
  "```sh\nps -eo pid,ppid,etime,pcpu,rss,args | grep '[@]pulumi/pulumi/cmd/run'\nkill 12345\n```",
  "One whose engine is dead has a parent `pulumi-language-nodejs` with the parent 1 (or that of a session manager), or is itself such an orphan: `ps -o pid,ppid,args -p <its ppid>`. Where `kill` does nothing, `kill -9` is as safe.",
  "Windows, in PowerShell:",
  "```powershell\nGet-CimInstance Win32_Process -Filter \"Name = 'node.exe'\" | Where-Object CommandLine -Match '@pulumi[\\\\/]pulumi[\\\\/]cmd[\\\\/]run' | Select-Object ProcessId, ParentProcessId, CommandLine\nStop-Process -Id 12345 -Force\n```",
  "The warnings of this package do not start it: each waits until the engine has answered for its resource.",
];

const never = [
  "Never restore an older state or import an older export: it does not know of what was sent since.",
  "Never `pulumi state delete` a `CreditTransferIntent`, and never `pulumi up --replace` one.",
  "Never run the same program in a second stack: it has no record, and pays everything again.",
  "Never take `notReceived` for a way to get on. It is a statement about money.",
  "Never set `PULUMI_SKIP_CHECKPOINTS`: nothing would be saved before it is sent. Transfers are refused with it.",
];

const holes = [
  [
    "`pulumi cancel` of a run that still lives",
    "A second run starts beside it, from a state that does not have what the first is sending.",
    "stopped: `unknown`",
  ],
  ["an older state restored, or an older export imported", "What was sent since counts as never made.", "stopped: `unknown`"],
  ["forced replacement or deletion of an intent, with its protection lifted", "The transfer counts as never made.", "stopped: `unknown`"],
  ["a second stack with the same program", "It has no record at all.", "stopped: `unknown`"],
  [
    "any of these on another machine, on a runner that is new each time, or with another `PULUMI_HOME` or `yay:journalDir`",
    "The journal there is empty.",
    "**not stopped**",
  ],
  ["a second stack with another `yay:reseller` for the same account", "The journal is kept for each reseller.", "**not stopped**"],
];

const habits = [
  "A project and a stack of their own for transfers, as in [`examples/credit`](../examples/credit/README.md).",
  "One machine, or one runner, that sends; on runners that are new each time `yay:journalDir` on storage that stays.",
  "A state that is kept with its history and never rolled back.",
  "Protection left on. `yay transfers archive` is the one way of forgetting that asks the engine first.",
  "`pulumi up --continue-on-error`: without it the first transfer that fails keeps the engine from starting the others, and those that were prepared already are asked about though nothing of them was sent.",
  "`yay:transferWindowSeconds` and `yay:transferDeadlineSeconds` not far below their defaults: `notReceived` is believed the window and two deadlines after the preparation, and a proxy may hold a request longer than some seconds.",
  "Few transfers in a run, and `yay:maxTransferPerRun` no higher than a month needs.",
  "`npx yay transfers list --open` as a job: it exits with 1 where something is left to be said.",
];
