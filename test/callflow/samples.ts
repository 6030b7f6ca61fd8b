/** A uuid that is easy to read: `id(7)` is 00000000-0000-4000-8000-000000000007. */
export const id = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;

/** The vendor's own flow, byte for byte as the reference has it. */
export const callPete = {
  "161ec941-1c6a-4d42-b011-1c050487324d": { module: "start", next: "9085aa47-0ff0-4fd0-9c80-6077e1f475c2" },
  "9085aa47-0ff0-4fd0-9c80-6077e1f475c2": {
    module: "pressextension",
    next: {
      1: "fdc20592-2757-4a9a-a1d3-3c4e7b6a39d6",
      2: "fdc20592-2757-4a9a-a1d3-3c4e7b6a39d6",
      invalid: "fdc20592-2757-4a9a-a1d3-3c4e7b6a39d6",
      timeout: "fdc20592-2757-4a9a-a1d3-3c4e7b6a39d6",
    },
  },
  "fdc20592-2757-4a9a-a1d3-3c4e7b6a39d6": {
    extensions: [{ type: "sipuser", uuid: "92b0aca6-12aa-480c-a7b7-a31df403418c" }],
    module: "extension",
  },
};
