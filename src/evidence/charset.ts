/** How bytes become text. `damaged`: not as the format wants it, though still readable. */
export type Charset = { readonly label: "utf-8" | "utf-16le" | "utf-16be" | "windows-1252"; readonly damaged: boolean };

const DECLARED = /^\s*<\?xml[^>]*\bencoding\s*=\s*["'](iso-8859-1|iso-8859-15|windows-1252|latin1|us-ascii)["']/i;

function isUtf8(head: Uint8Array): boolean {
  try {
    // A character may be cut at the end of the head: `stream` lets it be.
    new TextDecoder("utf-8", { fatal: true }).decode(head, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** Guesses the charset from the beginning: byte order mark, zero bytes of UTF-16, declaration, validity as UTF-8. */
export function charsetOf(head: Uint8Array): Charset {
  const [first, second, third] = head;
  if (first === 0xff && second === 0xfe) return { label: "utf-16le", damaged: true };
  if (first === 0xfe && second === 0xff) return { label: "utf-16be", damaged: true };
  if (first === 0x3c && second === 0 && third !== 0) return { label: "utf-16le", damaged: true };
  if (first === 0 && second === 0x3c) return { label: "utf-16be", damaged: true };
  const start = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, 200)).toString("latin1");
  if (DECLARED.test(start)) return { label: "windows-1252", damaged: false };
  return isUtf8(head) ? { label: "utf-8", damaged: false } : { label: "windows-1252", damaged: true };
}
