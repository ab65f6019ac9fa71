/** What decodes bytes piece by piece, as a `TextDecoder` does. */
export type Decodes = { decode(bytes?: Uint8Array, options?: { readonly stream?: boolean }): string };

/** Windows-1252 from 0x80 to 0x9F (WHATWG Encoding, index windows-1252). */
const ABOVE_CONTROLS = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ";

/**
 * A decoder for a charset's label. Node 20 reads windows-1252 as ISO-8859-1: « ’ », « € » and « œ » came out as control
 * characters. Throws a RangeError for a label of nothing, as TextDecoder does.
 */
export function textDecoder(label: string): Decodes {
  const decoder = new TextDecoder(label);
  if (decoder.encoding !== "windows-1252") return decoder;
  return {
    decode: (bytes, options) =>
      decoder
        .decode(bytes, options)
        .replace(/[\u0080-\u009F]/g, (sign) => ABOVE_CONTROLS[sign.charCodeAt(0) - 0x80] ?? sign),
  };
}
