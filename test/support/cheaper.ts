import { join } from "node:path";

/** The option of Node that loads a file of this folder before anything else. */
export function required(file: string): string {
  return `--require ${JSON.stringify(join(__dirname, file))}`;
}

/** What makes commands of the tests cheaper without a change of what they do: a lean start of the SDK, and no second check of the types. */
export const CHEAPER = {
  NODE_OPTIONS: required("lazySdk.cjs"),
  PULUMI_NODEJS_TRANSPILE_ONLY: "true",
} as const;
