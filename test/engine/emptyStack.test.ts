import { Stack } from "../support/engine";

jest.setTimeout(120_000);

describe("the empty stack that tests begin with", () => {
  it("is what the command makes", async () => {
    const stack = await Stack.create("");
    try {
      const shown = async () => {
        const { deployment } = JSON.parse(await stack.must("stack", "export")) as { deployment: { secrets_providers: { type: string } } };
        const selected = (await stack.must("stack", "ls", "--json")).replaceAll(/"lastUpdate": "[^"]*"/g, "");
        return { keys: Object.keys(deployment).sort(), secrets: deployment.secrets_providers.type, selected };
      };
      const written = await shown();
      await stack.must("stack", "rm", "--yes", "dev");
      await stack.must("stack", "init", "dev");
      expect(await shown()).toEqual(written);
    } finally {
      await stack.close();
    }
  });
});
