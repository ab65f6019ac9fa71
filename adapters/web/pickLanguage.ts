import type { Language } from "../../src/message.ts";
import { LANGUAGES } from "../../src/message.ts";

export function asLanguage(value: string | undefined): Language | undefined {
  return LANGUAGES.find((language) => language === value);
}

/** The language a browser prefers among ours, French where it names neither (RFC 9110 §12.5.4). */
export function acceptedLanguage(header: string | undefined): Language {
  const ranked = (header ?? "")
    .split(",")
    .map((part) => {
      const [range = "", ...parameters] = part.trim().split(";");
      const quality = parameters.map((one) => /^\s*q=([01](?:\.\d*)?)\s*$/.exec(one)?.[1]).find(Boolean);
      return { language: asLanguage(range.split("-")[0]?.toLowerCase()), quality: Number(quality ?? 1) };
    })
    .filter((one) => one.language !== undefined && one.quality > 0)
    .sort((a, b) => b.quality - a.quality);
  return ranked[0]?.language ?? "fr";
}
