import { otherPhone, phone } from "../support/account";
import { plainScenario } from "../support/plainScenario";

export const missedCallNotification = plainScenario({
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
  excluded: "voipUserUuid",
  distinct: (index) => ({ emailAddress: `desk${index}@example.com` }),
  invalid: {
    "no address": { change: { emailAddress: "" }, path: "emailAddress" },
    "a user that is no uuid": { change: { voipUserUuid: "anna" }, path: "voipUserUuid" },
  },
});
