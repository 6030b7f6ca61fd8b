import type { JsonObject } from "../json";
import { asObjects, asText } from "../json";
import { isUuid } from "../uuid";
import type { Kind } from "./kind";
import { flag, listOf, object, reference, text } from "./kind";

/**
 * What clients send off. No source shows how the API shows it afterwards, so it has no other command here; `simulator.portal.list` shows what was
 * sent, and so does the page. What an answer has beside the body is not known, so it has the common fields.
 */

const TARGETS: readonly string[] = ["sipuser", "huntgroup", "callflow"];

/** Outbound call [3p, said to work]: it rings the targets, then calls the destination. Which fields are required is a [guess]. */
export const outboundCall: Kind = {
  path: "/voip/call",
  commands: ["create"],
  fields: {
    targets: listOf(object(), { required: true }),
    destination: text({ required: true }),
    caller_id: text(),
  },
  check: (body) =>
    asObjects(body["targets"]).every(isTarget) ? [] : [`targets has one that is no { type: ${TARGETS.join(" | ")}, uuid }`],
};

const isTarget = ({ type, uuid }: JsonObject): boolean => TARGETS.includes(asText(type)) && isUuid(asText(uuid));

/** A single text message [3p]. That all three are required is a [guess]. */
export const textMessage: Kind = {
  path: "/voip/text-message",
  commands: ["create"],
  fields: { source: text({ required: true }), destination: text({ required: true }), message_body: text({ required: true }) },
};

/** Text campaign: path [3p], body [doc]; recipients in E.164 with a plus, `send_on` may be left out [3p]. That `send_on` lies in the future is not checked. */
export const textCampaign: Kind = {
  path: "/voip/text-message/campaign",
  commands: ["create"],
  fields: {
    caller_id_uuid: reference({ required: true }),
    campaign_name: text({ required: true }),
    is_draft: flag({ required: true }),
    message_content: text({ required: true }),
    recipients: listOf(object(), { required: true }),
    send_on: text(),
  },
  check: (body) => [
    ...(asObjects(body["recipients"]).every(isRecipient) ? [] : ["recipients has one without a phone_number such as +441632960000"]),
    ...(body["send_on"] === undefined || isTimestamp(asText(body["send_on"])) ? [] : ["send_on is no time such as 2026-12-24T09:00:00Z"]),
  ],
};

const isRecipient = ({ phone_number: phone }: JsonObject): boolean => /^\+\d{3,15}$/.test(asText(phone));

const isTimestamp = (time: string): boolean => time === "" || /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(time);
