import { modules, parse, render, type Flow } from "../../provider/callflow";
import { id } from "./samples";

/** The reference, one line a key: `program name (wire name) kind [required] [= default]`. */
const reference = {
  start: ["next target required"],
  recording: ["next target required"],
  play: ["sound id:sound required", "next target required"],
  musiconhold: ["class id:playlist required", "next target required"],
  calleridmatch: ["patterns patterns required", "match target required", "nomatch target required"],
  extension: [
    "extensions extensions required",
    "announcement id:sound",
    "duration seconds = 30",
    "ringtone id:sound,playlist",
    "noanswer target",
  ],
  pressextension: ["next targets required", "duration seconds = 10", "sound id:sound"],
  dialbyextension: [
    "next targets required",
    "noanswer target or sipuser_voicemail",
    "dialDuration (dial_duration) seconds = 30",
    "waitDuration (wait_duration) seconds = 10",
    "ringtone id:sound,playlist",
    "sound id:sound",
  ],
  busy: ["duration seconds = 3"],
  voicemail: ["mailboxes ids:mailbox required"],
  conference: ["announcement id:sound", "music id:playlist", "pin pin"],
  Trunk: ["uuid id:trunk required"],
  fax: [],
};

describe("the table of modules", () => {
  test("says what the vendor's reference says", () => {
    const table = Object.entries(modules).map(([name, { keys }]) => [
      name,
      Object.entries(keys).map(([key, { wire, required, value, default: byDefault }]) =>
        [
          key,
          wire === key ? "" : `(${wire})`,
          "kinds" in value ? `${value.is}:${value.kinds.join(",")}` : value.is,
          value.is === "target" && value.literals.length > 0 ? `or ${value.literals.join(",")}` : "",
          required ? "required" : "",
          byDefault === undefined ? "" : `= ${byDefault}`,
        ]
          .filter((word) => word !== "")
          .join(" "),
      ),
    ]);
    expect(Object.fromEntries(table)).toEqual(reference);
    const terminal = Object.entries(modules).filter(([, module]) => module.terminal);
    expect(terminal.map(([name]) => name)).toEqual(["busy", "voicemail", "conference", "Trunk", "fax"]);
  });

  test("gives every key its documented spelling on the wire, and back", () => {
    const flow: Flow = {
      [id(1)]: {
        module: "dialbyextension",
        next: { invalid: id(1), timeout: id(1) },
        dialDuration: 3,
        waitDuration: 4,
        ringtone: id(2),
        sound: id(3),
      },
    };
    const wire = render(flow, { uuidOf: () => "" });
    expect(wire).toEqual({
      [id(1)]: {
        module: "dialbyextension",
        next: { invalid: id(1), timeout: id(1) },
        dial_duration: 3,
        wait_duration: 4,
        ringtone: id(2),
        sound: id(3),
      },
    });
    expect(parse(wire, { names: { [id(1)]: id(1) } }).flow).toEqual(flow);
  });
});
