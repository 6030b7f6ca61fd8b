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
  noContent: {
    positions: ["empty204", "envelope200", "envelope204"],
    default: "empty204",
    question:
      "A documented 204: without a body, as HTTP 200 with an envelope that says 204, or as HTTP 204 with the envelope that the page shows?",
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
    positions: ["empty", "detailed"],
    default: "empty",
    question: "Does an error's `result` say what was wrong? Every documented one is `{}`.",
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
} as const satisfies Record<string, SwitchSpec>;

/** The name of an open question. */
export type SwitchName = keyof typeof SWITCHES;

/** The chosen position of every switch. */
export type Switches = { -readonly [K in SwitchName]: (typeof SWITCHES)[K]["positions"][number] };

/** The names of all switches, in their documented order. */
export const SWITCH_NAMES = Object.keys(SWITCHES) as SwitchName[];

/** All switches in their default positions, except for the chosen ones. Throws if a name or position does not exist. */
export function makeSwitches(chosen: Partial<Switches> = {}): Switches {
  const defaults = Object.fromEntries(SWITCH_NAMES.map((name) => [name, SWITCHES[name].default])) as Switches;
  for (const [name, position] of Object.entries(chosen)) setSwitch(defaults, name, position);
  return defaults;
}

/** Sets one switch by name. Throws, naming the choices, if the name or the position does not exist. */
export function setSwitch(switches: Switches, name: string, position: string): void {
  if (!Object.hasOwn(SWITCHES, name)) throw new Error(`There is no switch "${name}". Switches: ${SWITCH_NAMES.join(", ")}.`);
  const spec: SwitchSpec = SWITCHES[name as SwitchName];
  if (!spec.positions.includes(position)) {
    throw new Error(`Switch "${name}" has no position "${position}". Positions: ${spec.positions.join(", ")}.`);
  }
  Object.assign(switches, { [name]: position });
}
