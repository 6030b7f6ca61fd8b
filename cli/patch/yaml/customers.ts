import { basename } from "node:path";
import { wordsIn } from "../names.js";
import { segmentsOf, wordsOfPath } from "../path.js";
import type { ChangedObject, Changes, Declared, Edited, KnownResource, NewObject, Remark, ResourceName } from "../types.js";
import type { ChangedText } from "../unified.js";
import { equal, isBlank, isRecord, isUuid, valueAt } from "../values.js";
import type { TargetValue } from "../editContext.js";
import { YamlFile } from "./document.js";
import { editYaml, plain } from "./edit.js";
import { emptied, Inheritance } from "./inherited.js";
import { NEEDS_NAME, tableOf, whyNot } from "./refusals.js";
import { mentions, textsIn, uuidTexts } from "./search.js";
import { pathOf, placeOf, SECTIONS, type Spot } from "./spot.js";
import { inFile } from "./undocumented.js";

/** Customers that are kept as files of YAML, one each: `customers/acme.yaml` declares `acme` and `acme/sales`. */
export class CustomerFiles {
  readonly edited: Edited[] = [];
  readonly notEdited: Remark[] = [];
  readonly remarks: Remark[] = [];
  readonly declared: Declared[] = [];
  readonly #files = new Map<string, readonly YamlFile[]>();
  readonly #resources: KnownResource[];
  readonly #inheritance: Inheritance;

  constructor(files: Readonly<Record<string, string>>, { resources }: Changes) {
    this.#resources = [...resources];
    this.#inheritance = new Inheritance(files);
    for (const [path, text] of Object.entries(files)) {
      if (!/\.ya?ml$/i.test(path) || !/^customer\s*:/m.test(text)) continue;
      const file = new YamlFile(path, text);
      const customer = basename(path).replace(/\.ya?ml$/i, "");
      if (file.faults.length === 0) this.#files.set(customer, [...(this.#files.get(customer) ?? []), file]);
    }
  }

  /** Whether a resource comes from one of the files. */
  has(resource: ResourceName): boolean {
    return this.#spotsOf(resource).length > 0;
  }

  /** Whether a customer does, by its uuid. */
  hasCustomer(uuid: string | undefined): boolean {
    return this.#customerOf(uuid) !== undefined;
  }

  /** Says in the file what of a resource lives otherwise. */
  change({ kind, name, differences }: ChangedObject): void {
    const spot = this.#spotOf({ kind, name });
    if (spot === undefined) return;
    for (const { path, from, to } of differences) {
      const segments = segmentsOf(path);
      const asWritten = (value: unknown) => inFile(kind, this.#named(spot, value), segments);
      const target = { path: segments, from: asWritten(from), to: asWritten(to) };
      const subject = { kind, name, path: wordsOfPath(segments) };
      const refusal = whyNot(spot, String(segments[0]), segments.length > 1 ? segments : to, this.#inheritance);
      if (refusal !== undefined) this.notEdited.push({ ...subject, ...refusal });
      else if (kind === "HuntGroup" && segments[0] === "members") this.#members(spot, subject, target);
      else this.#edit(spot.file, subject, this.#targetIn(spot, target), { depth: spot.path.length });
    }
  }

  /** A target for a part as one for its file: what is inherited is said to be empty, and a number or a sound alone becomes a map. */
  #targetIn(spot: Spot, { path, from, to }: TargetValue): TargetValue {
    const [argument = "", ...further] = path;
    const isEmptied = further.length === 0 && isBlank(to) && !isBlank(this.#inheritance.valueOf(spot, String(argument)));
    const wanted = isEmptied ? "" : to;
    const part = valueAt(plain(spot.file.root), spot.path);
    if (isRecord(part) || part === undefined || part === null) return { path: [...spot.path, ...path], from, to: wanted };
    const whole = spot.path[0] === "numbers" ? { number: part } : { content: part };
    return {
      path: spot.path,
      from: part,
      to: { ...whole, [argument]: further.reduceRight<unknown>((inner, key) => ({ [key]: inner }), wanted) },
    };
  }

  /** Declares an object in the file of its customer. */
  add(object: NewObject): void {
    const customer = this.#customerOf(object.customer);
    const [file, ...others] = customer === undefined ? [] : (this.#files.get(customer) ?? []);
    if (customer === undefined || file === undefined) return;
    const { kind, uuid } = object;
    const section = SECTIONS[kind];
    const isOne = others.length === 0;
    const reason = isOne ? this.#whyNotDeclared(file, section, object) : `lives, and ${whySeveral(customer, [file, ...others])}`;
    if (section === undefined || reason !== undefined) {
      const place = placeOf({ customer, file, path: [section ?? ""] });
      this.notEdited.push({ kind, name: titleOf(object) ?? uuid, ...place, reason: reason ?? "" });
      return;
    }
    const part = this.#partName(file, section, object);
    const resource = { kind, name: `${customer}/${part}` };
    this.#resources.push({ ...resource, uuid });
    const to = this.#written({ customer, file, path: [section, part] }, section, object);
    this.#edit(file, { ...resource }, { path: [section, part], from: undefined, to }, { what: "declared" });
    this.declared.push({
      ...resource,
      uuid,
      file: file.file,
      ...(object.customer !== undefined && { customer: object.customer }),
    });
  }

  /** A part that declares an object, without what the customer says for all its parts. */
  #written(spot: Spot, section: string, { kind, uuid, args, adopts }: NewObject): object {
    const own = Object.entries(args).filter(
      ([key, value]) => key !== "customer" && !isBlank(value) && !this.#isDefault(spot.file, key, value),
    );
    return {
      ...(inFile(kind, this.#named(spot, Object.fromEntries(own)), []) as object),
      ...emptied(plain(spot.file.root), section, args),
      ...(adopts === true && { adopt: uuid }),
    };
  }

  /** Takes a resource out of its file, if nothing but lists names it. */
  remove(resource: ResourceName): void {
    const spot = this.#spotOf(resource);
    if (spot === undefined) return;
    const [section, part] = spot.path;
    const table = tableOf(spot);
    if (table !== undefined) return this.#keep(resource, spot, `stands in the table ${table}: take it out there`);
    if (typeof section !== "string" || typeof part !== "string")
      return this.#keep(resource, spot, "is no part of its customer that can be left out");
    const root = plain(spot.file.root);
    const named = mentions(root, { section, part });
    const holders = named.filter(({ inList }) => !inList).map(({ path }) => wordsOfPath(path));
    if (holders.length > 0) return this.#keep(resource, spot, `is still named by ${holders.join(", ")}`);
    const stuck = named.flatMap(({ path }) => {
      const list = path.slice(0, -1);
      const now = textsIn(valueAt(root, list));
      const { failed } = editYaml(spot.file, { path: list, from: now, to: now.filter((item) => item !== part) });
      return failed.map(({ reason }) => `${wordsOfPath(list)}, which ${reason}`);
    });
    if (stuck.length > 0) return this.#keep(resource, spot, `is still named by ${stuck.join(", ")}`);
    this.#edit(spot.file, resource, { path: spot.path, from: valueAt(root, spot.path), to: undefined }, { what: "removed" });
  }

  #keep(resource: ResourceName, spot: Spot, reason: string): void {
    this.notEdited.push({ ...resource, ...placeOf(spot), reason: `does not live any more, and ${reason}` });
  }

  /** The files whose text has changed. */
  changed(): ChangedText[] {
    return [...this.#files.values()].flat().flatMap((file) => {
      const after = file.text;
      return after === undefined || after === file.before ? [] : [{ file: file.file, before: file.before, after }];
    });
  }

  /** The files that were edited and whose edits cannot be told from the way in which they are written. */
  get unwritable(): readonly string[] {
    return [...this.#files.values()].flat().flatMap((file) => (file.text === undefined ? [file.file] : []));
  }

  #spotsOf({ kind, name }: ResourceName): Spot[] {
    const [customer = "", ...rest] = name.split("/");
    return (this.#files.get(customer) ?? []).flatMap((file) => {
      const path = pathOf(file, kind, rest.join("/"));
      return path === undefined ? [] : [{ customer, file, path }];
    });
  }

  /** The one place where a resource stands. If there are several, that is noted: a name alone does not tell which of them the stack has. */
  #spotOf({ kind, name }: ResourceName): Spot | undefined {
    const spots = this.#spotsOf({ kind, name });
    const [spot] = spots;
    if (spot === undefined || spots.length === 1) return spot;
    const reason = whySeveral(
      spot.customer,
      spots.map(({ file }) => file),
    );
    this.notEdited.push({ kind, name, ...placeOf(spot), reason });
    return undefined;
  }

  #customerOf(uuid: string | undefined): string | undefined {
    const wanted = uuid?.toLowerCase();
    const known = this.#resources.find((one) => one.kind === "SubReseller" && one.uuid.toLowerCase() === wanted);
    return known !== undefined && this.#files.has(known.name) ? known.name : undefined;
  }

  /** A value with the names of parts in the place of their uuids. */
  #named(spot: Spot, value: unknown): unknown {
    if (isUuid(value)) return this.#partOf(spot, value) ?? value;
    if (Array.isArray(value)) return value.map((item) => this.#named(spot, item));
    return isRecord(value) ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, this.#named(spot, item)])) : value;
  }

  #partOf({ customer }: Spot, uuid: string): string | undefined {
    const known = this.#resources.find(
      (one) => one.uuid.toLowerCase() === uuid.toLowerCase() && one.name.startsWith(`${customer}/`) && one.kind in SECTIONS,
    );
    return known?.name.slice(customer.length + 1);
  }

  #edit(
    file: YamlFile,
    subject: ResourceName & { readonly path?: string },
    target: TargetValue,
    { what = "changed", depth = 0 }: Editing = {},
  ): void {
    const { edits, failed, remarks } = editYaml(file, target, depth);
    if (edits > 0) this.edited.push({ ...subject, what });
    const placed = ({ line, reason }: (typeof failed)[number]): Remark => ({
      ...subject,
      ...(line !== undefined && { place: { file: file.file, line } }),
      reason,
    });
    this.notEdited.push(...failed.map(placed));
    this.remarks.push(...remarks.map(placed));
    // The uuid of what is adopted is no reference.
    for (const uuid of uuidTexts(isRecord(target.to) ? { ...target.to, adopt: undefined } : target.to))
      this.remarks.push({
        ...subject,
        place: { file: file.file, line: 1 },
        reason: `${uuid} is no part of this customer: it stays a uuid`,
      });
  }

  /** Members stand in the group, or in the users that name it. */
  #members(spot: Spot, subject: ResourceName & { readonly path: string }, { from, to }: TargetValue): void {
    const [was, now] = [textsIn(from), textsIn(to)];
    const group = spot.path.at(-1);
    const root = plain(spot.file.root);
    const hasList = Array.isArray(valueAt(root, [...spot.path, "members"]));
    for (const name of [...was, ...now]) {
      if (was.includes(name) === now.includes(name)) continue;
      const inUser = ["users", name, "groups"];
      const groups = textsIn(valueAt(root, inUser));
      const standsInUser = was.includes(name) ? groups.includes(String(group)) : !hasList && isRecord(valueAt(root, ["users", name]));
      if (standsInUser) {
        const after = was.includes(name) ? groups.filter((one) => one !== group) : [...groups, group];
        this.#edit(spot.file, subject, { path: inUser, from: groups, to: after });
      } else {
        const members = textsIn(valueAt(plain(spot.file.root), [...spot.path, "members"]));
        const after = was.includes(name) ? members.filter((one) => one !== name) : [...members, name];
        this.#edit(spot.file, subject, { path: [...spot.path, "members"], from: members, to: after });
      }
    }
  }

  /** Why the file of a customer cannot declare an object; undefined if it can. */
  #whyNotDeclared(file: YamlFile, section: string | undefined, { args }: NewObject): string | undefined {
    if (section === undefined) return `lives, and the file ${file.file} has no section for its kind`;
    if (section === "hours") return "lives, and is written as opening hours, of which no patch is made";
    if (typeof valueAt(plain(file.root), [section]) === "string")
      return "lives, and the users of this customer stand in a table, which no patch edits: write it there";
    return section !== "users" && isBlank(args["name"]) ? NEEDS_NAME : undefined;
  }

  /** A name that the section does not have yet. It begins with a letter, as that of every part does. */
  #partName(file: YamlFile, section: string, object: NewObject): string {
    const words = wordsIn(titleOf(object) ?? "");
    const wanted = (/^[a-z]/.test(words[0] ?? "") ? words : [...wordsIn(object.kind), ...words]).join("-");
    const taken = valueAt(plain(file.root), [section]);
    for (let index = 1; ; index += 1) {
      const part = index === 1 ? wanted : `${wanted}-${index}`;
      if (!isRecord(taken) || !Object.hasOwn(taken, part)) return part;
    }
  }

  /** Whether the customer says the same for all its parts. */
  #isDefault(file: YamlFile, key: string, value: unknown): boolean {
    return ["timezone", "countryCode"].includes(key) && equal(valueAt(plain(file.root), [key]), value);
  }
}

interface Editing {
  readonly what?: Edited["what"];
  /** How many segments of the path lead to the part as it stands in the file. */
  readonly depth?: number;
}

function whySeveral(customer: string, files: readonly YamlFile[]): string {
  const paths = files.map(({ file }) => file).join(", ");
  return `${customer} stands in ${files.length} files, of which only running the program shows the one: ${paths}`;
}

function titleOf({ name, args }: NewObject): string | undefined {
  return [name, args["name"], args["displayName"]].find((text): text is string => typeof text === "string" && text !== "");
}
