import { pictureAsMarkdown } from "../flow/drawing.js";
import { fitting, markdownText, MOST_TEXT } from "../shared/markdown.js";
import type { Drifted, Judged } from "./looked.js";
import type { Names } from "./names.js";
import { byCustomer, labelOf, notesOf, sentencesOf, summaryOf } from "./report.js";

/** Formats what was judged as Markdown for an issue: sentences by customer and object, and pictures of flows as far as there is room. */
export function driftAsMarkdown(judged: Judged, names: Names): string {
  const withPictures = asMarkdown(judged, names, true);
  const text = withPictures.length <= MOST_TEXT ? withPictures : asMarkdown(judged, names, false);
  return fitting(text, "This report is cut: it is too long for an issue. JSON, text and HTML have all of it.");
}

function asMarkdown(judged: Judged, names: Names, pictures: boolean): string {
  const parts = byCustomer(judged, names.customers).map(({ title, objects }) =>
    [`### ${markdownText(title)}\n`, ...objects.map((object) => objectAsMarkdown(object, names, pictures))].join("\n"),
  );
  const notes = notesOf(judged).map((note) => `- ${markdownText(note)}\n`);
  return [`${markdownText(summaryOf(judged))}\n`, ...parts, ...(notes.length > 0 ? [`### Beside it\n\n${notes.join("")}`] : [])].join("\n");
}

function objectAsMarkdown(object: Drifted, { objects: names }: Names, pictures: boolean): string {
  const sentences = sentencesOf(object).map((sentence) => `- ${markdownText(sentence)}\n`);
  const { flow } = object;
  const drawn =
    flow === undefined || !pictures
      ? ""
      : `\n<details><summary>The flow as it lives, with what differs</summary>\n\n${pictureAsMarkdown(flow.lives, { names, before: flow.says })}\n</details>\n`;
  return `**${markdownText(labelOf(object))}**\n\n${sentences.join("")}${drawn}`;
}
