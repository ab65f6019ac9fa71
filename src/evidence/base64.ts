/** What a base64 text of the container holds, and what had to be undone to read it. */
export type Base64 = {
  /** Null where it is no base64, even with the damage undone. */
  readonly bytes: Buffer | null;
  /** Line breaks or blanks inside. */
  readonly blanks: boolean;
  /** Traces of HTML escaping, URL escaping or a mail's quoted-printable. */
  readonly escaped: boolean;
};

/** Signs of base64 as HTML, URLs and quoted-printable mail write them. */
const ESCAPES: readonly (readonly [RegExp, string])[] = [
  [/=\r?\n/g, ""],
  [/&(?:#43|#x2b|plus);/gi, "+"],
  [/&(?:#47|#x2f|sol);/gi, "/"],
  [/&(?:#61|#x3d|equals);/gi, "="],
  [/%2b/gi, "+"],
  [/%2f/gi, "/"],
  [/%3d/gi, "="],
  [/=3d/gi, "="],
  [/=2b/gi, "+"],
];

const ESCAPED = /&(?:#?[0-9a-z]+);|%[23][0-9a-f]|=3d|=2b|=\r?\n\S/i;

/** RFC 4648 §4: the alphabet, padded to a multiple of four. Searched for what does not belong, so linear. */
function isBase64(text: string): boolean {
  if (text.length % 4 !== 0 || /[^A-Za-z0-9+/=]/.test(text)) return false;
  const padding = text.indexOf("=");
  return padding < 0 || (padding >= text.length - 2 && text.slice(padding).replaceAll("=", "") === "");
}

/** Reads base64 as an `xs:base64Binary` is read: blanks are let through and told. */
export function readBase64(text: string): Base64 {
  const blanks = /\s/.test(text);
  const bare = blanks ? text.replace(/\s+/g, "") : text;
  if (isBase64(bare)) return { bytes: Buffer.from(bare, "base64"), blanks, escaped: false };
  if (!ESCAPED.test(text)) return { bytes: null, blanks, escaped: false };
  const undone = ESCAPES.reduce((so, [pattern, sign]) => so.replace(pattern, sign), text).replace(/\s+/g, "");
  return { bytes: isBase64(undone) ? Buffer.from(undone, "base64") : null, blanks, escaped: true };
}
