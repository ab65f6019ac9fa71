import libmime from "libmime";
import type { DataPicture } from "./dataPictures.ts";
import { dataPictures } from "./dataPictures.ts";
import { cleanText, decodeText } from "./decodeText.ts";
import { htmlToText } from "./htmlToText.ts";
import type { Part } from "./readParts.ts";

export type PartText = {
  readonly text: string;
  /** Whether there was more than `most` characters of it. */
  readonly cut: boolean;
  /** Pictures that stand in its HTML. */
  readonly pictures: readonly DataPicture[];
};

const META = /<meta[^<>]{0,200}charset\s*=\s*["']?([\w-]{1,40})/i;

/** What a text part says: its charset found, its soft line breaks undone, its HTML taken away. */
export function partText(part: Part, most: number): PartText {
  if (part.type !== "text/html") {
    const whole = cleanText(decodeText(part.bytes, part.charset));
    const text = whole.slice(0, most);
    const said = part.flowed === null ? text : libmime.decodeFlowed(text, part.flowed.deletesSpace);
    return { text: said, cut: part.cut || whole.length > most, pictures: [] };
  }
  const start = Buffer.from(part.bytes.subarray(0, 2_048)).toString("latin1");
  const whole = decodeText(part.bytes, part.charset ?? META.exec(start)?.[1] ?? null);
  const { html, pictures } = dataPictures(whole);
  return { text: htmlToText(cleanText(html.slice(0, most))), cut: part.cut || html.length > most, pictures };
}
