/** Longest line looked at, in characters; the rest of a longer one is passed over. */
const LINE_LIMIT = 16_384;

/** Calls `take` with every line of a text that comes in pieces, in constant memory; `pause` between pieces. */
export async function eachLine(pieces: AsyncIterable<string>, take: (line: string) => void): Promise<void> {
  let rest = "";
  let skipping = false;
  for await (const piece of pieces) {
    let from = 0;
    for (let to = piece.indexOf("\n"); to >= 0; to = piece.indexOf("\n", from)) {
      if (skipping) skipping = false;
      else {
        const line = rest === "" ? piece.slice(from, to) : rest + piece.slice(from, to);
        take(trimmed(line));
      }
      rest = "";
      from = to + 1;
    }
    if (skipping) continue;
    rest += piece.slice(from);
    if (rest.length > LINE_LIMIT) {
      take(trimmed(rest.slice(0, LINE_LIMIT)));
      rest = "";
      skipping = true;
    }
  }
  if (!skipping && rest !== "") take(trimmed(rest));
}

function trimmed(line: string): string {
  const end = line.charCodeAt(line.length - 1) === 13 ? line.length - 1 : line.length;
  return end > LINE_LIMIT ? line.slice(0, LINE_LIMIT) : end === line.length ? line : line.slice(0, end);
}
