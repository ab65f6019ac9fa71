/** The sentences of a block; within a line of the file, `\n` breaks the sentence's own lines. */
export function sentences(block: string): string[] {
  return block
    .split("\n")
    .map((line) => line.trim().replaceAll("\\n", "\n"))
    .filter((line) => line !== "");
}
