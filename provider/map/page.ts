import { xmlText } from "../common/xml";
import { PAGE_SCRIPT, PAGE_SCRIPT_HASH } from "./pageScript";
import { PAGE_STYLE } from "./pageStyle";
import { countsOf, sizeOf } from "./drawing";
import { kindInWords } from "./kinds";
import type { CustomerMap } from "./types";

/** One customer on a page. */
export interface PagePart {
  readonly map: CustomerMap;
  /** The picture, as `drawSvg` makes it; left out if there is nothing to draw. */
  readonly svg?: string;
  /** What changes, in sentences, by object. */
  readonly changes?: readonly PageChange[];
}

/** One object that changes. */
export interface PageChange {
  readonly heading: string;
  readonly fate: "added" | "removed" | "changed";
  readonly sentences: readonly string[];
  /** A picture of the object itself, such as of a call flow. */
  readonly svg?: string;
}

/** What stands on a page. */
export interface Page {
  readonly title: string;
  /** Where the objects come from, in words. */
  readonly source: string;
  /** What a reader has to know, such as what could not be read. */
  readonly notes: readonly string[];
  readonly parts: readonly PagePart[];
}

/** More customers than this are folded, unless something about them changes. */
const MOST_OPEN = 3;

/**
 * A page that needs nothing but itself: the pictures, every object in a table, and a search by keyboard. A policy
 * in it forbids any script but its own and everything from a network, so that no name of an object can bring either.
 */
export function mapPage({ title, source, notes, parts }: Page): string {
  const policy = `default-src 'none'; style-src 'unsafe-inline'; script-src '${PAGE_SCRIPT_HASH}'; form-action 'none'; base-uri 'none'`;
  const sections = parts.map((part, index) => section(part, { id: `c${index}`, among: parts.length }));
  return [
    "<!DOCTYPE html>",
    '<html lang="en">',
    "<head>",
    '<meta charset="utf-8"/>',
    `<meta http-equiv="Content-Security-Policy" content="${policy}"/>`,
    '<meta name="viewport" content="width=device-width, initial-scale=1"/>',
    `<title>${xmlText(title)}</title>`,
    `<style>${PAGE_STYLE}</style>`,
    "</head>",
    "<body>",
    "<header>",
    `<h1>${xmlText(title)}</h1>`,
    `<span class="soft">${xmlText(source)}</span>`,
    '<form role="search"><label for="search">Search</label><input id="search" type="search" autocomplete="off" placeholder="press / to search"/>',
    '<output id="found" for="search" role="status"></output></form>',
    "</header>",
    "<main>",
    ...notes.map((note) => `<p class="note">${xmlText(note)}</p>`),
    ...(parts.length === 0 ? ["<p>There is nothing to draw.</p>"] : []),
    ...(parts.length > 1 ? [contents(parts)] : []),
    ...sections,
    "</main>",
    `<script>${PAGE_SCRIPT}</script>`,
    "</body>",
    "</html>",
    "",
  ].join("\n");
}

/** The customers with links to them. */
function contents(parts: readonly PagePart[]): string {
  const items = parts.map(({ map, changes = [] }, index) => {
    const changed = changes.length === 0 ? "" : ` · <span class="changed">${changes.length} changed</span>`;
    return `<li><a href="#c${index}">${xmlText(map.name)}</a> <span class="soft">${xmlText(countsOf(map).join(", "))}</span>${changed}</li>`;
  });
  return `<nav aria-label="Customers"><ul>${items.join("\n")}</ul></nav>`;
}

function section({ map, svg, changes = [] }: PagePart, { id, among }: { readonly id: string; readonly among: number }): string {
  const isOpen = among <= MOST_OPEN || changes.length > 0;
  return [
    `<section id="${id}"><details${isOpen ? ' open=""' : ""}>`,
    `<summary><h2>${xmlText(map.name)}</h2> <span class="soft">${xmlText(countsOf(map).join(", "))}</span></summary>`,
    ...(changes.length === 0 ? [] : [`<ul>${changes.map((each, index) => change(each, `${id}-${index}`)).join("\n")}</ul>`]),
    ...(svg === undefined ? [] : [framed(svg, `Picture of ${map.name}`, `${id}-size`)]),
    table(map),
    "</details></section>",
  ].join("\n");
}

function change({ heading, fate, sentences, svg }: PageChange, id: string): string {
  const lines = sentences.map((sentence) => `<li>${xmlText(sentence)}</li>`).join("");
  const list = lines === "" ? "" : `<ul>${lines}</ul>`;
  const picture = svg === undefined ? "" : `<details><summary>Picture</summary>${framed(svg, `Picture of ${heading}`, id)}</details>`;
  return `<li><div class="change"><span class="${fate}">${xmlText(heading)}</span>${list}</div>${picture}</li>`;
}

/** Pictures that are larger than this in pixels may not fit into a window. */
const ROOM = { width: 800, height: 600 };

/** The sizes of a large picture: as wide as the page, all of it in one window, or as it was drawn, to be moved in its frame. */
const SIZES = { width: "Page width", whole: "All in one window", full: "Full size" };

/** A picture that can be moved by keyboard if it is larger than the page. It is never wider than the page unless its reader says so. */
function framed(svg: string, label: string, name: string): string {
  const picture = `<div class="picture" tabindex="0" role="region" aria-label="${xmlText(label)}">\n${svg.trim()}\n</div>`;
  const { width, height } = sizeOf(svg);
  if (width <= ROOM.width && height <= ROOM.height) return `<div class="frame">${picture}</div>`;
  const choices = Object.entries(SIZES).map(
    ([size, words]) =>
      `<label class="soft"><input type="radio" class="${size}" name="${name}"${size === "width" ? ' checked=""' : ""}/> ${words}</label>`,
  );
  return `<div class="frame"><div class="sizes" role="radiogroup" aria-label="Size of the picture">${choices.join(" ")}</div>${picture}</div>`;
}

function table({ nodes }: CustomerMap): string {
  const rows = nodes.flatMap(({ kind, members, mark, missing }) =>
    members.map(({ name, extension = "", resource = "" }) => {
      const what = missing === true ? "not among these objects" : (mark ?? "");
      const cells = [kindInWords(kind), extension, name, resource].map((text) => `<td>${xmlText(text)}</td>`).join("");
      return `<tr class="object">${cells}<td${mark === undefined ? "" : ` class="${mark}"`}>${xmlText(what)}</td></tr>`;
    }),
  );
  if (rows.length === 0) return "";
  const head = ["Kind", "Number", "Name", "Resource", ""].map((text) => `<th scope="col">${text}</th>`).join("");
  return `<details><summary>All ${rows.length} objects</summary><table><thead><tr>${head}</tr></thead><tbody>\n${rows.join("\n")}\n</tbody></table></details>`;
}
