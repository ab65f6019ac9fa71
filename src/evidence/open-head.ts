/** How much of a file tells what it is, in bytes. */
export const HEAD = 65_536;

/** A file read from its beginning: the head at once, the rest as it comes. */
export type Opened = { readonly head: Uint8Array; rest(): AsyncIterable<Uint8Array> };

/** Reads up to `HEAD` bytes of a source; `rest` gives those after, once. */
export async function openHead(content: AsyncIterable<Uint8Array>): Promise<Opened> {
  const source = content[Symbol.asyncIterator]();
  const chunks: Uint8Array[] = [];
  let length = 0;
  let ended = false;
  while (length < HEAD && !ended) {
    const { value, done } = await source.next();
    if (done === true) ended = true;
    else {
      chunks.push(value);
      length += value.length;
    }
  }
  const read = Buffer.concat(chunks);
  return {
    // Cut at the same byte however the file came, so that it is judged the same.
    head: read.subarray(0, HEAD),
    async *rest() {
      try {
        if (read.length > HEAD) yield read.subarray(HEAD);
        while (!ended) {
          const { value, done } = await source.next();
          if (done === true) return;
          yield value;
        }
      } finally {
        await source.return?.();
      }
    },
  };
}
