const template = () => import("../../tools/docs/template.mjs");

const file = "tools/docs/pages/bells.md";

describe("a template of a page", () => {
  it("has each value in the slots of its name, word for word, and nothing for a blank one", async () => {
    const { fill } = await template();
    const values = { count: "$& of {{count}}", ring: "" };
    expect(fill(file, "# Bells\n\n{{count}} bells, {{count}} ropes.\n\n{{ring}}\n", values)).toBe(
      "# Bells\n\n$& of {{count}} bells, $& of {{count}} ropes.\n\n\n",
    );
  });

  it.each([
    ["has a slot that no value is for", "{{count}} bells in {{towers}} towers", "no value is computed for {{towers}}"],
    ["has a slot that is spelled another way", "{{ count }} bells and {{count}} ropes", "no value is computed for {{ count }}"],
    ["has a slot named like what every object has", "{{count}} {{constructor}}", "no value is computed for {{constructor}}"],
    ["has no slot for a value", "Many bells", "there is no slot for a value that is computed. Add {{count}}"],
  ])("is refused with its path if it %s", async (_, page, message) => {
    const { fill } = await template();
    const filling = () => fill(file, page, { count: "8" });
    expect(filling).toThrow(`${file}: `);
    expect(filling).toThrow(message);
  });
});
