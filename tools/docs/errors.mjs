// @ts-check
import { code, enumerate, heading, paragraphs, table } from "./markdown.mjs";
import { classes } from "./source.mjs";

/** @typedef {import("./resource.mjs").Kind} Kind */

const files = ["provider/lifecycle/errors.ts", "provider/common/errors.ts", "provider/client/errors.ts"];

/**
 * What to do about each class of error.
 * @type {Readonly<Record<string, string>>}
 */
const remedies = {
  ChangedBehindError:
    "Run `pulumi up --refresh`: its preview shows the change, and the update replaces it, unless `ignoreChanges` names it ([resource options](resource-options.md)). To keep the change, write it into the program.",
  ArgumentsError: "Change the arguments that the message names.",
  ExistsError: "If the living object is the one meant, write `adopt: true`. Else choose another name or number.",
  AdoptionError: "Make the program equal to what lives, or allow the change by `adopt: { uuid, overwrite: true }`.",
  HeldTwiceError: "Take one of the two resources out of the program. While the other stays, nothing of the object is deleted.",
  WantedError:
    "If a resource has only another name or parent now, write `aliases` in its options. Else take the former one out in an `up` of its own first.",
  StillInUseError:
    "Delete what it still has. Or, also where the API does not list that, write `forceDestroy: true`, run `pulumi up`, and delete then.",
  PartialFailure: "Run `pulumi up` again: the object is in the state, and what is missing is finished.",
  SettingsError: "Set what the message names: see [settings](settings.md).",
  NotAppliedError: "Run it again. Where it stays, look at the network between here and the host, and at the service's status.",
  RejectedError:
    "Read the API's words and the hint in the message. For 401 and 403 run `yay check`: credentials, IP allow-list, User-Agent.",
  GoneError: "Run `pulumi up --refresh`: the object is made again, unless it leaves the program.",
  NotFoundError:
    "Check the uuid or the name, whose object it is (`customer`), and the account of the credentials. Or take the look-up out of the program.",
  SelectorError: "Give the look-up a uuid or a name; of several objects with one name, the uuid of the one that is meant.",
  CustomerGoneError: "The customer was deleted elsewhere. Run `pulumi up --refresh`, or take the objects out of the program.",
  UnknownOutcomeError: "Run `pulumi up` again: it looks before it writes. The message says what to look for.",
  UnexpectedAnswerError:
    "Check `yay:baseUrl` and what stands between here and the API, such as a proxy. Give the tracking token to the vendor's support.",
};

/** The page of the errors that every kind can have. */
export function errorsPage() {
  const rows = files.flatMap(classes).flatMap(({ name, text, code: id }) => {
    if (id === undefined || id === "YAY_ERROR") return [];
    const remedy = remedies[name];
    if (remedy === undefined) throw new Error(`tools/docs/errors.mjs does not say what to do about ${name}.`);
    return [[code(name), code(id), text, remedy]];
  });
  return paragraphs([
    heading("Errors", files.map(code).join(" and ")),
    "Every message says what was attempted on which resource, what came back (method, path, status, tracking token), and what to do next. Secrets are never in it. Wrong arguments are found in `pulumi preview`, all at once, each with its place.",
    "Programs that call [look-ups](look-ups.md) recognise an error by its class, `yay.RejectedError.is(error)`, or by its `code`.",
    table(["Class", "Code", "Meaning", "What to do"], rows),
  ]);
}

/** @param {Kind} kind */
export function errorsTable({ createRefusals, resolve, naturalKey, definition }) {
  const key = enumerate(naturalKey.map(code));
  const rows = [
    ...createRefusals.map(({ statuses, lives, text }) => {
      const where =
        lives === undefined
          ? ""
          : lives
            ? `, and an object with this ${key} lives in the account`
            : `, and no object with this ${key} is seen in the account`;
      return [`${code(`POST ${definition.paths.collection}`)} answers ${enumerate(statuses.map(String), "or")}${where}`, text];
    }),
    ...(resolve === undefined
      ? []
      : [[`${code(`${resolve.argument}: ${JSON.stringify(resolve.asWritten)}`)}, and the API names no number`, lastLine(resolve.refusal)]]),
  ];
  return paragraphs([
    rows.length === 0 ? undefined : table(["What came back", "What the message says (examples)"], rows),
    "All other errors, with what to do about them, are in [errors](../errors.md).",
  ]).trim();
}

/** @param {string} message */
const lastLine = (message) => message.split("\n").at(-1)?.trim() ?? "";
