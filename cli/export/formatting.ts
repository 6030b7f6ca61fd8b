/** Formats generated TypeScript. Prettier is loaded only here, because it is slow and no other command needs it. */
export async function formatted(path: string, text: string): Promise<string> {
  const { format } = await import("prettier");
  return format(text, { filepath: path, parser: "typescript", printWidth: 120 });
}
