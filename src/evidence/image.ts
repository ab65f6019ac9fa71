import type { Artefact } from "./artefact.ts";
import type { Found } from "./finding.ts";
import { examined, found, only } from "./finding.ts";
import { screenFindings } from "./screen-text.ts";

/** Largest picture read, in bytes, and in pixels once unpacked. */
const BYTES_LIMIT = 20 * 2 ** 20;
const PIXELS_LIMIT = 40_000_000;

/** Fewer letters than this are noise, not words. */
const LEGIBLE = 12;

/** Width × height as a PNG or JPEG says; null where it is neither, or says nothing. */
function pixelsOf(bytes: Buffer): number | null {
  if (bytes.length >= 24 && bytes.readUInt32BE(0) === 0x89504e47)
    return bytes.readUInt32BE(16) * bytes.readUInt32BE(20);
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return null;
  // JPEG: a marker, its length, and in a frame header height and width (ITU T.81, B.2.2).
  for (let at = 2; at + 9 < bytes.length;) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] ?? 0;
    const frame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (frame) return bytes.readUInt16BE(at + 5) * bytes.readUInt16BE(at + 7);
    at += marker === 0xff ? 1 : 2 + bytes.readUInt16BE(at + 2);
  }
  return null;
}

/** A screenshot: its words are read, and taken as if they had been pasted. */
export const image: Artefact = {
  recognise: (head) => (head.byBytes === "image" ? 1 : 0),
  async examine(source, options) {
    const chunks: Uint8Array[] = [source.head.bytes];
    let size = source.head.bytes.length;
    for await (const chunk of source.opened.rest()) {
      size += chunk.length;
      if (size > BYTES_LIMIT) return tooLarge("size");
      chunks.push(chunk);
    }
    const bytes = Buffer.concat(chunks);
    const pixels = pixelsOf(bytes);
    if (pixels === null || pixels === 0 || options.readImage === undefined)
      return only("image", "nothing-recognised");
    if (pixels > PIXELS_LIMIT) return tooLarge("pixels");
    // A picture that cannot be unpacked holds no word anybody can read.
    const words = await options.readImage(bytes).catch(() => "");
    const seen = screenFindings(words, options);
    const legible = (words.match(/\p{L}/gu) ?? []).length >= LEGIBLE;
    if (seen.found.length === 0) {
      const values = { kind: "image", read: legible ? "yes" : "no" };
      return examined("image", [found("nothing-recognised", { values })], { summary: { legible } });
    }
    return examined("image", seen.found, { summary: { legible }, facts: seen.facts });
  },
};

function tooLarge(what: string): ReturnType<typeof examined> {
  const finding: Found = found("limits-exceeded", { values: { what, line: 1, column: 1 } });
  return examined("image", [finding]);
}
