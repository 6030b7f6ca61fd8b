import { GoneError, RejectedError, SettingsError, UnexpectedAnswerError, UnknownOutcomeError, YayError } from "../../provider/client";
import { clientOf, del, failure, html, serve } from "./support";

test("errors are recognised by class and base, also when another copy of the module made them", async () => {
  const { url } = await serve(html(200));
  const error = await failure(clientOf(url).call(del));
  let foreign: typeof import("../../provider/client") | undefined;
  jest.isolateModules(() => {
    foreign = jest.requireActual<typeof import("../../provider/client")>("../../provider/client");
  });
  expect(foreign?.YayError).not.toBe(YayError);
  expect([YayError, UnknownOutcomeError, UnexpectedAnswerError, RejectedError, GoneError].map((type) => type.is(error))).toEqual([
    true,
    true,
    true,
    false,
    false,
  ]);
  expect(foreign?.UnknownOutcomeError.is(error)).toBe(true);
  expect(foreign?.GoneError.is(error)).toBe(false);
  expect(foreign && YayError.is(new foreign.SettingsError(["x"]))).toBe(true);
  expect(SettingsError.is(new Error("x"))).toBe(false);
  expect(SettingsError.is({ code: "YAY_SETTINGS" })).toBe(false);
  expect(error).toMatchObject({ name: "UnexpectedAnswerError", code: "YAY_UNEXPECTED_ANSWER" });
});
