import type { Path } from "../customer/references";

/** A place in a file, counted from one; line and column are 0 for the file as a whole. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** The place of what stands nowhere in a file, such as what it lacks. */
export function wholeFile(file: string): Place {
  return { file, line: 0, column: 0 };
}

/** As editors and terminals understand it: `customers/acme.yaml:3:1`, or the file alone. */
export function placeInWords({ file, line, column }: Place): string {
  return line === 0 ? file : `${file}:${line}:${column}`;
}

/** Where the parts of a customer stand, which may come from several files. */
export class Places {
  readonly #places = new Map<string, Place>();

  set(path: Path, place: Place): void {
    this.#places.set(keyOf(path), place);
  }

  /** The place of what stands at a path, or of the nearest part around it. */
  of(path: Path): Place | undefined {
    for (let length = path.length; length >= 0; length -= 1) {
      const place = this.#places.get(keyOf(path.slice(0, length)));
      if (place !== undefined) return place;
    }
    return undefined;
  }

  /** Takes over places of another file, below a path, except those that are known already. */
  add(at: Path, others: Places, from: Path): void {
    for (const [key, place] of others.#places) {
      const path = JSON.parse(key) as string[];
      const isBelow = from.every((part, index) => path[index] === String(part));
      const here = keyOf([...at, ...path.slice(from.length)]);
      if (isBelow && !this.#places.has(here)) this.#places.set(here, place);
    }
  }
}

function keyOf(path: Path): string {
  return JSON.stringify(path.map(String));
}
