import { RejectedError, YayError } from "../../provider/client/index";
import { advised, AdoptionError, ArgumentsError, ChangedBehindError, headed, PartialFailure, show } from "../../provider/lifecycle/errors";

describe("a value in a report", () => {
  it.each<[unknown, string]>([
    [undefined, "nothing"],
    [null, "nothing"],
    ["", '""'],
    ["a\nb", '"a\\nb"'],
    [{ a: [1] }, '{"a":[1]}'],
    [{ user: { password: "sesame", name: "boss" } }, '{"user":{"password":"[secret]","name":"boss"}}'],
    ["x".repeat(118), `"${"x".repeat(118)}"`],
    ["x".repeat(119), `"${"x".repeat(116)}…`],
  ])("%j is shown as %s", (value, expected) => {
    expect(show(value)).toBe(expected);
  });
});

describe("an error", () => {
  it("gets its advice on a line of its own, and none where there is none", () => {
    expect(advised(new Error("It failed."), "Try again.").message).toBe("It failed.\nTry again.");
    expect(advised(new Error("It failed."), undefined).message).toBe("It failed.");
    expect(advised(new Error("It failed."), "").message).toBe("It failed.");
  });

  it("that several resources share gets a headline for each of them, keeps its class, and stays as it is", () => {
    const shared = new AdoptionError("It failed.");
    const mine = headed("Cannot create A.", shared) as AdoptionError;
    expect(mine.message).toBe("Cannot create A.\nIt failed.");
    expect(AdoptionError.is(mine)).toBe(true);
    expect(advised(mine, "Try again.").message).toBe("Cannot create A.\nIt failed.\nTry again.");
    expect(shared.message).toBe("It failed.");
  });

  it("of another kind gets no headline", () => {
    const other = new Error("It failed.");
    expect(headed("Cannot create A.", other)).toBe(other);
    expect(other.message).toBe("It failed.");
  });

  it("names each class by its own code", () => {
    const adoption = new AdoptionError("x");
    expect(AdoptionError.is(adoption)).toBe(true);
    expect(RejectedError.is(adoption)).toBe(false);
    expect(adoption).toBeInstanceOf(YayError);
  });

  it("says line by line what somebody changed, or what is wrong", () => {
    const difference = { path: "phone", from: "1", to: undefined };
    expect(new ChangedBehindError('SubReseller "it"', [difference]).message.split("\n")).toEqual([
      'Cannot update SubReseller "it": somebody changed it since the last up or refresh, and nothing was sent.',
      '  phone: "1" in the state, nothing live',
      "Run pulumi up --refresh to see it and to replace it; what the option ignoreChanges names is kept as it lives instead.",
      "Or set yay:onConflict to overwrite to replace such changes unseen, also of what ignoreChanges names.",
    ]);
    expect(new ArgumentsError("Cannot update it", [{ path: "phone", reason: "is required" }]).message).toBe(
      "Cannot update it, and nothing was sent:\n  phone: is required",
    );
  });

  it("of something half made has what the engine stores", () => {
    expect(new PartialFailure("It failed.", "id", { a: 1 })).toMatchObject({
      message: "It failed.",
      reasons: ["It failed."],
      id: "id",
      properties: { a: 1 },
    });
  });
});
