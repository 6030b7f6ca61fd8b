/** The command line sets it for a preview that it runs to judge flows itself: a check that refused them would leave it none to show. */
const JUDGE = "YAY_FLOWS_JUDGED_BY";

/** Whether flows are judged elsewhere, so that nothing may be sent that was not judged here. */
export function flowsAreJudgedElsewhere(env: NodeJS.ProcessEnv = process.env): boolean {
  return env[JUDGE] === "yay";
}

/** Why nothing may be sent: a preview whose flows are judged elsewhere sends nothing, and nothing else may run without the check. */
export function objectionToSending(): string | undefined {
  return flowsAreJudgedElsewhere() ? `${JUDGE} is set, which leaves call flows unchecked: it is for previews alone.` : undefined;
}
