import { textDecoder } from "./text-decoder.ts";
/**
 * How bytes become text. `damaged`: not as the identifiers file is written, though still readable; `wrong`: not as XML
 * may be written at all.
 */
export type Charset = { readonly label: string; readonly damaged: boolean; readonly wrong: boolean };

const DECLARED = /^(?:\xEF\xBB\xBF)?\s*<\?xml[^>]*\bencoding\s*=\s*["']([^"']*)["']/i;

/** What the XML declaration says, where it can be true: 8-bit bytes are no UTF-16, and there are names of nothing. */
function declaredCharset(start: string): Charset | "wrong" | null {
  const name = DECLARED.exec(start)?.[1];
  if (name === undefined) return null;
  try {
    const label = new TextDecoder(name).encoding;
    if (label === "utf-8") return null;
    return label.startsWith("utf-16") ? "wrong" : { label, damaged: false, wrong: false };
  } catch {
    return "wrong";
  }
}

function isUtf8(head: Uint8Array): boolean {
  try {
    // A character may be cut at the end of the head: `stream` lets it be.
    new TextDecoder("utf-8", { fatal: true }).decode(head, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** UTF-16 without its mark: nearly every other byte is zero, as in no other text and in few other files. */
function wideCharset(head: Uint8Array): "utf-16le" | "utf-16be" | null {
  const length = Math.min(head.length, 1_024) & ~1;
  if (length < 8) return null;
  let even = 0;
  let odd = 0;
  let control = 0;
  for (let at = 0; at < length; at += 2) {
    const [a = 0, b = 0] = [head[at], head[at + 1]];
    if (a === 0) even += 1;
    if (b === 0) odd += 1;
    const sign = a === 0 ? b : a;
    if (sign < 9 || (sign > 13 && sign < 32)) control += 1;
  }
  if (control > 0) return null;
  const enough = (length / 2) * 0.7;
  if (odd >= enough && even === 0) return "utf-16le";
  return even >= enough && odd === 0 ? "utf-16be" : null;
}

/** Whether the XML declaration of a text in UTF-16 says that it is in another charset (XML 1.0, 4.3.3). */
function declaredOtherwise(head: Uint8Array, label: string): boolean {
  const start = textDecoder(label).decode(head.subarray(0, 400), { stream: true });
  const name = DECLARED.exec(start)?.[1];
  return name !== undefined && !/^(?:utf-?16|ucs-?2|iso-10646-ucs-2)/i.test(name);
}

function utf16(head: Uint8Array, label: "utf-16le" | "utf-16be"): Charset {
  return { label, damaged: true, wrong: declaredOtherwise(head, label) };
}

/** Guesses the charset from the beginning: byte order mark, zero bytes of UTF-16, declaration, validity as UTF-8. */
export function charsetOf(head: Uint8Array): Charset {
  const [first, second, third] = head;
  if (first === 0xff && second === 0xfe) return utf16(head, "utf-16le");
  if (first === 0xfe && second === 0xff) return utf16(head, "utf-16be");
  if (first === 0x3c && second === 0 && third !== 0) return utf16(head, "utf-16le");
  if (first === 0 && second === 0x3c) return utf16(head, "utf-16be");
  const wide = wideCharset(head);
  if (wide !== null) return utf16(head, wide);
  const start = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, 200)).toString("latin1");
  const declared = declaredCharset(start);
  if (declared !== null && declared !== "wrong") return declared;
  return isUtf8(head)
    ? { label: "utf-8", damaged: declared === "wrong", wrong: declared === "wrong" }
    : { label: "windows-1252", damaged: true, wrong: true };
}
