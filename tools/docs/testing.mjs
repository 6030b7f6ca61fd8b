// @ts-check
import { dirname } from "node:path";
import { withMocks } from "./examples.mjs";
import { linked } from "./markdown.mjs";
import { page } from "./template.mjs";

export function testingPage() {
  const { program, test } = withMocks;
  return page("testing", [dirname(program)], { program: linked(program, ".."), tests: linked(test, "..") });
}
