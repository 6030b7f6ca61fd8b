import { isRespelling } from "../../provider/lifecycle/compare/spelling";

describe("the same text in another spelling", () => {
  it.each([
    ["ACME LTD", "Acme Ltd"],
    ["SW1A1AA", "SW1A 1AA"],
    ["Acme (UK)", "acme uk"],
    ["+442079460000", "020 7946 0000"],
    ["+44 20 7946 0000", "+442079460000"],
    ["00442079460000", "+44 (0)20 7946-0000"],
    ["Cafe\u0301", "Caf\u00e9"],
    ["=\u0338", "\u2260"],
    ["STRASSE", "Straße"],
    ["ΣΟΦΟΣ ΑΒ", "Σοφος Αβ"],
    ["!!!", " ! !!"],
    ["\u2013 \u201c", '-"'],
    ["12345-6789", "123456789"],
    ["0A7C1111-1111-4111-8111-111111111111", "0a7c1111-1111-4111-8111-111111111111"],
  ])("%s is what an API may make of %s", (live, declared) => {
    expect(isRespelling({ live, declared })).toBe(true);
    expect(isRespelling({ live: declared, declared: live })).toBe(true);
  });

  it.each([
    ["Acme", "Acme Ltd"],
    ["", "Acme"],
    ["!!!", "???"],
    ["+442079460001", "020 7946 0000"],
    ["12", "2"],
    ["Ä", "A"],
    ["ref 2079460000", "+442079460000"],
    ["-5", "5"],
    ["15", "1.5"],
    ["1.5", "1.50"],
    ["420", "0420"],
    ["00000001-0000-4000-8000-000000000012", "00000000-0000-4000-8000-000000000012"],
  ])("%s is another text than %s", (live, declared) => {
    expect(isRespelling({ live, declared })).toBe(false);
  });
});
