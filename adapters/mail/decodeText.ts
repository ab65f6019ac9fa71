/** Charsets whose bytes are seldom valid UTF-8 by chance: the declaration is believed. */
const OF_ITS_OWN = /^(?:utf-16|iso-2022|gb|big5|euc|shift_jis|x-user-defined)/;

type Decoder = InstanceType<typeof TextDecoder>;

/** Decoders by label; a name of nothing, or one never to be believed (UTF-7), is null. */
function decoderOf(label: string): Decoder | null {
  try {
    return new TextDecoder(label.trim());
  } catch {
    return null;
  }
}

const STRICT = new TextDecoder("utf-8", { fatal: true });
const LENIENT = new TextDecoder("utf-8");

/** What windows-1252 has at 0x80 to 0x9F: Node 20 leaves these as the control characters of ISO-8859-1. */
const ABOVE_CONTROLS = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ";

function windows(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
  return text.replace(/[\u0080-\u009F]/g, (sign) => ABOVE_CONTROLS[sign.charCodeAt(0) - 0x80] ?? sign);
}

function strictly(bytes: Uint8Array): string | null {
  try {
    return STRICT.decode(bytes);
  } catch {
    return null;
  }
}

/** A line that is no valid UTF-8: with a byte too few it still is, with hardly one right it is Windows' charset. */
function damagedLine(bytes: Uint8Array): string {
  const text = LENIENT.decode(bytes);
  const lost = text.split("\uFFFD").length - 1;
  const right = text.match(/[^\p{ASCII}\uFFFD]/gu)?.length ?? 0;
  return right > 0 && right >= lost ? text : windows(bytes);
}

/** Line by line: a gateway adds its notice in another charset than the mail's. */
function damaged(bytes: Uint8Array): string {
  let made = "";
  let at = 0;
  while (at < bytes.length) {
    const found = bytes.indexOf(10, at);
    const end = found === -1 ? bytes.length : found + 1;
    const line = bytes.subarray(at, end);
    made += strictly(line) ?? damagedLine(line);
    at = end;
  }
  return made;
}

/**
 * Bytes of a text part or a header as text. Valid UTF-8 is UTF-8, whatever Western charset is declared: by chance no
 * French text in another is. What is declared as UTF-8, as nothing or as what nobody knows, and is not, is windows-1252,
 * which holds ISO-8859-1 and ASCII. UTF-7 is never decoded: it hides markup.
 */
export function decodeText(bytes: Uint8Array, declared: string | null): string {
  const named = declared === null ? null : decoderOf(declared);
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  if (named !== null && OF_ITS_OWN.test(named.encoding)) return named.decode(bytes);
  const text = strictly(bytes);
  if (text !== null) return text;
  if (named === null || named.encoding === "utf-8") return damaged(bytes);
  return named.encoding === "windows-1252" ? windows(bytes) : named.decode(bytes);
}

/** No control character but tab and line feed, no mark of byte order; every line break a line feed. */
export function cleanText(text: string): string {
  return text.replace(/\r\n?/g, "\n").replace(/(?![\t\n])[\p{Cc}\uFEFF]/gu, "");
}
