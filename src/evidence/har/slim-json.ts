const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/**
 * JSON without its long strings: pages and pictures make most of a trace and say nothing of the sign-on. A string past
 * `longest` bytes becomes empty. Null past `limit` bytes in all.
 */
export async function slimJson(
  chunks: AsyncIterable<Uint8Array>,
  { longest, limit }: { readonly longest: number; readonly limit: number },
): Promise<Buffer | null> {
  const kept: Uint8Array[] = [];
  let size = 0;
  let inString = false;
  let escaped = false;
  /** The string being read, while it is short enough to be kept. */
  let held: Uint8Array[] = [];
  let length = 0;

  function keep(bytes: Uint8Array): void {
    if (bytes.length > 0) kept.push(bytes);
  }

  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > limit) return null;
    let from = 0;
    for (let at = 0; at < chunk.length; at++) {
      if (!inString) {
        const quote = chunk.indexOf(QUOTE, at);
        if (quote < 0) break;
        keep(chunk.subarray(from, quote + 1));
        from = at = quote;
        from += 1;
        inString = true;
        held = [];
        length = 0;
        continue;
      }
      const byte = chunk[at];
      if (escaped) escaped = false;
      else if (byte === BACKSLASH) escaped = true;
      else if (byte === QUOTE) {
        const end = chunk.subarray(from, at);
        if (length + end.length <= longest) {
          for (const part of held) keep(part);
          keep(end);
        }
        from = at;
        inString = false;
        held = [];
      }
    }
    const tail = chunk.subarray(from);
    if (!inString) keep(tail);
    else {
      length += tail.length;
      if (length <= longest) held.push(tail);
      else held = [];
    }
  }
  if (inString && length <= longest) for (const part of held) keep(part);
  return Buffer.concat(kept);
}
