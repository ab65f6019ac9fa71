/** Has `end` called where the tests end before the server: a test that is broken off leaves none behind. */
export function endsWithTests(end: () => void): () => void {
  process.once("exit", end);
  return () => void process.off("exit", end);
}
