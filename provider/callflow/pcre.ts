/** Forms that PCRE has and JavaScript has not, each with one that JavaScript reads alike. */
const ONLY_PCRE: readonly (readonly [RegExp, string])[] = [
  [/\(\?#[^)]*\)/g, ""],
  [/^\(\*[A-Z0-9_=]+\)/g, ""],
  [/\(\?[imsxUJn]+(?:-[imsx]+)?\)/g, ""],
  [/\(\?(?:>|\||[imsx]+(?:-[imsx]+)?:)/g, "(?:"],
  [/\(\?P</g, "(?<"],
  [/\(\?'(\w+)'/g, "(?<$1>"],
  [/\(\?P=(\w+)\)/g, "\\k<$1>"],
  [/([*+?}])\+/g, "$1"],
];

/** Brings forms of PCRE into JavaScript's. */
export function withoutPcre(pattern: string): string {
  return ONLY_PCRE.reduce((text, [form, same]) => text.replace(form, same), pattern);
}

const REPETITION = String.raw`(?:[*+?]|\{\d+(?:,\d*)?\})[+?]?`;

const TOKENS = new RegExp(String.raw`\\[^]|\[\^?(?:\\[^]|[^\]\\])*\]|\(\?>|\((?:\?(?:<?[=!]|:))?|\)|${REPETITION}|[^]`, "g");

const ONE_REPETITION = new RegExp(`^${REPETITION}$`);

const tokensOf = (pattern: string): readonly string[] => pattern.match(TOKENS) ?? [];

const isRepetition = (token: string): boolean => ONE_REPETITION.test(token);

/**
 * The pattern without the repetitions that PCRE never tries in a second way: possessive ones, and those within atomic groups. What else may
 * backtrack is left to be looked into.
 */
export function withoutHeldBack(pattern: string): string {
  const atomic = [false];
  const kept = tokensOf(pattern).filter((token) => {
    const within = atomic.at(-1) === true;
    if (token.startsWith("(")) atomic.push(within || token === "(?>");
    if (token === ")" && atomic.length > 1) atomic.pop();
    return !isRepetition(token) || !(within || (token.length > 1 && token.endsWith("+")));
  });
  return kept.join("");
}

/** In how many ways up to 32 digits may be shared out, as powers of two: for a repetition about 16, for an optional part 2. */
const [OF_A_REPETITION, OF_AN_OPTION] = [4, 1];

function repeated(ways: number, repetition: string): number {
  if (repetition.startsWith("?")) return ways + OF_AN_OPTION;
  const [, least = "", comma, most] = /^\{(\d+)(,?)(\d*)\}/.exec(repetition) ?? [];
  if (comma === undefined) return ways + OF_A_REPETITION;
  const times = Math.max(1, Number(most === "" || most === undefined ? least : most));
  return ways * times + (comma === "" || least === most ? 0 : OF_A_REPETITION);
}

/** How many ways a pattern may have to be tried in, at most and roughly, as a power of two. Loops that read one text twice are not looked for. */
export function waysOf(pattern: string): number {
  const groups = [0];
  let last = 0;
  for (const token of tokensOf(pattern)) {
    if (isRepetition(token)) {
      last = repeated(last, token);
      continue;
    }
    const sum = (groups.pop() ?? 0) + last;
    last = 0;
    if (token === ")" && groups.length > 0) last = sum;
    else groups.push(sum);
    if (token.startsWith("(")) groups.push(0);
  }
  return groups.reduce((sum, ways) => sum + ways, last);
}
