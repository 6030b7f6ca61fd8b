import * as pulumi from "@pulumi/pulumi";
import * as debuggable from "@pulumi/pulumi/runtime/debuggable";
import { SubReseller } from "../../provider/index";

beforeAll(() =>
  pulumi.runtime.setMocks({ newResource: ({ name, inputs }) => ({ id: `${name}-id`, state: inputs as object }), call: () => ({}) }),
);

/** How many frames were formatted of traces that an action asks for. */
function formatted(action: () => unknown): number {
  const before = Object.getOwnPropertyDescriptor(Error, "prepareStackTrace");
  let frames = 0;
  Error.prepareStackTrace = (error, sites) => {
    frames += sites.length;
    return [String(error), ...sites.map((site) => `    at ${String(site)}`)].join("\n");
  };
  try {
    action();
  } finally {
    if (before === undefined) Reflect.deleteProperty(Error, "prepareStackTrace");
    else Object.defineProperty(Error, "prepareStackTrace", before);
  }
  return frames;
}

class Plain extends pulumi.CustomResource {
  constructor(name: string) {
    super("test:index:Plain", name, { name, contactName: name, phone: undefined, addresses: undefined });
  }
}

const globals = () => ["prepareStackTrace", "stackTraceLimit"].map((key) => Object.getOwnPropertyDescriptor(Error, key));

describe("making a resource", () => {
  it("formats no trace for what only a search for leaked promises shows, which costs other resources dozens of them", () => {
    const before = formatted(() => new Plain("before"));
    const ours = formatted(() => new SubReseller("spared", { contactName: "Spared" }));
    expect(before).toBeGreaterThan(200);
    // What is left is the line of the program that asks for the resource.
    expect(ours).toBeLessThan(60);
  });

  it("leaves errors of the program their traces, and Error as it was", () => {
    const before = globals();
    new SubReseller("traced", { contactName: "Traced" });
    expect(globals()).toEqual(before);
    expect(new Error("of the program").stack).toContain(__filename);
  });

  it("spares nothing where somebody searches for leaked promises", () => {
    const before: unknown = Reflect.get(debuggable, "debugPromiseLeaks");
    Reflect.set(debuggable, "debugPromiseLeaks", true);
    try {
      expect(formatted(() => new SubReseller("searched", { contactName: "Searched" }))).toBeGreaterThan(200);
    } finally {
      Reflect.set(debuggable, "debugPromiseLeaks", before);
    }
  });
});
