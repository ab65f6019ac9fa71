import type { Language } from "../../src/message.ts";

/** The language of a locale as Discord writes it (`fr`, `en-GB`); null where the program does not speak it. */
export function languageOf(locale: string | undefined): Language | null {
  if (locale === "fr") return "fr";
  return locale?.startsWith("en") === true ? "en" : null;
}

/**
 * That of a guild. Every guild is `en-US` until it becomes a community, which alone can choose: English says nothing there.
 * docs.discord.com/developers/resources/guild, `preferred_locale`
 */
export function guildLanguage(locale: string, features: readonly string[]): Language | null {
  const language = languageOf(locale);
  return language === "en" && !features.includes("COMMUNITY") ? null : language;
}
