import type { Finding } from "../kind";
import type { Target } from "../run/target";

/** Findings that call the live objects they point at by name, too, as far as lists of the account show one. */
export function withNames({ run, collection: { customer } }: Target, findings: readonly Finding[]): Promise<Finding[]> {
  return Promise.all(
    findings.map(async (finding) => {
      const { path, pointsAt } = finding;
      if (pointsAt === undefined) return finding;
      const { kinds, uuid, reasonWith } = pointsAt;
      const name = await run.nameOf({ kinds, uuid, customer });
      return name === undefined ? finding : { path, reason: reasonWith(`${JSON.stringify(name)} (${uuid})`) };
    }),
  );
}
