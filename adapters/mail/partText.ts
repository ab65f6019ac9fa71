import libmime from "libmime";
import { cleanText, decodeText } from "./decodeText.ts";
import { htmlToText } from "./htmlToText.ts";
import type { Part } from "./readParts.ts";

const META = /<meta[^<>]{0,200}charset\s*=\s*["']?([\w-]{1,40})/i;

/** What a text part says: its charset found, its soft line breaks undone, its HTML taken away. */
export function partText(part: Part): string {
  if (part.type !== "text/html") {
    const text = cleanText(decodeText(part.bytes, part.charset));
    return part.flowed === null ? text : libmime.decodeFlowed(text, part.flowed.deletesSpace);
  }
  const start = Buffer.from(part.bytes.subarray(0, 2_048)).toString("latin1");
  return htmlToText(cleanText(decodeText(part.bytes, part.charset ?? META.exec(start)?.[1] ?? null)));
}
