import { runInNewContext } from "node:vm";
import { providerText } from "../../provider/hosts/dynamic/providerText";
import handler from "../../provider/handlers";
import { type Kind, type RecordKind, records, registry } from "../../provider/kinds/registry";

/** Texts that stand in the states of users since 0.1.0. None may ever be changed or taken away. */
const golden: Readonly<Record<string, string>> = {
  SubReseller: 'exports.handler=()=>require("pulumi-yay/handlers")("SubReseller")',
  CallFlow: 'exports.handler=()=>require("pulumi-yay/handlers")("CallFlow")',
  CallFlowContent: 'exports.handler=()=>require("pulumi-yay/handlers")("CallFlowContent")',
  CreditTransferReference: 'exports.handler=()=>require("pulumi-yay/handlers")("CreditTransferReference")',
  CreditTransferIntent: 'exports.handler=()=>require("pulumi-yay/handlers")("CreditTransferIntent")',
  CreditTransferExecution: 'exports.handler=()=>require("pulumi-yay/handlers")("CreditTransferExecution")',
};

describe("the text that the engine keeps of each resource (T27)", () => {
  it("is what it always was", () => {
    const kinds = Object.keys({ ...registry, ...records }) as (Kind | RecordKind)[];
    const texts = Object.fromEntries(kinds.map((kind) => [kind, providerText(kind)]));
    expect(texts).toMatchObject(golden);
    for (const kind of kinds) expect(texts[kind]).toBe(`exports.handler=()=>require("pulumi-yay/handlers")("${kind}")`);
  });

  it.each(Object.entries(golden))("loads a handler of %s by the package's name alone", (_kind, text) => {
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(100);
    const asked: string[] = [];
    const load = (name: string) => {
      asked.push(name);
      return handler;
    };
    const module: { handler?: () => Record<string, unknown> } = {};
    runInNewContext(text, { exports: module, require: load });
    const methods = ["configure", "check", "diff", "create", "read", "update", "delete"];
    expect(Object.keys(module.handler?.() ?? {}).sort()).toEqual([...methods].sort());
    expect(asked).toEqual(["pulumi-yay/handlers"]);
  });
});
