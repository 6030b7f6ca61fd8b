import { type AST, RegExpParser } from "@eslint-community/regexpp";

/** A pattern as a position automaton: one position for each character that it can match, with the positions that can follow. */
export interface Positions {
  /** The characters that each position matches, as a bit set of samples. */
  reads: bigint[];
  /** The positions that follow each, and in how many ways (2 means two or more). */
  follow: Map<number, 1 | 2>[];
}

/** Thrown if the pattern is too large to check. */
export class TooLarge extends Error {}

const MOST_POSITIONS = 250;
/** A counted repetition above this is treated as unbounded. */
const MANY = 10;

const SAMPLES: readonly string[] = [...Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)), "\n", "é"];

function samplesOf(source: string): bigint {
  const expression = new RegExp(`^(?:${source})$`);
  return SAMPLES.reduce((set, sign, index) => (expression.test(sign) ? set | (1n << BigInt(index)) : set), 0n);
}

/** A part of a pattern: the positions with which it can begin and end, and whether it can be empty. */
interface Part {
  empty: boolean;
  first: readonly number[];
  last: readonly number[];
}

const NOTHING: Part = { empty: true, first: [], last: [] };

class Builder implements Positions {
  readonly reads: bigint[] = [];
  readonly follow: Map<number, 1 | 2>[] = [];
  readonly #samples = new Map<string, bigint>();

  alternatives(alternatives: readonly AST.Alternative[]): Part {
    const parts = alternatives.map(({ elements }) => this.#sequence(elements.map((element) => () => this.#element(element))));
    return {
      empty: parts.some(({ empty }) => empty),
      first: parts.flatMap(({ first }) => first),
      last: parts.flatMap(({ last }) => last),
    };
  }

  #connect(from: readonly number[], to: readonly number[], ways: 1 | 2): void {
    for (const position of from) {
      const follow = this.follow[position];
      for (const next of to) follow?.set(next, follow.has(next) ? 2 : ways);
    }
  }

  #sequence(parts: readonly (() => Part)[]): Part {
    let whole = NOTHING;
    for (const build of parts) {
      const part = build();
      this.#connect(whole.last, part.first, 1);
      whole = {
        empty: whole.empty && part.empty,
        first: whole.empty ? [...whole.first, ...part.first] : whole.first,
        last: part.empty ? [...whole.last, ...part.last] : part.last,
      };
    }
    return whole;
  }

  #sign(source: string): Part {
    if (this.reads.length >= MOST_POSITIONS) throw new TooLarge();
    const set = this.#samples.get(source) ?? samplesOf(source);
    this.#samples.set(source, set);
    this.reads.push(set);
    this.follow.push(new Map());
    return { empty: false, first: [this.reads.length - 1], last: [this.reads.length - 1] };
  }

  #element(element: AST.Element): Part {
    switch (element.type) {
      case "Quantifier":
        return this.#repeated(element);
      case "Group":
      case "CapturingGroup":
        return this.alternatives(element.alternatives);
      case "Assertion":
        // The inside of a look-around is checked by itself.
        if (element.kind === "lookahead" || element.kind === "lookbehind") this.alternatives(element.alternatives);
        return NOTHING;
      case "Backreference":
        return NOTHING;
      default:
        return this.#sign(element.raw);
    }
  }

  #repeated({ element, min, max }: AST.Quantifier): Part {
    if (max === 0) return NOTHING;
    const body = (): Part => this.#element(element);
    if (max !== Infinity && max <= MANY) return this.#counted(body, min, max);
    const before = Array.from({ length: Math.min(min, MANY) - 1 }, () => body);
    return this.#sequence([...before, () => this.#loop(body, min, max)]);
  }

  /** One round or more. If a counted round can be empty, it can be skipped in many ways. */
  #loop(body: () => Part, min: number, max: number): Part {
    const part = body();
    this.#connect(part.last, part.first, part.empty && (min > 1 || max !== Infinity) ? 2 : 1);
    return { ...part, empty: part.empty || min === 0 };
  }

  #counted(body: () => Part, min: number, max: number): Part {
    if (max === 1) {
      const part = body();
      return { ...part, empty: part.empty || min === 0 };
    }
    const rest = (): Part => this.#counted(body, Math.max(0, min - 1), max - 1);
    const part = this.#sequence([body, rest]);
    return { ...part, empty: part.empty || min === 0 };
  }
}

/** Builds the automaton of a pattern that JavaScript can compile. */
export function positionsOf(pattern: string): Positions {
  const { alternatives } = new RegExpParser().parsePattern(pattern, 0, pattern.length);
  const builder = new Builder();
  builder.alternatives(alternatives);
  return builder;
}
