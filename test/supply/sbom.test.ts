import { firstOf } from "../support/all";
import { tree } from "./support";

jest.setTimeout(60_000);

interface CycloneDx {
  metadata: { component: { name: string; version: string; purl: string } };
  components: { name: string; version: string; hashes?: { alg: string }[] }[];
}
interface Spdx {
  name: string;
  packages: { name: string; versionInfo: string; licenseDeclared: string }[];
}

const bill = async (workspace: string, format: "cyclonedx" | "spdx") =>
  JSON.parse(await (await import("../../tools/supply/sbom.mjs")).billOfMaterials(workspace, format)) as unknown;

// What the command line stands on has the package in it.
const packages: readonly (readonly [string, string])[] = [
  ["pulumi-yay-cli", "cli"],
  ["pulumi-yay", "provider"],
];

describe.each(firstOf(packages, 1))("the bill of materials of %s", (name, workspace) => {
  const expected = async () => {
    const { nameAt, readLock, runtimeTree } = await tree();
    return Object.entries(runtimeTree(readLock().packages, workspace))
      .map(([path, { version = "" }]) => `${nameAt(path)}@${version}`)
      .sort();
  };

  it("lists what a user gets in the locked versions, each with its checksum (CycloneDX)", async () => {
    const { metadata, components } = (await bill(workspace, "cyclonedx")) as CycloneDx;
    expect(metadata.component).toMatchObject({ name, version: "0.1.0", purl: `pkg:npm/${name}@0.1.0` });
    expect(components.map((one) => `${one.name}@${one.version}`).sort()).toEqual(await expected());
    const unchecked = components.filter((one) => one.name !== "pulumi-yay" && one.hashes?.[0]?.alg !== "SHA-512");
    expect(unchecked).toEqual([]);
  });

  it("lists the same with licences (SPDX)", async () => {
    const { name: title, packages } = (await bill(workspace, "spdx")) as Spdx;
    expect(title).toBe(`${name}@0.1.0`);
    expect(packages.map((one) => `${one.name}@${one.versionInfo}`).sort()).toEqual([...(await expected()), `${name}@0.1.0`].sort());
    expect(packages.filter(({ licenseDeclared }) => !licenseDeclared || licenseDeclared === "NOASSERTION")).toEqual([]);
  });
});
