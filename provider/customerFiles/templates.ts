import { dirname } from "node:path";
import { isBlank, own, type Props } from "../common/values";
import { didYouMean } from "../customer/findings";
import { each, isPlain, type Path, type Replace, replaced } from "../customer/references";
import { SOMETHING_THAT_LIVES } from "./aliases";
import { type Place, type Places, wholeFile } from "./places";
import { isWithin, type PlacedFinding, readYaml } from "./yamlFile";

/** The sections whose parts can come from a template. */
const TEMPLATED = ["flows", "hours"] as const;
type Templated = (typeof TEMPLATED)[number];

interface Template {
  readonly part: Props;
  readonly places: Places;
  readonly path: Path;
  /** What of its file could not be read. */
  readonly unread: readonly Path[];
}

/** A customer with the parts of templates in it. */
export interface Expanded {
  readonly args: Props;
  readonly findings: readonly PlacedFinding[];
  /** Where something of a template stands in the customer now that could not be read. */
  readonly unread: readonly Path[];
}

/** The flows and hours that customers share, by section and name. */
export class Templates {
  readonly #known = new Map<string, Template>();
  readonly findings: PlacedFinding[] = [];
  /** Whether a file could not be read, so that what is missing may stand there. */
  #isUnread = false;

  /** Reads the sections `flows` and `hours` of a file. */
  read(path: string, shown: string): void {
    const { data, places, findings, unread } = readYaml(path, shown);
    this.findings.push(...findings);
    if (data === undefined) this.#isUnread = true;
    const place = (at: Path) => places.of(at) ?? wholeFile(shown);
    for (const [section, parts] of Object.entries(data ?? {})) {
      if (isWithin(unread, [section])) this.#isUnread = true;
      else if (isTemplated(section) && isPlain(parts)) this.#add(section, parts, { places, unread, place });
      else
        this.findings.push({
          path: [section],
          reason: "is no section of templates: write flows and hours, each a map by name",
          place: place([section]),
        });
    }
  }

  #add(section: Templated, parts: Props, { places, unread, place }: InFile): void {
    for (const [name, part] of Object.entries(parts)) {
      const path = [section, name];
      const twice = this.#known.has(keyOf(section, name));
      if (isWithin(unread, path)) this.#isUnread = true;
      else if (twice) this.findings.push({ path, reason: "is declared twice; give each template its own name", place: place(path) });
      else if (isPlain(part)) this.#known.set(keyOf(section, name), { part, places, path, unread });
      else this.findings.push({ path, reason: "must be a map", place: place(path) });
    }
  }

  /** A customer with every part that names a template made whole: what the part says itself goes before what the template says. */
  expand(args: Props, places: Places): Expanded {
    const findings: PlacedFinding[] = [];
    const unread: Path[] = [];
    const report = (path: Path, reason: string) => findings.push({ path, reason, place: places.of(path) ?? wholeFile("") });
    const sections = TEMPLATED.flatMap((section) => {
      const parts = args[section];
      if (!isPlain(parts)) return [];
      const whole = Object.entries(parts).map(
        ([name, part]) => [name, this.#expandPart([section, name], part, { places, report, unread })] as const,
      );
      return [[section, Object.fromEntries(whole)] as const];
    });
    return { args: { ...args, ...Object.fromEntries(sections) }, findings, unread };
  }

  #expandPart(at: readonly [Templated, string], part: unknown, { places, report, unread }: Expansion): unknown {
    if (!isPlain(part) || !Object.hasOwn(part, "template")) return part;
    const { template: name, with: given = {}, ...rest } = part;
    const [section] = at;
    const template = this.#known.get(keyOf(section, String(name)));
    if (template === undefined && this.#isUnread) return SOMETHING_THAT_LIVES;
    if (template === undefined) {
      const known = [...this.#known.keys()].filter((key) => key.startsWith(`${section} `)).map((key) => key.slice(section.length + 1));
      const hint = didYouMean(String(name), known) || (known.length === 0 ? "; there is none" : `; there is ${known.join(", ")}`);
      report([...at, "template"], `no template of ${section} is called ${JSON.stringify(name)}${hint}`);
      return SOMETHING_THAT_LIVES;
    }
    const names = isPlain(given) ? given : {};
    if (!isPlain(given)) report([...at, "with"], "must be a map from the template's names to the customer's");
    const used = new Set<string>();
    const renamed = renamedPart(section, template.part, ({ name: word }) => {
      used.add(word);
      const other = own(names, word);
      return typeof other === "string" ? other : word;
    });
    for (const word of Object.keys(names).filter((key) => !used.has(key)))
      report([...at, "with", word], `the template names no part ${JSON.stringify(word)}${didYouMean(word, [...used])}`);
    places.add(at, template.places, template.path);
    const inside = template.unread.filter((path) => isWithin([template.path], path));
    unread.push(...inside.map((path) => [...at, ...path.slice(template.path.length)]));
    return { ...renamed, ...rest };
  }
}

interface InFile {
  readonly places: Places;
  readonly unread: readonly Path[];
  readonly place: (path: Path) => Place;
}

interface Expansion {
  readonly places: Places;
  readonly unread: Path[];
  readonly report: (path: Path, reason: string) => void;
}

function renamedPart(section: Templated, part: Props, replace: Replace): Props {
  if (section === "flows") return replaced("CallFlow", part, [], replace);
  const flow = (value: unknown) => (isBlank(value) ? value : each(value, [], (name, path) => replace({ path, to: ["flows"], name })));
  const { exceptions } = part;
  return {
    ...part,
    ...("closed" in part && { closed: flow(part["closed"]) }),
    ...(Array.isArray(exceptions) && {
      exceptions: exceptions.map((one: unknown) => (isPlain(one) && "callFlow" in one ? { ...one, callFlow: flow(one["callFlow"]) } : one)),
    }),
  };
}

function isTemplated(section: string): section is Templated {
  return (TEMPLATED as readonly string[]).includes(section);
}

function keyOf(section: string, name: string): string {
  return `${section} ${name}`;
}

/** Where the templates of customers' files stand if nobody says otherwise: in the folder `templates` beside them. */
export function templatesBeside(files: readonly string[]): string[] {
  return [...new Set(files.map(dirname))].map((folder) => `${folder}/templates/*.yaml`);
}
