import { readFileSync } from "node:fs";
import { join } from "node:path";
import { TOOLS } from "./support";

jest.setTimeout(60_000);

const tool = () => import("../../tools/kinds.mjs");
const page = { name: "door", kind: "Door", file: "provider/kinds/door.ts", source: '  path: "/voip/door",' };

describe("npm run kinds", () => {
  it("makes the lists and classes that are in the clone: they follow from the files of the kinds alone", async () => {
    const { madeFromKinds } = await tool();
    for (const [path, text] of await madeFromKinds()) expect([path, readFileSync(join(TOOLS, "..", path), "utf8")]).toEqual([path, text]);
  });

  it("takes what users read of a class from its page: what stands before the path, and every paragraph after the first", async () => {
    const { classText } = await tool();
    expect(classText(page, ["What opens: `/voip/door`. The list is documented."])).toBe(
      "What opens: `/voip/door`. The list is documented.",
    );
    expect(classText(page, ["What opens: `/voip/door`. It is a guess.", "It shuts, too."])).toBe(
      "What opens: `/voip/door`. It is a guess. It shuts, too.",
    );
    expect(() => classText(page, ["What opens."])).toThrow(
      "provider/kinds/door.ts: the docstring of door has to begin with what it is, a colon",
    );
  });

  it("makes the class that a page needs: of a child, of what each account has once, and of any other; with outputs it asks for a class by hand", async () => {
    const { makerOf } = await tool();
    expect(makerOf(page)).toBe('kindClass<"Door", DoorArgs>("Door")');
    expect(makerOf({ ...page, source: '  path: "/voip/house/{house}/door",' })).toBe('childClass<"Door", DoorArgs, "house">("Door")');
    expect(makerOf({ ...page, source: "  singleton: {}," })).toBe('singletonClass<"Door", DoorArgs>("Door")');
    expect(() => makerOf({ ...page, source: "  outputs: {" })).toThrow(
      "copy provider/hosts/dynamic/phoneBook.ts to provider/hosts/dynamic/door.ts",
    );
  });
});
