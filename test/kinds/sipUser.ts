import { customers, mailbox, otherPhone, phone, sound, store } from "../support/account";
import { plainScenario } from "../support/plainScenario";
import type { Scenario } from "../support/scenario";

const flags = {
  ...{ useDefaultPlaylist: "use_default_playlist", useMailboxOnTransfer: "use_mailbox_on_transfer" },
  ...{ callRecording: "call_recording", callEncryption: "call_encryption" },
  ...{ allowDirectCalls: "allow_direct_calls", useDirectCalls: "use_direct_calls", allowMultiDevice: "allow_multi_device" },
  ...{ restrictOutbound: "restrict_outbound", restrictCallerId: "restrict_caller_id", showMissedCalls: "show_missed_calls" },
  ...{ canListen: "can_listen", canWhisper: "can_whisper", canBarge: "can_barge", canPickup: "can_pickup" },
  ...{ canBeListened: "can_be_listened", canBeWhispered: "can_be_whispered" },
  ...{ canBeBarged: "can_be_barged", canBePickedUp: "can_be_picked_up" },
  ...{ canInviteAnonymously: "can_invite_anonymously", canAutoDeploy: "can_auto_deploy" },
  ...{ chatEnabled: "chat_enabled", muteChatNotifications: "mute_chat_notifications" },
  ...{ mobileDnd: "mobile_dnd", mobileDndAllowInternal: "mobile_dnd_allow_internal" },
};
const all = (value: boolean) => Object.fromEntries(Object.keys(flags).map((name) => [name, value]));

const references = {
  ...{ callerId: "caller_id", emergencyCallerId: "emergency_caller_id", personalMailbox: "personal_mailbox" },
  ...{ holdPlaylist: "hold_playlist", relatedProduct: "related_product" },
};

const plain = plainScenario({
  kind: "SipUser",
  wire: {
    ...{ displayName: "display_name", extension: "extension", userPassword: "user_password", type: "type" },
    ...{ countryCode: "country_code", timezone: "timezone", ringDuration: "ring_duration" },
    ...{ allowedCallerIds: "allowed_caller_ids", transferBackupExtension: "transfer_backup_extension" },
    ...references,
    ...flags,
  },
  unmanaged: ["user_name", "linked_emails"],
  inputs: {
    ...{ displayName: "Anna", extension: 1001, userPassword: "a-password-of-anna", type: 9, countryCode: "GB" },
    ...{ timezone: "Europe/London", ringDuration: 10, transferBackupExtension: 1002 },
    ...{ callerId: phone, emergencyCallerId: phone, allowedCallerIds: [phone], personalMailbox: mailbox },
    ...{ holdPlaylist: sound, relatedProduct: store },
    ...all(true),
  },
  changes: {
    ...{ displayName: "Bo", extension: 1011, userPassword: "a-password-of-bo", type: 3, countryCode: "IE" },
    ...{ timezone: "Europe/Dublin", ringDuration: 20, transferBackupExtension: 1003 },
    ...{ callerId: otherPhone, emergencyCallerId: otherPhone, allowedCallerIds: [phone, otherPhone], personalMailbox: sound },
    ...{ holdPlaylist: mailbox, relatedProduct: sound },
    ...all(false),
  },
  leftOut: [...["displayName", "type", "countryCode", "timezone", "ringDuration", "transferBackupExtension"], ...Object.keys(flags)],
  secret: "userPassword",
  distinct: (index) => ({ extension: 1100 + index }),
  invalid: {
    "an extension of zero": { change: { extension: 0 }, path: "extension" },
    "a time zone that is none": { change: { timezone: "London" }, path: "timezone" },
    "an empty password": { change: { userPassword: "" }, path: "userPassword" },
    "a user name, which the API makes": { change: { userName: "anna" }, path: "userName" },
    "a mailbox that is no uuid": { change: { personalMailbox: "messages" }, path: "personalMailbox" },
  },
});

/** Each customer has a bundle: the API makes no user before. */
export const sipUser: Scenario = {
  ...plain,
  seed: {
    customers: customers.map((customer) => ({ ...customer, objects: { bundle: [{ bundle_type: 1 }] } })),
  },
};
