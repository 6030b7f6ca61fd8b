import { createTwoFilesPatch, FILE_HEADERS_ONLY } from "diff";

/** What a file was and what it is. */
export interface ChangedText {
  readonly file: string;
  readonly before: string;
  readonly after: string;
}

const CONTEXT = 3;

/** A unified diff that `git apply -p1` and `patch -p1` take in the folder that the files are relative to. */
export function unifiedDiff(changed: readonly ChangedText[]): string {
  return changed
    .toSorted((a, b) => (a.file < b.file ? -1 : 1))
    .map(({ file, before, after }) =>
      createTwoFilesPatch(`a/${file}`, `b/${file}`, before, after, undefined, undefined, {
        context: CONTEXT,
        headerOptions: FILE_HEADERS_ONLY,
      }),
    )
    .join("");
}
