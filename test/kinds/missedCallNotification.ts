import { otherPhone, phone } from "../support/account";
import { plainScenario } from "../support/plainScenario";
import type { Scenario } from "../support/scenario";

const plain = plainScenario({
  kind: "MissedCallNotification",
  wire: {
    emailAddress: "email_address",
    includeVoicemailAnswered: "include_voicemail_answered",
    voipNumberUuid: "voip_number_uuid",
    voipUserUuid: "voip_user_uuid",
  },
  inputs: { emailAddress: "desk@example.com", includeVoicemailAnswered: true, voipNumberUuid: phone, voipUserUuid: otherPhone },
  changes: { emailAddress: "anna@example.com", includeVoicemailAnswered: false, voipNumberUuid: otherPhone, voipUserUuid: phone },
  leftOut: ["includeVoicemailAnswered"],
  distinct: (index) => ({ emailAddress: `desk${index}@example.com` }),
  invalid: {
    "no address": { change: { emailAddress: "" }, path: "emailAddress" },
    "a user that is no uuid": { change: { voipUserUuid: "anna" }, path: "voipUserUuid" },
  },
});

export const missedCallNotification: Scenario = { ...plain, excluded: "voipUserUuid" };
