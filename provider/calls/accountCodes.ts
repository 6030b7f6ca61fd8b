/** Every code that a finding on an account can have: what it means, and how bad it is. */
export const accountCodes = {
  "number-nowhere": {
    severity: "error",
    title: "A number leads nowhere",
    explanation: "A caller of a number without call flow, trunk and time diary reaches nobody.",
  },
  "number-nowhere-when-open": {
    severity: "error",
    title: "A number leads nowhere while it is open",
    explanation: "The diary answers while the number is closed; at all other times there is neither a call flow nor a trunk.",
  },
  "number-two-ways": {
    severity: "warning",
    title: "A number has a call flow and a trunk",
    explanation: "Which of them answers is not documented.",
  },
  "flow-dead": {
    severity: "error",
    title: "A number or a diary leads to a flow in which callers get lost",
    explanation: "The check of the flow finds errors, or nothing has given it steps. `yay flow lint` says more of the flow.",
  },
  "entry-without-flow": {
    severity: "warning",
    title: "A closed time has no call flow",
    explanation: "What callers hear then is not documented.",
  },
  "group-empty": {
    severity: "warning",
    title: "A hunt group has no members",
    explanation: "Nobody rings. A program that leaves `members` out does not manage them, so there may be some in the portal.",
  },
  "queue-empty": {
    severity: "warning",
    title: "A queue has nobody to answer",
    explanation:
      "It has no hunt groups, or none of them has members. What is left out of a program is not managed, so there may be some in the portal.",
  },
  "queue-rings-on": {
    severity: "warning",
    title: "A queue that can only ring on",
    explanation:
      "The step that puts callers into it leads to no other step, so that a caller whom nobody answers waits until he gives up. How such steps work is not documented.",
  },
  "emergency-behind-menu": {
    severity: "warning",
    title: "An emergency number behind a menu",
    explanation:
      "A step forwards to an emergency number such as 999 or 112, and callers reach it only by a menu or by dialling an extension.",
  },
  "reference-missing": {
    severity: "error",
    title: "A reference to what does not exist",
    explanation: "Reported only of kinds of which all objects are known, as those of a live account.",
  },
} as const satisfies Record<string, { readonly severity: "error" | "warning"; readonly title: string; readonly explanation: string }>;

/** The code of a finding on an account. */
export type AccountCode = keyof typeof accountCodes;
