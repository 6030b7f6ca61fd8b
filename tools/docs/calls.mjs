// @ts-check
import { code, enumerate, list, paragraphs } from "./markdown.mjs";
import { part } from "./template.mjs";

/** @typedef {import("./resource.mjs").Kind} Kind */

/** The list of customers is also what names are looked up in, so it is read even for one of them. */
const customers = "/account/reseller";

/** @param {Kind} kind */
export function callsList(kind) {
  const { item } = kind.definition.paths;
  const get = code(`GET ${item}`);
  const incomplete = kind.definition.readBack === true ? get : `${get}, where the answer does not show every declared field`;
  if (kind.definition.part !== undefined) return partCalls(kind, { get, incomplete });
  if (kind.definition.singleton !== undefined) return singletonCalls(kind, { get, incomplete });
  if (kind.definition.found !== undefined) return foundCalls(kind, { get, incomplete });
  const commands = kind.commands.length === 0 ? [] : ["the [commands](#commands) that are due"];
  return paragraphs([
    [
      operation("Check and diff (`pulumi preview`)", []),
      operation("Create", [looking(kind), ...resolving(kind), code(`POST ${kind.definition.paths.collection}`), incomplete, ...commands]),
      ...adopting(kind, commands),
      operation("Read (`pulumi refresh`)", reading(kind)),
      operation(
        "Update",
        isFixed(kind) ? [get] : [get, `${code(`PUT ${item}`)} with the whole object, unless nothing would change`, incomplete, ...commands],
      ),
      operation(
        "Delete",
        kind.definition.remains === undefined ? [...guarding(kind), ...lookingForReferrers(kind), code(`DELETE ${item}`)] : [],
      ),
      operation(code(`${kind.definition.kind}.get`), [get]),
    ].join("\n"),
    headers(kind),
    ...commandSection(kind),
  ]).trim();
}

/** A part is read and put with the object that it is of. @param {Kind} kind @param {{ get: string, incomplete: string }} reads */
function partCalls(kind, { get, incomplete }) {
  const put = `${code(`PUT ${kind.definition.paths.item}`)} with the whole object`;
  return paragraphs([
    [
      operation("Check and diff (`pulumi preview`)", []),
      operation("Create", [get, `${put}, unless it is filled as the program says`, incomplete]),
      operation("Read (`pulumi refresh`)", reading(kind)),
      operation("Update", [get, `${put}, unless nothing would change`, incomplete]),
      operation("Delete", [get, `${put}, with ${kind.definition.part?.vacancy} in place of what was filled in`]),
      operation(code(`${kind.definition.kind}.get`), [get]),
    ].join("\n"),
    headers(kind),
  ]).trim();
}

/** Read and put as it is found, never made and never deleted. @param {Kind} kind @param {{ get: string, incomplete: string }} reads */
function singletonCalls(kind, { get, incomplete }) {
  const { paths, singleton } = kind.definition;
  const put = `${code(`PUT ${paths.item}`)} with the whole object`;
  const back = singleton?.onDelete;
  return paragraphs([
    [
      operation("Check and diff (`pulumi preview`)", []),
      operation("Create", [get, `${put}, unless it is what the program says`, incomplete]),
      operation("Read (`pulumi refresh`)", [get]),
      operation("Update", [get, `${put}, unless nothing would change`, incomplete]),
      operation(
        "Delete",
        back === undefined ? [] : [`${get}, if ${code(back.to)} was stored`, `${put}, with ${code(back.sets)} as ${code(back.to)} has it`],
      ),
      operation(code(`${kind.definition.kind}.get`), [get]),
    ].join("\n"),
    headers(kind),
  ]).trim();
}

/** Found in the list, and put as a whole; never made. @param {Kind} kind @param {{ get: string, incomplete: string }} reads */
function foundCalls(kind, { get, incomplete }) {
  const { paths, found } = kind.definition;
  const put = `${code(`PUT ${paths.item}`)} with the whole object`;
  return paragraphs([
    [
      operation("Check and diff (`pulumi preview`)", []),
      operation("Create", [looking(kind), get, `${put}, unless it is what the program says`, incomplete]),
      operation("Read (`pulumi refresh`)", reading(kind)),
      operation("Update", [get, `${put}, unless nothing would change`, incomplete]),
      operation("Delete", [
        `${get}, if there are references to take out`,
        `${put}, without the references that the program has filled, as far as they still are what it said`,
        incomplete,
        `${code(`DELETE ${paths.item}`)} instead of the PUT, if ${code(found?.releasedBy ?? "")} was stored`,
      ]),
      operation(code(`${kind.definition.kind}.get`), [get]),
    ].join("\n"),
    headers(kind),
  ]).trim();
}

/** @param {string} title @param {readonly string[]} calls */
function operation(title, calls) {
  if (calls.length < 2) return `- **${title}:** ${calls[0] ?? "none"}`;
  return [`- **${title}:**`, ...calls.map((call, index) => `  ${index + 1}. ${call}`)].join("\n");
}

/** Whether nothing of an object is changed in place: another value of any field makes another object. @param {Pick<Kind, "definition">} kind */
function isFixed({ definition: { fields } }) {
  return Object.values(fields).every(({ facts }) => facts.wire === undefined || facts.replaceOnChanges === true);
}

/** @param {Kind} kind */
function looking({ definition: { paths, scope } }) {
  return `${code(`GET ${paths.collection}`)}, once in a run${scope === "customer" ? " for each customer" : ""}`;
}

/** @param {Kind} kind */
function resolving({ resolve }) {
  if (resolve === undefined) return [];
  return [`${resolve.asks.map(code).join(", ")}, for ${code(`${resolve.argument}: ${JSON.stringify(resolve.asWritten)}`)} alone`];
}

/** @param {Kind} kind @param {readonly string[]} commands */
function adopting({ definition, args }, commands) {
  const { paths, hasTwins } = definition;
  if (!args.some(({ name }) => name === "adopt")) return [];
  const search = hasTwins === true ? [] : [`${code(`GET ${paths.collection}`)}, where no uuid is named`];
  const looks = [...search, code(`GET ${paths.item}`)];
  if (isFixed({ definition })) return [operation("Create with `adopt`", looks)];
  const writes = `${code(`PUT ${paths.item}`)} with the whole object, where it differs and ${code("overwrite")} allows it`;
  return [operation("Create with `adopt`", [...looks, writes, ...commands])];
}

/** @param {Kind} kind */
function reading({ definition: { paths, scope } }) {
  const list = code(`GET ${paths.collection}`);
  if (paths.collection === customers)
    return [`${list}, shared by all in a run`, `${code(`GET ${paths.item}`)}, where the list does not show every managed field`];
  const whose = scope === "customer" ? " of a customer" : "";
  return [`${code(`GET ${paths.item}`)} for the first${whose} in a run; for the others one ${list}, where it shows every managed field`];
}

/** @param {Kind} kind */
function guarding({ guard }) {
  if (guard === undefined) return [];
  const asks = enumerate(guard.asks.map(code));
  const [first] = guard.waived;
  if (first === undefined) return [`${asks}, unless ${code(guard.waiver ?? "")} is true`];
  return [`${asks}, or ${enumerate(guard.waived.map(code))} alone if ${code(guard.waiver ?? "")} is true`];
}

/** What is asked for before a deletion, to see who refers to the object. @param {Kind} kind */
function lookingForReferrers({ referring }) {
  if (referring.length === 0) return [];
  const lists = enumerate(referring.map(({ paths }) => code(`GET ${paths.collection}`)));
  const items = enumerate(
    referring.map(({ paths }) => code(`GET ${paths.item}`)),
    "or",
  );
  return [
    `${lists}, once in a run for each customer, unless ${code("forceDestroy")} is stored`,
    `${items}, where a list does not show what it refers to, or it was changed in the run`,
  ];
}

/** @param {Kind} kind */
function headers({ definition: { scope }, guard }) {
  if (scope === "customer")
    return `With ${code("customer")}, each carries ${code("X-Auth-For")} with the customer's account name. The name is looked up by the uuid, once in a run: ${code(`GET ${customers}`)}, or ${code(`GET ${customers}/{uuid}`)} where that does not show it.`;
  return `None carries ${code("X-Auth-For")}${guard === undefined ? "" : `, but for the lists before a deletion, for which the account name is looked up by ${code(`GET ${customers}`)}`}.`;
}

/** @param {Kind} kind */
function commandSection({ commands }) {
  if (commands.length === 0) return [];
  const lines = commands.map(({ argument, paths, fields }) => {
    const calls = enumerate(
      paths.map((path) => code(`PUT ${path}`)),
      "or",
    );
    return `${code(argument)}: ${calls}${fields.length === 0 ? "" : `, with ${enumerate(fields.map(code))} added`}`;
  });
  return [part("commands", { commands: list(lines) })];
}
