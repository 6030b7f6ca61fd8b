import * as pulumi from "@pulumi/pulumi";
import { MockMonitor } from "@pulumi/pulumi/runtime/mocks";
import { SubReseller } from "../../provider/index";

interface Place {
  getUri(): string;
  getLine(): number;
}
interface Request {
  getName(): string;
  getSourceposition(): Place | undefined;
  getStacktrace(): { getFramesList(): { getPc(): Place | undefined }[] } | undefined;
}

/** What the SDK tells the engine of each resource by its name: line of the position, lines of the frames in this file, number of frames. */
const told = new Map<string, { line: number | undefined; here: number[]; frames: number }>();

const lineOf = (place: Place | undefined) => (place?.getUri() === `file://${__filename}` ? place.getLine() : undefined);

beforeAll(async () => {
  await pulumi.runtime.setMocks({ newResource: ({ name, inputs }) => ({ id: `${name}-id`, state: inputs as object }), call: () => ({}) });
  const original = Reflect.get(MockMonitor.prototype, "registerResource") as (...args: unknown[]) => unknown;
  jest.spyOn(MockMonitor.prototype as never, "registerResource").mockImplementation(function (this: unknown, ...args: unknown[]) {
    const request = args[0] as Request;
    const frames = request.getStacktrace()?.getFramesList() ?? [];
    const here = frames.flatMap((frame) => lineOf(frame.getPc()) ?? []);
    told.set(request.getName(), { line: lineOf(request.getSourceposition()), here, frames: frames.length });
    return original.apply(this, args);
  } as never);
});
afterAll(() => jest.restoreAllMocks());

/** The line of this file that calls it. */
function line(): number {
  const [, , caller = ""] = (new Error().stack ?? "").split("\n");
  return Number(/:(\d+):\d+\)?$/.exec(caller)?.[1]);
}

async function make(name: string, opts: pulumi.CustomResourceOptions = {}) {
  const made = { line: line() + 1 };
  await settled(new SubReseller(name, { contactName: name }, opts));
  return { told: told.get(name), made };
}

const settled = (resource: { readonly urn: pulumi.Output<string> }) => new Promise((done) => void resource.urn.apply(done));

const globals = () => [
  Object.getOwnPropertyDescriptor(Error, "prepareStackTrace"),
  Object.getOwnPropertyDescriptor(Error, "stackTraceLimit"),
];
const reader = () => Object.getOwnPropertyDescriptor(pulumi.Resource, "callsites");

class Foreign extends pulumi.ComponentResource {
  constructor(name: string) {
    super("test:index:Foreign", name);
  }
}

/** A property of a global for one action. */
async function having<T>(holder: object, key: string, descriptor: PropertyDescriptor | undefined, action: () => Promise<T>): Promise<T> {
  const before = Object.getOwnPropertyDescriptor(holder, key);
  const put = (wanted: PropertyDescriptor | undefined) =>
    wanted === undefined ? Reflect.deleteProperty(holder, key) : Reflect.defineProperty(holder, key, wanted);
  put(descriptor);
  try {
    return await action();
  } finally {
    put(before);
  }
}
/** Fails where it formats our error, and not the SDK's own ones. */
function failing(error: Error): string {
  const { stackTraceLimit } = Error;
  if (stackTraceLimit < 3) throw new Error("of a hook");
  return error.message;
}
const value = (given: unknown) => ({ value: given, writable: true, enumerable: true, configurable: true });

describe("the line that is noted for a resource", () => {
  it("is that of the program, alone", async () => {
    const { told: noted, made } = await make("plain");
    expect(noted).toEqual({ line: made.line, here: [made.line], frames: 1 });
  });

  it("is found whatever the program has made of Error", async () => {
    const seen: [string, PropertyDescriptor | undefined, string][] = [
      ["nothing", undefined, "prepareStackTrace"],
      ["no text", value((_error: Error, sites: unknown[]) => sites), "prepareStackTrace"],
      ["a failure", value(failing), "prepareStackTrace"],
      ["another text", value((error: Error) => `${error.message} somewhere`), "prepareStackTrace"],
      ["no frames", value(0), "stackTraceLimit"],
      ["no limit", undefined, "stackTraceLimit"],
    ];
    for (const [name, descriptor, key] of seen) {
      const resource = await having(Error, key, descriptor, async () => {
        const before = globals();
        const made = new SubReseller(name, { contactName: name });
        expect(globals()).toEqual(before);
        return Promise.resolve({ made });
      });
      await settled(resource.made);
      expect([name, told.get(name)?.frames, typeof told.get(name)?.here[0]]).toEqual([name, 1, "number"]);
    }
  });
});

describe("making a resource", () => {
  it("shows code of the program that runs meanwhile the Error that it knows", async () => {
    const before = globals();
    const seen: unknown[] = [];
    const stacks: string[] = [];
    const throws = () => stacks.push(new Error("of the program").stack ?? "");
    throws();
    await make("transformed", {
      transformations: [
        ({ props, opts }) => {
          seen.push(globals());
          throws();
          return { props, opts };
        },
      ],
    });
    expect(seen).toEqual([before]);
    expect(stacks[1]?.split("\n")[1]).toBe(stacks[0]?.split("\n")[1]);
    expect(stacks[1]).toContain("at make (");
  });

  it("leaves everything as it was, also where the constructor throws", () => {
    const before = [globals(), reader()];
    const fails = () => {
      throw new Error("of a transformation");
    };
    expect(() => new SubReseller("failing", { contactName: "Failing" }, { transformations: [fails] })).toThrow("of a transformation");
    expect([globals(), reader()]).toEqual(before);
    expect(reader()?.value).toBe(before[1] && (before[1] as PropertyDescriptor).value);
  });

  it("leaves other resources, which a transformation makes meanwhile, all their frames", async () => {
    const inside: { foreign?: Foreign; own?: SubReseller; lines?: number[] } = {};
    const { told: noted, made } = await make("outer", {
      transformations: [
        () => {
          const here = line();
          inside.foreign = new Foreign("foreign");
          inside.own = new SubReseller("own", { contactName: "Own" });
          inside.lines = [here + 1, here + 2];
          return undefined;
        },
      ],
    });
    await settled(inside.foreign ?? new Foreign("never"));
    await settled(inside.own ?? new Foreign("never either"));
    await settled(new Foreign("alone"));
    expect(noted).toEqual({ line: made.line, here: [made.line], frames: 1 });
    expect(told.get("own")).toEqual({ line: inside.lines?.[1], here: [inside.lines?.[1]], frames: 1 });
    expect(told.get("foreign")?.line).toBe(inside.lines?.[0]);
    expect(told.get("foreign")?.here.slice(0, 2)).toEqual([inside.lines?.[0], made.line]);
    expect(told.get("foreign")?.frames).toBeGreaterThan(told.get("alone")?.frames ?? Infinity);
  });

  it("works with an SDK that has no such reader, or one that reads otherwise", async () => {
    const frames = [{}, {}, {}, {}, {}, { file: __filename, line: 1, column: 1 }, { file: __filename, line: 2, column: 1 }];
    const other = await having(
      pulumi.Resource,
      "callsites",
      value(() => frames),
      () => make("another reader"),
    );
    expect(other.told).toEqual({ line: 1, here: [1, 2], frames: 2 });
    const stackTrace = value(() => [{ uri: `file://${__filename}`, line: 3, column: 1 }]);
    const none = await having(pulumi.Resource, "stackTrace", stackTrace, () =>
      having(pulumi.Resource, "callsites", undefined, async () => {
        const made = await make("no reader");
        expect(reader()).toBeUndefined();
        return made;
      }),
    );
    expect(none.told).toEqual({ line: 3, here: [3], frames: 1 });
  });
});
