// @ts-check
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ROOT } from "../lib/root.mjs";
import { withMocks } from "./examples.mjs";
import { code, heading, list, paragraphs } from "./markdown.mjs";

/** @param {string} file */
const included = (file) => `[${code(file)}](../${file}):\n\n\`\`\`ts\n${readFileSync(join(ROOT, file), "utf8")}\`\`\``;

export function testingPage() {
  return paragraphs([
    heading("Testing programs", code(dirname(withMocks.program))),
    "A unit test sees what a program declares, without an engine, an account or a network: `pulumi.runtime.setMocks` stands in for the engine. A test on the [simulator](simulator.md) sees what the API would be sent.",
    "The program,",
    included(withMocks.program),
    "and its tests, which run in this repository too,",
    included(withMocks.test),
    "What mocks have to know:",
    list([
      "The type of a resource is `pulumi-nodejs:dynamic/yay:<Kind>`, such as `pulumi-nodejs:dynamic/yay:CallFlow`.",
      "`uuid` is the `id` that the mock gives.",
      'The provider does not run: nothing is checked, and what it or the API would choose (a name that is left out, the number for `extension: "next"`, `stepUuids`) is there only if the mock gives it.',
      "`users` is a list in the program, and in what the mock receives a map by name; passwords and PINs arrive as Pulumi's secrets.",
      "`get` of a class asks nobody either: the mock's answer is what it gives. That no such object lives, which fails a real preview, a unit test cannot see; an id that is written as `undefined` or as a blank text is refused there, too.",
      "Look-ups are plain functions that send requests, and no mock sees them: give them a simulator by `YAY_BASE_URL`, or keep them out of what is tested.",
    ]),
  ]);
}
