import type { Kind } from "./finding.ts";

type Magic = { readonly kind: Kind; readonly start: string };

/** First bytes, in hex, of what is no text. */
const MAGIC: readonly Magic[] = [
  { kind: "pdf", start: "25504446" },
  { kind: "image", start: "89504e47" },
  { kind: "image", start: "ffd8ff" },
  { kind: "image", start: "474946383761" },
  { kind: "image", start: "474946383961" },
  { kind: "image", start: "49492a00" },
  { kind: "image", start: "4d4d002a" },
  { kind: "archive", start: "1f8b" },
  { kind: "archive", start: "377abcaf271c" },
  { kind: "archive", start: "526172211a07" },
  { kind: "archive", start: "fd377a585a00" },
  { kind: "archive", start: "28b52ffd" },
];

/** A ZIP whose parts are a workbook's; any other ZIP, a Word document too, is an archive. */
function zipKind(text: string): Kind {
  const workbook =
    /xl\/(?:workbook|worksheets|styles|theme|sharedStrings|_rels)|application\/vnd\.oasis\.opendocument\.spreadsheet/.test(
      text,
    );
  return workbook ? "spreadsheet" : "archive";
}

/** An old Office file: a workbook has a stream of that name. */
function oleKind(text: string): Kind {
  const wide = (name: string): string => [...name].map((letter) => `${letter}\0`).join("");
  return text.includes(wide("Workbook")) || text.includes(wide("Book")) ? "spreadsheet" : "archive";
}

/** The kind that the first bytes alone tell, or null where they may be text. */
export function kindOfBytes(head: Uint8Array): Kind | null {
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.length);
  const hex = bytes.subarray(0, 8).toString("hex");
  if (hex.startsWith("504b0304") || hex.startsWith("504b0506") || hex.startsWith("504b0708"))
    return zipKind(bytes.toString("latin1"));
  if (hex.startsWith("d0cf11e0a1b11ae1")) return oleKind(bytes.toString("latin1"));
  if (
    bytes.subarray(0, 4).toString("latin1") === "RIFF" &&
    bytes.subarray(8, 12).toString("latin1") === "WEBP"
  ) {
    return "image";
  }
  if (bytes.subarray(257, 262).toString("latin1") === "ustar") return "archive";
  // Two and three letters may begin a text: what must follow them is looked at too.
  if (/^424d.{8}00000000/.test(bytes.subarray(0, 10).toString("hex"))) return "image";
  if (/^BZh[1-9]\x31\x41\x59\x26\x53\x59/.test(bytes.subarray(0, 10).toString("latin1"))) return "archive";
  return MAGIC.find(({ start }) => hex.startsWith(start))?.kind ?? null;
}

/** Whether text bytes hold signs no text has. */
export function looksBinary(head: Uint8Array): boolean {
  if (head.includes(0)) return true;
  let odd = 0;
  // By index: stepping through bytes by an iterator takes ten times as long.
  for (let at = 0; at < head.length; at++) {
    const byte = head[at] ?? 0;
    if (byte < 32 && (byte < 9 || (byte > 13 && byte !== 27))) odd += 1;
  }
  return odd * 100 > head.length * 2;
}
