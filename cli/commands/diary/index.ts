import type { Command } from "commander";
import { addShow } from "./show.js";

/** Adds `yay diary` with its commands. */
export function addDiary(program: Command, end: (code: number) => void): void {
  const diary = program
    .command("diary")
    .description("Show the opening hours of time diaries: of files, stacks, previews, or as they live.");
  addShow(diary, end);
}
