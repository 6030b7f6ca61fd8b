/** Syntax that only PCRE has, with its nearest equivalent in JavaScript. */
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

/** Translates syntax of PCRE to JavaScript. */
export function withoutPcre(pattern: string): string {
  return ONLY_PCRE.reduce((text, [form, same]) => text.replace(form, same), pattern);
}

const REPETITION = String.raw`(?:[*+?]|\{\d+(?:,\d*)?\})[+?]?`;

const TOKENS = new RegExp(String.raw`\\[^]|\[\^?(?:\\[^]|[^\]\\])*\]?|\(\?>|\((?:\?(?:<?[=!]|:|<\w+>))?|\)|${REPETITION}|[^]`, "g");

const ONE_REPETITION = new RegExp(`^${REPETITION}$`);

const tokensOf = (pattern: string): readonly string[] => pattern.match(TOKENS) ?? [];

const isRepetition = (token: string): boolean => ONE_REPETITION.test(token);

/**
 * The pattern without the repetitions in which PCRE never backtracks: possessive ones, and those in atomic groups. Use it to check whether
 * the rest can backtrack.
 */
export function withoutAtomicRepetitions(pattern: string): string {
  const atomic = [false];
  const kept = tokensOf(pattern).filter((token) => {
    const within = atomic.at(-1) === true;
    if (token.startsWith("(")) atomic.push(within || token === "(?>");
    if (token === ")" && atomic.length > 1) atomic.pop();
    return !isRepetition(token) || !(within || (token.length > 1 && token.endsWith("+")));
  });
  return kept.join("");
}

/** The number of ways to match up to 32 digits, as powers of two: about 16 for a repetition, 2 for an optional part. */
const [OF_A_REPETITION, OF_AN_OPTION] = [4, 1];

function repeated(ways: number, repetition: string): number {
  if (repetition.startsWith("?")) return ways + OF_AN_OPTION;
  const counted = /^\{(\d+)(?:,(\d*))?\}/.exec(repetition);
  if (counted === null) return ways + OF_A_REPETITION;
  const [, least = "", most] = counted;
  const times = Math.max(1, Number(most === "" || most === undefined ? least : most));
  return ways * times + (most === undefined || least === most ? 0 : OF_A_REPETITION);
}

const mayBeLeftOut = (repetition: string): boolean => /^(?:[*?]|\{0)/.test(repetition);

/** Counts the ways of a group. Each alternative adds one, unless all begin with different characters. */
class Group {
  #before = 0;
  #most = 0;
  #alternatives = 1;
  #last = 0;
  /** The first characters of the alternatives; undefined if one is not a plain character or two are equal. */
  #heads: Set<string> | undefined = new Set<string>();
  #tokens = 0;

  add(token: string, ways = 0): void {
    this.#before += this.#last;
    this.#last = ways;
    this.#tokens++;
    if (this.#tokens > 1) return;
    if (/^\w$/.test(token) && this.#heads?.has(token) === false) this.#heads.add(token);
    else this.#heads = undefined;
  }

  repeat(repetition: string): void {
    this.#last = repeated(this.#last, repetition);
    if (this.#tokens <= 1 && mayBeLeftOut(repetition)) this.#heads = undefined;
  }

  next(): void {
    this.#end();
    this.#alternatives++;
  }

  close(): number {
    this.#end();
    return this.#most + (this.#heads === undefined ? Math.log2(this.#alternatives) : 0);
  }

  #end(): void {
    if (this.#tokens === 0) this.#heads = undefined;
    this.#most = Math.max(this.#most, this.#before + this.#last);
    [this.#before, this.#last, this.#tokens] = [0, 0, 0];
  }
}

/** An upper estimate, as a power of two, of the ways in which a pattern may be tried. Ambiguous loops are not detected here. */
export function waysOf(pattern: string): number {
  let group = new Group();
  const outer: Group[] = [];
  for (const token of tokensOf(pattern)) {
    if (isRepetition(token)) group.repeat(token);
    else if (token === "|") group.next();
    else if (token.startsWith("(")) {
      outer.push(group);
      group = new Group();
    } else if (token === ")" && outer.length > 0) {
      const ways = group.close();
      group = outer.pop() ?? group;
      group.add(token, ways);
    } else group.add(token);
  }
  return [...outer, group].reduce((sum, one) => sum + one.close(), 0);
}
