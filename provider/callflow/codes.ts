/** How bad a finding is: an error stops a preview, a warning is shown. */
export type Severity = "error" | "warning";

/** What a code means; its documentation is generated from this. */
export interface CodeFact {
  severity: Severity;
  title: string;
  explanation: string;
}

/** Every code that a finding can have. */
export const codes = {
  "flow-type": {
    severity: "error",
    title: "The flow is not a map of steps",
    explanation: "A flow is an object whose keys are step names and whose values are steps.",
  },
  "step-type": {
    severity: "error",
    title: "A step is not an object",
    explanation: "A step is an object with the key `module` and the keys of that module.",
  },
  "step-name": {
    severity: "error",
    title: "A step has a reserved name",
    explanation: "`sipuser_voicemail` means the mailbox of the user dialled, so no step can be called so; a name cannot be blank either.",
  },
  "module-missing": {
    severity: "error",
    title: "A step names no module",
    explanation: "Every step says in `module`, as text, what it does.",
  },
  "module-misspelt": {
    severity: "error",
    title: "A module's name looks misspelt",
    explanation:
      "Modules that the reference does not describe are sent as they are, and their targets are not resolved. A name that is nearly a documented one is therefore refused.",
  },
  "start-missing": {
    severity: "error",
    title: "No start",
    explanation: "Every flow needs one step of module `start`: the API enters the flow there.",
  },
  "start-several": { severity: "error", title: "Several starts", explanation: "A flow has one step of module `start` and no second one." },
  "target-missing": {
    severity: "error",
    title: "A target does not exist",
    explanation: "Every target is the name of another step of the same flow. A caller who is sent to none is lost.",
  },
  "key-missing": { severity: "error", title: "A required key is missing", explanation: "The reference requires this key of the module." },
  "key-unknown": {
    severity: "error",
    title: "A key that the module does not have",
    explanation: "Keys of a documented module are those of the reference. What live steps have beyond it stands under `extra`.",
  },
  "key-type": {
    severity: "error",
    title: "A value of the wrong kind",
    explanation: "The value has another kind than the reference gives this key.",
  },
  "id-kind": {
    severity: "error",
    title: "The id of another kind of object",
    explanation: "The uuid is known to belong to an object of another kind, for example to a hunt group where a SIP user is meant.",
  },
  "extra-documented": {
    severity: "error",
    title: "A documented key under extra",
    explanation:
      "`extra` holds only keys that the reference does not have; a documented one stands beside `module`, in the program's spelling.",
  },
  "terminal-with-next": {
    severity: "error",
    title: "A step after the end",
    explanation: "`busy`, `voicemail`, `conference`, `Trunk` and `fax` end the flow, so nothing can follow them.",
  },
  "menu-key": {
    severity: "error",
    title: "Not a key of a menu",
    explanation:
      "A menu knows the keys 0 to 9, * and #, one press each, and `invalid` and `timeout`; dialling by extension knows the last two.",
  },
  "pin-form": {
    severity: "error",
    title: "The PIN is not four digits",
    explanation: "The PIN of a conference is a string of four digits.",
  },
  "pattern-invalid": {
    severity: "error",
    title: "Not a regular expression",
    explanation: "The pattern is a regular expression in no dialect, so it cannot match anybody.",
  },
  "pattern-catastrophic": {
    severity: "error",
    title: "A regular expression that can hang",
    explanation: "On some callers' numbers the pattern backtracks without end, as nested repetitions do.",
  },
  "fax-alone": {
    severity: "error",
    title: "Fax is not alone",
    explanation: "A flow that receives faxes has `fax` as its only step after `start`.",
  },
  "loop-endless": {
    severity: "error",
    title: "A loop without a way out",
    explanation: "Every path from these steps returns to them, and none waits for the caller or rings somebody.",
  },
  "step-unreachable": {
    severity: "warning",
    title: "A step that no call reaches",
    explanation: "No path leads from `start` to this step, or only one through a way that is never followed.",
  },
  "way-never-followed": {
    severity: "warning",
    title: "A way that no call takes",
    explanation:
      "`busy`, `voicemail`, `conference`, `Trunk` and `fax` end the call, so a way to another step that stands under their `extra` is never followed, whatever it is called. A step that only such ways lead to is reached by no call.",
  },
  "menu-without-timeout": {
    severity: "warning",
    title: "A menu without timeout",
    explanation: "What happens to a caller who presses nothing is not documented.",
  },
  "menu-without-invalid": {
    severity: "warning",
    title: "A menu without invalid",
    explanation: "What happens to a caller who presses another key is not documented.",
  },
  "menu-timeout-loop": {
    severity: "warning",
    title: "A silent caller stays for ever",
    explanation: "A caller who presses nothing returns to this menu for ever and keeps a line busy.",
  },
  "menu-invalid-loop": {
    severity: "warning",
    title: "Wrong keys can be pressed for ever",
    explanation: "A caller who keeps pressing wrong keys returns to this menu for ever; a fax machine or a robot does that.",
  },
  "ring-without-noanswer": {
    severity: "warning",
    title: "Nobody answers, and then?",
    explanation: "What happens to a caller whom nobody answers is not documented where `noanswer` is left out.",
  },
  "number-form": {
    severity: "warning",
    title: "Not a number in E.164 form",
    explanation: "Calls are forwarded to numbers in E.164 form: a plus, the country, the number, digits only.",
  },
  "pattern-dialect": {
    severity: "warning",
    title: "A pattern of another dialect",
    explanation:
      "Which dialect of regular expressions the API speaks is not documented. This pattern is one in PCRE and none in JavaScript.",
  },
  "pattern-plus": {
    severity: "warning",
    title: "A plus in a pattern",
    explanation: "Callers' numbers are matched as digits without a plus, so a pattern that asks for one matches nobody.",
  },
  "pattern-unchecked": {
    severity: "warning",
    title: "A pattern too large to check",
    explanation: "Whether the pattern can backtrack without end was not found out within the limit.",
  },
  "target-verbatim": {
    severity: "warning",
    title: "A step's name in an undocumented part",
    explanation: "Undocumented parts are sent as they are: there a step is named by its uuid, and a step whose name is a uuid keeps it.",
  },
} as const satisfies Record<string, CodeFact>;

/** The code of a finding. */
export type Code = keyof typeof codes;

/** One thing that is wrong with a flow. */
export interface Finding {
  code: Code;
  severity: Severity;
  /** Where, in the program's words: `flow.menu.next.2`. */
  path: string;
  /** What is wrong, as one sentence. */
  message: string;
  /** What to do about it; blank if the message says enough. */
  hint: string;
}
