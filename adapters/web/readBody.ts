import type { IncomingMessage } from "node:http";
import { Problem } from "./problem.ts";

/** Largest JSON or form body, in bytes. */
export const BODY_LIMIT = 64 * 1024;
const BODY_SECONDS = 20;

async function collect(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  // The request must outlive a refusal, or its answer could not be written.
  for await (const chunk of incoming.iterator({ destroyOnReturn: false })) {
    size += chunk.length;
    if (size > BODY_LIMIT) throw new Problem(413, "body-too-large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/**
 * A small body, whole, as text. Its media type must be `type` (415); an empty body needs none.
 * Throws `Problem`: 413 over 64 KiB (announced or found), 408 where it dribbles, 400 where it is not UTF-8.
 */
export async function readBody(incoming: IncomingMessage, type: string): Promise<string> {
  const announced = Number(incoming.headers["content-length"] ?? 0);
  if (announced > BODY_LIMIT) throw new Problem(413, "body-too-large");
  const given = incoming.headers["content-type"]?.split(";")[0]?.trim().toLowerCase();
  if (given !== undefined && given !== type) throw new Problem(415, "unsupported-type");
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Problem(408, "too-slow")), BODY_SECONDS * 1000);
  });
  const bytes = await Promise.race([collect(incoming), late]).finally(() => clearTimeout(timer));
  if (bytes.length > 0 && given === undefined) throw new Problem(415, "unsupported-type");
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new Problem(400, "malformed");
  }
}
