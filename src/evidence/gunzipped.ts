import { pipeline, Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import type { Head } from "./artefact.ts";
import { sourceOf } from "./head.ts";
import type { Opened } from "./open-head.ts";
import { openHead } from "./open-head.ts";

/** Most a compressed file may unpack to, in bytes: what a log may be at all. */
const UNPACKED_LIMIT = 2 ** 30;

/** The bytes of a compressed file. One that is cut or damaged ends where it can no longer be read. */
async function* unpacked(opened: Opened): AsyncIterable<Uint8Array> {
  async function* packed(): AsyncIterable<Uint8Array> {
    yield opened.head;
    yield* opened.rest();
  }
  let size = 0;
  const stream = pipeline(Readable.from(packed()), createGunzip(), () => undefined);
  try {
    for await (const chunk of stream as AsyncIterable<Uint8Array>) {
      size += chunk.length;
      if (size > UNPACKED_LIMIT) return;
      yield chunk;
    }
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    if (!code.startsWith("Z_")) throw error;
  }
}

/** A compressed file whose content is `wanted` is read as if it were not; any other stays the archive it is. */
export async function gunzipped(opened: Opened, wanted: (head: Head) => boolean): Promise<Opened> {
  if (opened.head[0] !== 0x1f || opened.head[1] !== 0x8b) return opened;
  const inner = await openHead(unpacked(opened));
  if (wanted(sourceOf(inner).head)) return inner;
  return { head: opened.head, rest: () => (async function* () {})() };
}
