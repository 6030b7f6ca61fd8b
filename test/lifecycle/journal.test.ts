import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileJournal, noJournal } from "../../provider/lifecycle/run/journal";
import { temporaryFolder } from "../tools/support";

const home = temporaryFolder();
const key = ["SubReseller", "urn:a", "Acme Ltd"];
const day = 24 * 60 * 60 * 1000;

const creations = () => join(home(), "yay", "creations");
const journal = (now = 1000) => fileJournal({ PULUMI_HOME: home() }, () => now);
const onlyFile = () => join(creations(), readdirSync(creations())[0] ?? "");

describe("the note of a begun creation", () => {
  it("is found by the next process, with what is known of the object, until it is forgotten", () => {
    expect(journal().find(key)).toBeUndefined();
    journal().note(key, { at: 900 });
    expect(journal().find(key)).toEqual({ at: 900 });
    journal().note(key, { at: 900, uuid: "made" });
    expect(journal().find(key)).toEqual({ at: 900, uuid: "made" });
    journal().forget(key);
    expect(journal().find(key)).toBeUndefined();
    expect(readdirSync(creations())).toEqual([]);
  });

  it("is of one resource and name, however their parts are cut", () => {
    journal().note(["SubReseller", "urn:a", "Acme"], { at: 900 });
    for (const other of [["SubReseller", "urn:b", "Acme"], ["SubReseller", "urn:aAcme"], ["SubReseller", "urn:a"], []])
      expect(journal().find(other)).toBeUndefined();
  });

  it("counts for a day, and not a moment longer: by then somebody may have made one of the same name", () => {
    journal().note(key, { at: 1000 });
    expect(journal(1000 + day - 1).find(key)).toEqual({ at: 1000 });
    expect(journal(1000 + day).find(key)).toBeUndefined();
  });

  it("counts until it is forgotten if it says that the creation costs money", () => {
    const note = { at: 1000, content: "hash", lasts: true, beside: ["a", "b"] } as const;
    journal().note(key, note);
    expect(journal(1000 + 400 * day).find(key)).toEqual(note);
    writeFileSync(onlyFile(), '{"at":1000,"lasts":"yes","beside":[1,"a"]}');
    expect(journal().find(key)).toEqual({ at: 1000, beside: ["a"] });
    expect(journal(1000 + day).find(key)).toBeUndefined();
  });

  it("can be read by its owner alone, and its name tells nothing of the customer", () => {
    journal().note(key, { at: 900, uuid: "made" });
    expect(statSync(onlyFile()).mode & 0o777).toBe(0o600);
    expect(statSync(creations()).mode & 0o777).toBe(0o700);
    expect(readdirSync(creations())[0]).toMatch(/^[0-9a-f]{64}\.json$/);
    expect(readFileSync(onlyFile(), "utf8")).not.toContain("Acme");
  });

  it.each(["", "{", "null", "[]", '{"at":"900"}', '{"uuid":"made"}'])("that is damaged is none: %j", (damaged) => {
    journal().note(key, { at: 900 });
    writeFileSync(onlyFile(), damaged);
    expect(journal().find(key)).toBeUndefined();
  });

  it("is replaced as a whole: what stood there is never written over, and nothing else is left", () => {
    journal().note(key, { at: 900, lasts: true });
    const former = openSync(onlyFile(), "r");
    journal().note(key, { at: 901, uuid: "made", lasts: true });
    const text = readFileSync(former, "utf8");
    closeSync(former);
    expect(JSON.parse(text)).toEqual({ at: 900, lasts: true });
    expect(journal().find(key)).toEqual({ at: 901, uuid: "made", lasts: true });
    expect(readdirSync(creations())).toHaveLength(1);
  });

  it("stands where a new one cannot be written", () => {
    journal().note(key, { at: 900 });
    mkdirSync(`${onlyFile()}.${process.pid}.new`);
    journal().note(key, { at: 901 });
    expect(journal().find(key)).toEqual({ at: 900 });
  });

  it("names an object by a text alone", () => {
    journal().note(key, { at: 900 });
    writeFileSync(onlyFile(), '{"at":900,"uuid":7}');
    expect(journal().find(key)).toEqual({ at: 900 });
  });

  it("is missing where it cannot be written, and stops nothing", () => {
    mkdirSync(home(), { recursive: true });
    writeFileSync(join(home(), "yay"), "a file where the folder should be");
    expect(() => journal().note(key, { at: 900 })).not.toThrow();
    expect(journal().find(key)).toBeUndefined();
    expect(() => journal().forget(key)).not.toThrow();
  });

  it("is never kept by the journal that remembers nothing", () => {
    noJournal.note(key, { at: 900 });
    expect(noJournal.find(key)).toBeUndefined();
    noJournal.forget(key);
  });
});
