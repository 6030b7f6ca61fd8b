import { KIND_SWITCHES } from "./kindSwitches";

/** One open question of the documents, and the answers that a server may give. */
export interface SwitchSpec {
  /** The answers to choose from. */
  readonly positions: readonly [string, ...string[]];
  /** The position unless another one is chosen. */
  readonly default: string;
  /** What the documents leave open. */
  readonly question: string;
}

/** Every open question of the documents as data, so that a test can run under every position. */
export const SWITCHES = {
  omittedLists: {
    positions: ["reset", "kept"],
    default: "reset",
    question: "A PUT without `addresses` or `users`: emptied like every field left out, or kept (the reference's PUT example has neither)?",
  },
  passwordsShown: {
    positions: ["clear", "masked", "absent"],
    default: "clear",
    question: "Are passwords of users shown in answers as in the examples, masked, or not at all?",
  },
  missingPassword: {
    positions: ["kept", "cleared", "refused"],
    default: "kept",
    question: "A PUT that leaves out a secret which the object has, such as a user's password: kept, cleared, or refused with 400?",
  },
  missingContent: {
    positions: ["kept", "cleared", "refused"],
    default: "kept",
    question: "A PUT of a sound that leaves out `content`, which no answer shows: the audio is kept, lost, or the PUT is refused with 400?",
  },
  noContent: {
    positions: ["empty204", "envelope200", "envelope204"],
    default: "envelope200",
    question:
      "A documented 204: without a body, as HTTP 200 with an envelope that says 204 (a known client needs that), or as HTTP 204 with the envelope that the page shows?",
  },
  nextExtension: {
    positions: ["number", "empty", "refused400", "refused404"],
    default: "number",
    question: "GET /voip/next-extension/…: `{next_extension: n}` (catalogue), `{}` (reference), or its documented 400 or 404?",
  },
  unknownFields: {
    positions: ["kept", "ignored", "refused"],
    default: "kept",
    question: "Undocumented fields in a body: stored (and lost when a PUT omits them), ignored, or refused with 400?",
  },
  readOnlyFields: {
    positions: ["ignored", "refused"],
    default: "ignored",
    question:
      "Fields of answers that no body documents (created_on, updated_on, allow_outbound, ip_addresses, uuid at the top): ignored or refused?",
  },
  balanceShown: {
    positions: ["hidden", "shown"],
    default: "hidden",
    question: "Does a sub-reseller's object show its `balance`?",
  },
  balancePut: {
    positions: ["transfer", "update", "refused", "ignored"],
    default: "transfer",
    question:
      'PUT of `{"balance": "10.000"}`: moves money, is taken as an update that resets every other field, lacks required fields (400), or answers 200 and does nothing?',
  },
  transferAnswer: {
    positions: ["object", "empty", "noContent"],
    default: "object",
    question: "A transfer answers with the customer's object, with `{}`, or with 204?",
  },
  extensionType: {
    positions: ["number", "string"],
    default: "number",
    question: "Is `extension` a JSON number or a string in answers?",
  },
  numbers: {
    positions: ["number", "string", "stringInFlowsToo"],
    default: "number",
    question:
      'Are numbers (role_id, balance, …) JSON numbers or strings, as the guide\'s `"role_id": "3"` suggests; also within flow modules?',
  },
  keyOrder: {
    positions: ["documented", "shuffled"],
    default: "documented",
    question: "The order of keys in answers.",
  },
  listOrder: {
    positions: ["created", "reversed"],
    default: "created",
    question: "The order of lists, also of `addresses` and `users`.",
  },
  orderedLists: {
    positions: ["kept", "sorted"],
    default: "kept",
    question:
      "Lists whose order seems to mean something, such as the members of a queue group, the sounds of a playlist and the audios of a notice: shown as they were sent, or sorted?",
  },
  listItems: {
    positions: ["complete", "incomplete"],
    default: "complete",
    question: "Do items of a list carry every field, or uuid and name alone?",
  },
  createdUpdatedOn: {
    positions: ["absent", "present"],
    default: "absent",
    question: "Is `updated_on` in 201 answers (no example has it) or only in later ones?",
  },
  dates: {
    positions: ["date", "timestamp"],
    default: "date",
    question: "Are created_on and updated_on dates, as in the examples, or timestamps?",
  },
  unsetFields: {
    positions: ["empty", "null", "absent"],
    default: "empty",
    question: 'How is an optional field without a value shown: "" (as `state` in the examples), null, or not at all?',
  },
  booleanDefault: {
    positions: ["false", "true"],
    default: "false",
    question: "The default of show_call_route_name and show_original_caller_id, which a PUT without them resets to.",
  },
  serverFields: {
    positions: ["none", "added"],
    default: "none",
    question: "Do objects carry fields that no page documents (the live schema is larger than the documented one)?",
  },
  postResult: {
    positions: ["complete", "uuidOnly", "empty", "missing"],
    default: "complete",
    question: "What `result` holds after a POST.",
  },
  putResult: {
    positions: ["complete", "empty", "missing"],
    default: "complete",
    question: "What `result` holds after a PUT.",
  },
  errorResult: {
    positions: ["empty", "text", "detailed"],
    default: "empty",
    question:
      "Does an error's `result` say what was wrong? Every documented one is `{}`; a known client searches it for a word, so it may be a text.",
  },
  nestedIdentity: {
    positions: ["uuid", "content", "recreated"],
    default: "uuid",
    question: "Nested addresses and users in a PUT: matched by their uuid, by name and content, or made anew with new uuids each time?",
  },
  unknownNestedUuid: {
    positions: ["refused", "created"],
    default: "refused",
    question: "A nested item with a uuid that does not live: refused with 400, or created?",
  },
  nestedChildren: {
    positions: ["ignored", "replaced"],
    default: "ignored",
    question:
      "A body with objects that have commands of their own, such as the logins that a trunk shows: ignored, or do they take the place of those that live?",
  },
  customerLists: {
    positions: ["separate", "shared"],
    default: "separate",
    question:
      "Are the `addresses` and `users` of a customer the objects of /account/reseller-address and /account/reseller-user, or others?",
  },
  guessedPaths: {
    positions: ["served", "moved", "absent"],
    default: "served",
    question: "Paths that no source shows, such as /voip/queue-notice: as guessed, elsewhere (with an `s` at its end), or nowhere?",
  },
  guessedItems: {
    positions: ["served", "moved", "absent"],
    default: "served",
    question:
      "The path of one object of which a source shows the list alone: below that, below its word with an `s` at its end, or nowhere?",
  },
  postNameConflict: {
    positions: ["400", "409"],
    default: "400",
    question: "POST of a sub-reseller with a taken name: 400 (documented for POST) or 409 (documented for PUT)?",
  },
  extensionConflict: {
    positions: ["400", "409", "allowed"],
    default: "400",
    question: "An extension that the customer has already.",
  },
  unknownStore: {
    positions: ["404", "400"],
    default: "404",
    question: "A `store_front` that does not exist (404 is documented for POST).",
  },
  deleteWithContents: {
    positions: ["refused", "cascade"],
    default: "refused",
    question: "DELETE of a sub-reseller that has flows, numbers, users or groups: 400, or everything in it goes too?",
  },
  numberFacts: {
    positions: ["stored", "refused"],
    default: "stored",
    question:
      "`price_category` and `required_address_type` in the body of a phone number: stored like every other field, or refused with 400 because only the API sets them?",
  },
  numberRelease: {
    positions: ["released", "refused"],
    default: "released",
    question: "DELETE of a phone number: gives it back (the pattern of other paths), or is refused with 400 because no page has it?",
  },
  commandBody: {
    positions: ["ignored", "applied"],
    default: "ignored",
    question: "Is the object sent with lock, unlock and international-calls-allowed also stored, like an update?",
  },
  flowChecks: {
    positions: ["documented", "loose", "strict"],
    default: "documented",
    question:
      "How closely is a flow checked: one start and uuid keys; only that it is an object; or also targets, required keys and fax alone?",
  },
  danglingReferences: {
    positions: ["kept", "removed", "refused"],
    default: "kept",
    question:
      "DELETE of what another object of the account refers to: the reference stays and names nothing, it is taken out of lists and single fields (steps of flows, entries of diaries and audios of notices stay as they were sent), or the DELETE is refused with 400?",
  },
  bundleFirst: {
    positions: ["required", "valid", "ignored"],
    default: "required",
    question:
      "POST of a SIP user or a phone number for an account without a VoIP bundle: refused with 400 (the page says that a bundle must exist before), refused also if every bundle has expired, or accepted?",
  },
  purchaseReads: {
    positions: ["complete", "bare"],
    default: "complete",
    question: "What GET and PUT of a VoIP bundle or a call pack show: every field, or uuid and dates alone, as the examples do?",
  },
  generatedLeftOut: {
    positions: ["renewed", "kept"],
    default: "renewed",
    question:
      "A PUT without a text that the server has made, such as a SIP user's `user_name`: made anew, as a field left out is reset, or kept?",
  },
  missingCredentials: {
    positions: ["made", "none"],
    default: "made",
    question:
      "`user_name` and `user_password` of a SIP user made without them, and `username` and `password` of a phone book, which no body shows: does the server make them, or has the object none?",
  },
  exclusions: {
    positions: ["together", "refused"],
    default: "together",
    question:
      "`call_flow` and `trunk` of a phone number, and `voip_number_uuid` and `voip_user_uuid` of a missed-call notification: may one object have both, or is that refused with 400?",
  },
  secondDefault: {
    positions: ["beside", "instead"],
    default: "beside",
    question:
      "A second object that says it is the account's default, such as a playlist or an address: one beside the first, or does it take that from the first?",
  },
  soundUpdate: {
    positions: ["served", "absent"],
    default: "served",
    question: "PUT of a sound, which no source shows: changes it, or is there no such command?",
  },
  secondNames: {
    positions: ["own", "same"],
    default: "own",
    question:
      "`user_email` and `user_name` of a login beside `email` and `name`: values of their own, or the same ones under a second name, which counts where a body has both?",
  },
  soundShared: {
    positions: ["stored", "refused"],
    default: "stored",
    question:
      "`shared` in the body of a sound, which a known client does not send: stored like every other field, so that a PUT without it resets it, or refused with 400 because only the API sets it?",
  },
  credentialsRefused: {
    positions: ["401", "403"],
    default: "401",
    question: "The status for wrong credentials.",
  },
  userAgentRefused: {
    positions: ["400", "403"],
    default: "400",
    question: "The status for a request without User-Agent.",
  },
  unknownCustomer: {
    positions: ["403", "401", "400", "404"],
    default: "403",
    question: "The status for an X-Auth-For that names no customer.",
  },
  ipList: {
    positions: ["shown", "enforced"],
    default: "shown",
    question: "Is the account's list of allowed IP ranges only shown, or are callers outside of it refused with 403?",
  },
  ...KIND_SWITCHES,
} as const satisfies Record<string, SwitchSpec>;
