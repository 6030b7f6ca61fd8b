import { createHash } from "node:crypto";
import fc from "fast-check";
import { STEP_NAMESPACE, stepUuid, uuidV5 } from "../../provider/callflow";
import { sha1 } from "../../provider/callflow/sha1";

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

describe("sha1", () => {
  test("gives the digests of RFC 3174", () => {
    expect(hex(sha1(Buffer.from("abc")))).toBe("a9993e364706816aba3e25717850c26c9cd0d89d");
    expect(hex(sha1(Buffer.from("0123456701234567012345670123456701234567012345670123456701234567".repeat(10))))).toBe(
      "dea356a2cddd90c7a7ecedc5ebb563934f460452",
    );
    expect(hex(sha1(new Uint8Array()))).toBe("da39a3ee5e6b4b0d3255bfef95601890afd80709");
  });

  test("gives what Node gives, for every length around a block", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(hex(sha1(bytes))).toBe(createHash("sha1").update(bytes).digest("hex"));
      }),
      { numRuns: 300 },
    );
  });
});

describe("stepUuid", () => {
  test("is a version 5 uuid of RFC 9562", () => {
    expect(uuidV5("6ba7b810-9dad-11d1-80b4-00c04fd430c8", "www.example.com")).toBe("2ed6657d-e927-568b-95e1-2665a8aea6a2");
    expect(stepUuid("urn", "c", "menu")).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  test("never changes from release to release", () => {
    expect(STEP_NAMESPACE).toBe("8a1f4e0c-6b0d-4f5e-9c53-2d7b3c1a90e6");
    expect(stepUuid("urn:pulumi:dev::acme::yay:CallFlow::main", "31347d42-00bd-44a5-9b5c-20dc4197a2f6", "menu")).toBe(
      "5f6c4424-c35a-52c9-a121-a81f7e4ef3da",
    );
    expect(stepUuid("urn:pulumi:dev::acme::yay:CallFlow::main", undefined, "menü ☎")).toBe("e8745fc7-422c-5627-b315-8b54b8de8130");
  });

  test("differs as soon as seed, customer or name do, wherever one ends and the next begins", () => {
    const three = fc.tuple(fc.string(), fc.option(fc.string(), { nil: undefined }), fc.string());
    fc.assert(
      fc.property(three, three, (a, b) => {
        expect(stepUuid(...a) === stepUuid(...b)).toBe(JSON.stringify(a) === JSON.stringify(b));
      }),
    );
    expect(stepUuid("a", "b", "\ud800")).not.toBe(stepUuid("a", "b", "\ud801"));
  });
});
