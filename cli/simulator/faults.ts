import { type Fault, loadFault } from "pulumi-yay/simulator";
import { UsageError } from "../shared/failure.js";
import { parseJson, readText } from "../shared/json.js";

/** Reads one fault or a list of them. @throws UsageError naming everything wrong. */
export async function readFaults(file: string): Promise<Fault[]> {
  const value = parseJson(await readText(file), file);
  const problems: string[] = [];
  const faults = (Array.isArray(value) ? value : [value]).flatMap((item: unknown, index) => {
    try {
      return [loadFault(item)];
    } catch (error) {
      problems.push(`  [${index}] ${error instanceof Error ? error.message : String(error)}`);
      return [];
    }
  });
  if (problems.length > 0) throw new UsageError([`${file} cannot be used:`, ...problems].join("\n"));
  return faults;
}
