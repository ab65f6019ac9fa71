import type { Opened } from "./serve.ts";
import { bearer } from "./serve.ts";

const BOUNDARY = "----passerelle-test";

export type Part = {
  readonly name: string;
  readonly file?: string;
  readonly content: AsyncIterable<Uint8Array> | string;
};

async function* body(parts: readonly Part[], closed: boolean): AsyncGenerator<Uint8Array> {
  const text = new TextEncoder();
  for (const { name, file, content } of parts) {
    const named = file === undefined ? "" : `; filename="${file}"\r\nContent-Type: application/octet-stream`;
    yield text.encode(`--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"${named}\r\n\r\n`);
    if (typeof content === "string") yield text.encode(content);
    else yield* content;
    yield text.encode("\r\n");
  }
  if (closed) yield text.encode(`--${BOUNDARY}--\r\n`);
}

/** Posts parts in the order given, streamed, with no length announced; `closed` false leaves the last boundary out. */
export function postParts(
  url: string,
  talk: Opened,
  parts: readonly Part[],
  closed = true,
): Promise<Response> {
  return fetch(`${url}/api/conversations/${talk.id}/files`, {
    method: "POST",
    headers: { ...bearer(talk), "Content-Type": `multipart/form-data; boundary=${BOUNDARY}` },
    body: ReadableStream.from(body(parts, closed)),
    duplex: "half",
  } as RequestInit);
}

/** `size` bytes in pieces of 64 KiB; `made` is told how many have been asked for. */
export async function* bytes(
  size: number,
  made: (total: number) => void = () => {},
): AsyncGenerator<Uint8Array> {
  const piece = new Uint8Array(65_536).fill(0x61);
  for (let total = 0; total < size;) {
    const chunk = piece.subarray(0, Math.min(piece.length, size - total));
    total += chunk.length;
    made(total);
    yield chunk;
  }
}
