import type { Dice } from "../random";

/** Words that a program cannot use as a name, or that every object has already. */
const RESERVED = ["class", "default", "new", "import", "constructor", "__proto__", "toString", "then", "delete", "await", "pulumi", "yay"];

/** One name in several spellings: a variable made of any of them is the same one. */
const COLLIDING = ["Main line", "main-line", "MAIN LINE", "Main  Line!", "main_line", "MainLine", "Main\u00a0line"];

/** Signs that end a text, a comment, a template, a line of CSV or a cell of a table, or that nobody sees. */
const ODD = [
  'Sales "direct"',
  "O'Brien & Søns",
  "back\\slash",
  "`${process.exit(1)}`",
  "*/ alert(1) /*",
  "</script><b>bold</b>",
  "=cmd|' /C calc'!A0",
  "a | b | c",
  "line one\nline two",
  "tab\there",
  "{{ handlebars }} %s %d",
  "日本語サポート",
  "🚑 Emergency",
  "\u202eright to left",
  "zero\u200bwidth",
  "cafe\u0301",
  "caf\u00e9",
  "Ünïcödé Straße",
  "007",
  "1e21",
  "-",
  "...",
  "null",
  "true",
  " blanks at the edges ",
  "x".repeat(190),
];

const PLAIN = [
  "Reception",
  "Support",
  "Out of hours",
  "Warehouse",
  "Night line",
  "Accounts",
  "Voicemail",
  "Fax",
  "Board room",
  "Reception",
];

/** A name as people give them over years: mostly plain, often not unique, sometimes hostile. */
export function uglyText(dice: Dice): string {
  return dice.pick(dice.weighed([[5, PLAIN] as const, [3, COLLIDING] as const, [2, RESERVED] as const, [4, ODD] as const]));
}

/** A text for a request header, in which a customer is named: printable ASCII without blanks at its edges, and unique. */
export function customerName(dice: Dice, index: number): string {
  const stem = dice.pick([
    "acme-ltd",
    "Acme Ltd",
    "ACME_LTD",
    "acme.ltd",
    "class",
    "constructor",
    "a/b\\c",
    '"quoted"',
    "`${boom}`",
    "#!/bin/sh",
    "123",
  ]);
  return dice.chance(0.3) ? `${stem}${index}` : `${stem} ${index}`;
}

/** The mark in every secret of the account, by which a test finds one that got out. */
export const SECRET_MARK = "sEcReT";
