import * as pulumi from "@pulumi/pulumi";
import type { Id } from "../../../common/id";
import { isRecord, type Props } from "../../../common/values";
import { once } from "../../../common/lazily";
import { isRehearsal } from "../../rehearsal";
import { isRunByTheRunner } from "../engine";
import { refusal } from "../given";
import { refuseOutput } from "../marks";
import { YayComponent } from "../yayResource";
import type { SipUser } from "../sipUser";
import type { CustomerInputs, CustomerLogin, CustomerUuids } from "./args";
import type { MadeParts, Part } from "./making";
import type { ManualPart, ManualStep } from "./manualSteps";

export type {
  CustomerAccount,
  CustomerException,
  CustomerFlow,
  CustomerHours,
  CustomerInputs,
  CustomerLogin,
  CustomerNumber,
  CustomerUser,
  CustomerUuids,
  FromConfig,
  OwnPart,
  OwnResource,
} from "./args";

/** What a customer is made of, loaded with the first one: flows, opening hours and a dozen kinds. */
const whole = once(() => ({
  ...(require("../../../customer/findings") as typeof import("../../../customer/findings")),
  ...(require("../../../customer/references") as typeof import("../../../customer/references")),
  ...(require("../../../customer/parts") as typeof import("../../../customer/parts")),
  ...(require("./configured") as typeof import("./configured")),
  ...(require("./making") as typeof import("./making")),
  ...(require("./manualSteps") as typeof import("./manualSteps")),
}));

/**
 * A customer with all that rings: account, bundle, sounds, mailboxes, users, groups, flows, opening hours, recordings and numbers. Its parts are
 * resources named `acme/sales`, made in the order of the documents: the bundle first, the numbers last. A preview says once what has to be
 * done by hand, because no command of the API does it.
 */
export class Customer extends YayComponent {
  /** The uuid of the customer's account. */
  readonly uuid!: pulumi.Output<Id<"SubReseller">>;
  /** The first of the numbers; undefined if there is none. */
  readonly mainNumber!: pulumi.Output<string | undefined>;
  /**
   * What an installer types into the telephones, by extension: user name and password. A user whose extension the program does not write as a number
   * stands under its own name: one whose extension is an output, and a `SipUser` of the program's own. A uuid tells no login.
   */
  readonly logins!: Readonly<Record<string, CustomerLogin>>;
  /** The uuid of every part, by section and name. */
  readonly uuids!: CustomerUuids;

  constructor(name: string, inputs: CustomerInputs, opts: pulumi.ComponentResourceOptions = {}) {
    const what = `Customer ${JSON.stringify(name)}`;
    refuseOutput(what, inputs);
    refuseFaults(what, inputs);
    const args: Props = { ...inputs };
    refuseMissingSecrets(what, args);
    super("yay:index:Customer", name, {}, opts);
    const made = whole().makeParts({ component: this, name, args, dependsOn: opts.dependsOn });
    this.uuid = made.customer.uuid;
    this.mainNumber = pulumi.output(made.numbers[0]?.number);
    this.logins = loginsOf(args, made);
    this.uuids = uuidsOf(made);
    whole().announceSteps(this, name, stepsOf(args, made));
    this.registerOutputs({ uuid: this.uuid, mainNumber: this.mainNumber });
  }
}

/** Throws all findings at once, so that nothing is made of a customer that cannot be made as a whole. */
function refuseFaults(what: string, inputs: CustomerInputs): void {
  if (!isRecord(inputs)) throw refusal(`${what}: the arguments must be a map.`);
  const found = whole().customerFindings({ ...inputs });
  if (found.length === 0) return;
  throw refusal(
    [`${what} cannot be made, and nothing was sent:`, ...found.map((finding) => `  ${whole().sentenceOf(finding)}`)].join("\n"),
  );
}

/**
 * Ends the run if the stack's configuration lacks secrets. A preview goes on, so that it tells those of every customer, and fails in the end: Pulumi's
 * runner tells each rejection that nobody handles. Where nothing is made none is needed.
 */
function refuseMissingSecrets(what: string, args: Props): void {
  const missing = isRehearsal() ? [] : whole().missingSecrets(args);
  if (missing.length === 0) return;
  const count = missing.length === 1 ? "a secret" : `${missing.length} secrets`;
  const head = `${what} needs ${count} that the stack's configuration does not have. Nothing was sent; set:`;
  const error = refusal([head, ...missing].join("\n  "));
  if (!pulumi.runtime.isDryRun() || !isRunByTheRunner()) throw error;
  void Promise.reject(error);
}

/** The logins of the telephones that the customer makes, and of those that the program has; of a uuid nothing is known. */
function loginsOf(args: Props, { named }: MadeParts): Record<string, CustomerLogin> {
  const logins = whole()
    .partsOf(args, "users")
    .flatMap(([user, part]) => {
      const made = named.users[user];
      const { userName, userPassword } = (made?.resource ?? {}) as Partial<SipUser>;
      if (userName === undefined || userPassword === undefined) return [];
      const extension = whole().isPlain(part) ? part["extension"] : undefined;
      return [
        [typeof extension === "number" ? String(extension) : user, { user, userName, userPassword: pulumi.secret(userPassword) }] as const,
      ];
    });
  return Object.fromEntries(logins);
}

function uuidsOf({ customer, bundle, named, numbers }: MadeParts): CustomerUuids {
  const sections = Object.entries(named).map(([section, parts]) => [section, uuidsIn(parts)] as const);
  const known = numbers.flatMap(({ number, part }) => (part === undefined || typeof number !== "string" ? [] : [[number, part] as const]));
  return {
    customer: customer.uuid,
    bundle: bundle?.uuid,
    ...Object.fromEntries(sections),
    numbers: uuidsIn(Object.fromEntries(known)),
  } as CustomerUuids;
}

function uuidsIn(parts: Readonly<Record<string, Part>>): Record<string, pulumi.Output<string>> {
  return Object.fromEntries(Object.entries(parts).map(([name, { uuid }]) => [name, uuid]));
}

/** What is to be done by hand for parts that the customer makes. */
function stepsOf(args: Props, made: MadeParts): ManualStep[] {
  return [...numberSteps(args, made), ...mailboxSteps(made), ...loginSteps(args, made)];
}

/** A number that is not `toBuy` is bought, as the program says; only an account that is still to be made cannot have it yet. */
function numberSteps({ numbers }: Props, made: MadeParts): ManualStep[] {
  const account = made.customer.resource;
  return made.numbers.flatMap(({ number, part }, index) => {
    if (typeof number !== "string") return [];
    const given: unknown = Array.isArray(numbers) ? numbers[index] : undefined;
    const until = part?.resource === undefined ? [] : [part.resource];
    const hasAddress = whole().isPlain(given) && given["emergencyAddress"] !== undefined;
    const emergency = {
      text: () => `Give ${number} its emergency address there, or write emergencyAddress.`,
      parts: [{ name: number, until: [until] }],
    };
    const buying =
      part === undefined
        ? [{ text: () => `${buy(number)}. When it is bought, take toBuy out.`, parts: [{ name: number, until: [until] }] }]
        : account === undefined
          ? []
          : [{ text: () => `${buy(number)}. ${UNBOUGHT}`, parts: [{ name: number, until: [[...until, account]] }] }];
    return [...buying, ...(hasAddress ? [] : [emergency])];
  });
}

const buy = (number: string) => `Buy ${number} for this customer: numbers are bought when there is a bundle`;

const UNBOUGHT = "Until then pulumi up makes all but the number, and fails; toBuy lets it end well.";

/** Something is said of a part until it is made, and on while the customer's first number is still to be bought: until then its set-up goes on. */
function setUp(name: string, resource: pulumi.CustomResource, { numbers }: MadeParts): ManualPart {
  const bought = numbers.flatMap(({ part }) => part?.resource ?? []);
  const isToBuy = numbers.some(({ part }) => part === undefined);
  return { name, until: [[resource], ...(isToBuy ? [bought] : [])] };
}

/** The documents show no field of who gets messages. */
function mailboxSteps(made: MadeParts): ManualStep[] {
  const parts = Object.entries(made.named.mailboxes).flatMap(([name, { resource, isMade }]) =>
    isMade && resource !== undefined ? [setUp(name, resource, made)] : [],
  );
  return [{ text: (due) => `Say who gets messages by email, of the mailboxes ${due.join(", ")}.`, parts }];
}

const API_ADMIN = 1;

function loginSteps({ customer }: Props, made: MadeParts): ManualStep[] {
  const { resource } = made.customer;
  const users: unknown = whole().isPlain(customer) ? customer["users"] : undefined;
  const admins = (Array.isArray(users) ? users : []).filter((user) => whole().isPlain(user) && user["roleId"] === API_ADMIN) as Props[];
  const names = admins.flatMap(({ name }) => (typeof name === "string" ? [name] : []));
  const parts = resource === undefined ? [] : names.map((name) => setUp(name, resource, made));
  return [{ text: (due) => `Allow-list the addresses that the API is called from with the logins ${due.join(", ")}.`, parts }];
}
