import { onStage } from "../support/lifecycle";
import { openPath, waysOf } from "../support/scenario";
import { scenarios } from "../kinds/index";
import { text } from "./support";

jest.setTimeout(60_000);

/** The requests that a page names under "API calls", with `{uuid}` for every place: those of one operation, and those of every one. */
function callsOf(kind: string) {
  const section = /\n## API calls\n([^]*?)\n## /.exec(text(`docs/resources/${kind}.md`))?.[1] ?? "";
  const [operations = "", afterwards = ""] = section.split(/\n\n(?=With|None)/);
  const requests = (part: string) =>
    [...part.matchAll(/`((?:GET|POST|PUT|DELETE) [^`]+)`/g)].map(([, request = ""]) => request.replaceAll(/\{(?!path\})\w+\}/g, "{uuid}"));
  const titled = operations.split(/\n(?=- )/).map((part) => [/\*\*(\w+)/.exec(part)?.[1] ?? "", requests(part)] as const);
  const always = requests(afterwards);
  return (title: string) => [...titled.flatMap(([found, calls]) => (found === title ? calls : [])), ...always];
}

const positions = [{}, { postResult: "uuidOnly", putResult: "empty", listItems: "incomplete" }] as const;

/** A request as pages write it: of a kind whose paths are a program's, by the name of the argument. */
const asOnPages = (request: string) => request.replace(` ${openPath}`, " {path}");

describe.each(Object.values(scenarios))("the page of $kind", (scenario) => {
  const named = callsOf(scenario.kind);
  const [argument = "", value] = Object.entries(scenario.changes)[0] ?? [];

  it.each(positions)("names every request of each operation, under %j", async (switches) => {
    await onStage(
      scenario,
      async (stage) => {
        const operations = {
          Create: await stage.traffic(() => stage.up()),
          Read: await stage.traffic(() => stage.engine.refresh()),
          Update: await stage.traffic(() => stage.up({ [argument]: value })),
          Delete: await stage.traffic(() => stage.engine.destroy()),
        };
        const unnamed = Object.entries(operations).map(([title, sent]) => [
          title,
          sent.map(asOnPages).filter((request) => !named(title).includes(request)),
        ]);
        expect(Object.fromEntries(unnamed)).toEqual({ Create: [], Read: [], Update: [], Delete: [] });
        // An answer that does not show the part as empty is no proof, so a part is looked at again.
        const last = waysOf(scenario).deleting === "DELETE" ? "DELETE" : "putResult" in switches ? "GET" : "PUT";
        expect(Object.values(operations).map((sent) => sent.at(-1)?.split(" ")[0])).toEqual([
          expect.anything(),
          "GET",
          expect.anything(),
          last,
        ]);
      },
      { switches },
    );
  });
});
