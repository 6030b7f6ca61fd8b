// @ts-check
import { openingHours } from "./examples.mjs";
import { code, linked, paragraphs, table } from "./markdown.mjs";
import { page } from "./template.mjs";

/** The week that the pictures show: it has a holiday. */
const week = "2027-01-01";

/** The switch of the simulator for each open question. @type {Readonly<Record<string, string>>} */
const switchOf = { night: "diaryNight", lastMinute: "diaryLastMinute", lastDay: "diaryLastDay", winner: "diaryWinner" };

/** @param {string} name */
const pictureOf = (name) => `opening-hours/${name}.svg`;

/** @param {import("./facts.mjs").Facts} facts */
export function openingHoursPage({ switches, questions, hours: { places } }) {
  const rows = Object.entries(questions).map(([name, { positions }]) => {
    const asked = switches[switchOf[name] ?? ""];
    if (asked === undefined || asked.positions.join() !== positions.join())
      throw new Error(`No switch of the simulator asks what ${name} does.`);
    return [code(name), positions.map(code).join(", "), code(switchOf[name] ?? ""), asked.question];
  });
  return page("opening-hours", [openingHours.folder, "provider/diary/readings.ts", "provider/simulator/kindSwitches.ts"], {
    hours: linked(openingHours.hours, ".."),
    program: linked(openingHours.program, ".."),
    tests: linked(openingHours.test, ".."),
    questions: table(["Reading", "Positions", "Switch", "Question"], rows),
    pictures: paragraphs(Object.keys(places).map((name) => `![The week of the ${name}](${pictureOf(name)})`)).trim(),
  });
}

/** The picture of each place's week by its path. @param {import("./facts.mjs").Facts} facts @returns {Map<string, string>} */
export function openingHoursPictures({ diary, hours: { places, diaryOf } }) {
  return new Map(
    Object.entries(places).map(([name, hours]) => {
      const drawn = diary.drawWeek(diary.weekOf(diaryOf(hours, "night"), week), { title: name });
      return [`docs/${pictureOf(name)}`, drawn];
    }),
  );
}
