import { diffArrays } from "diff";

/** A word or sign of YAML, and the blanks and ends of lines before it. */
interface Token {
  readonly blanks: string;
  readonly text: string;
}

const TOKEN = /(\s*)("(?:\\.|[^"\\])*"|'(?:''|[^'])*'|#[^\r\n]*|[{}[\],:]|[^\s{}[\],:#"']+|["'#]|$)/gy;

function tokensOf(text: string): Token[] {
  return [...text.matchAll(TOKEN)].map(([, blanks = "", token = ""]) => ({ blanks, text: token }));
}

/** Three texts of one file: as somebody wrote it, as the library writes the same, and as it writes what that was edited to. */
export interface Versions {
  readonly written: string;
  readonly untouched: string;
  readonly after: string;
}

/**
 * The edits between the texts of the library, made in the text that somebody wrote: what stays keeps the blanks and the ends of lines that it has there.
 * If the texts differ in more than those, it is the library's text. A file that ends its lines as Windows does has all of them so.
 */
export function carriedOver({ written, ...versions }: Versions): string {
  if (!written.includes("\r\n") || /(?:^|[^\r])\n/.test(written)) return carried({ written, ...versions });
  return carried({ written: written.replaceAll("\r\n", "\n"), ...versions }).replaceAll("\n", "\r\n");
}

function carried({ written, untouched, after }: Versions): string {
  if (written === untouched) return after;
  const [own, known] = [tokensOf(written), tokensOf(untouched)];
  const isAlike = own.length === known.length && own.every(({ text }, index) => text === known[index]?.text);
  if (!isAlike) return after;
  const result: string[] = [];
  let [at, isFollowing] = [0, true];
  for (const { added, removed, value } of diffArrays(known, tokensOf(after), { comparator: (a, b) => a.text === b.text })) {
    if (removed) at += value.length;
    else if (added)
      result.push(
        ...value.map(({ blanks, text }, index) => (index === 0 && isOpen(own[at - 1]) ? (own[at]?.blanks ?? blanks) : blanks) + text),
      );
    else {
      value.forEach(({ blanks, text }, index) => {
        const mine = own[at + index]?.blanks ?? blanks;
        result.push(
          (index > 0 || isFollowing ? mine : beside({ mine, theirs: blanks, text, isFirst: isOpen(own[at + index - 1]) })) + text,
        );
      });
      at += value.length;
    }
    isFollowing = !added && !removed;
  }
  return result.join("");
}

function isOpen(token: Token | undefined): boolean {
  return token?.text === "[" || token?.text === "{";
}

interface Beside {
  readonly mine: string;
  readonly theirs: string;
  readonly text: string;
  /** Whether an opening bracket stood before it. */
  readonly isFirst: boolean;
}

/** The blanks before what stays, if something else stands before it now. */
function beside({ mine, theirs, text, isFirst }: Beside): string {
  if (/^[\]}]$/.test(text)) return isFirst ? theirs : mine;
  // Behind a key that has come in front of it, a value needs a blank.
  if (mine === "") return theirs;
  return mine.includes("\n") === theirs.includes("\n") ? mine : theirs;
}
