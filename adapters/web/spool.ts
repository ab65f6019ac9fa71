import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const IN_MEMORY = 1024 * 1024;
const CIPHER = "aes-256-ctr";

export type Spooled = { readonly content: AsyncIterable<Uint8Array>; dispose(): Promise<void> };

/**
 * Holds a stream until it is asked for: up to 1 MiB in memory, past that in a temporary file, enciphered with a key that
 * never leaves this call, so that nobody's data lies readable on a disk. Rethrows what the source throws.
 */
export async function spool(source: AsyncIterable<Uint8Array>): Promise<Spooled> {
  const head: Uint8Array[] = [];
  let size = 0;
  const chunks = source[Symbol.asyncIterator]();
  for (let next = await chunks.next(); !next.done; next = await chunks.next()) {
    head.push(next.value);
    size += next.value.length;
    if (size > IN_MEMORY) return spoolToFile(head, chunks);
  }
  return { content: inOrder(head), dispose: async () => {} };
}

async function* inOrder(chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* chunks;
}

async function spoolToFile(head: readonly Uint8Array[], rest: AsyncIterator<Uint8Array>): Promise<Spooled> {
  const folder = await mkdtemp(join(tmpdir(), "passerelle-upload-"));
  const key = randomBytes(32);
  const start = randomBytes(16);
  const file = await open(join(folder, "upload"), "wx+", 0o600);
  const dispose = async (): Promise<void> => {
    await file.close();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const cipher = createCipheriv(CIPHER, key, start);
    for (const chunk of head) await file.writeFile(cipher.update(chunk));
    for (let next = await rest.next(); !next.done; next = await rest.next()) {
      await file.writeFile(cipher.update(next.value));
    }
  } catch (error) {
    await dispose();
    throw error;
  }
  async function* content(): AsyncGenerator<Uint8Array> {
    const decipher = createDecipheriv(CIPHER, key, start);
    for await (const chunk of file.createReadStream({ start: 0, autoClose: false }))
      yield decipher.update(chunk);
  }
  return { content: content(), dispose };
}
