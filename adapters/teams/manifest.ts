import type { Chat } from "../chat.ts";
import type { Language } from "../../src/message.ts";
import { COMMANDS } from "./commands.ts";
import type { TeamsOptions } from "./teamsOptions.ts";

/** Of the schema named below; a Teams of any age reads it, and an older schema gains nothing. */
const SCHEMA = "1.25";
/** To be raised with whatever changes here: Teams takes an update by it. */
const VERSION = "1.0.0";
const SCOPES = ["personal", "team", "groupChat"] as const;

/** What the app is to Teams. https://learn.microsoft.com/microsoft-365/extensibility/schema/ */
export function manifestOf(
  { clientId, text }: Pick<TeamsOptions, "clientId" | "text">,
  publicUrl: string,
): Readonly<Record<string, unknown>> {
  const say = (key: string): string => text("fr", `teams.${key}`);
  const site = publicUrl.replace(/\/+$/, "");
  return {
    $schema: `https://developer.microsoft.com/json-schemas/teams/v${SCHEMA}/MicrosoftTeams.schema.json`,
    manifestVersion: SCHEMA,
    version: VERSION,
    id: clientId,
    developer: { name: "Passerelle", websiteUrl: site, privacyUrl: site, termsOfUseUrl: site },
    name: { short: "Passerelle", full: say("app.full") },
    description: { short: say("app.description"), full: say("app.about") },
    icons: { color: "color.png", outline: "outline.png" },
    accentColor: "#1F4E8C",
    localizationInfo: {
      defaultLanguageTag: "fr",
      additionalLanguages: [{ languageTag: "en", file: "en.json" }],
    },
    bots: [
      {
        botId: clientId,
        scopes: SCOPES,
        isNotificationOnly: false,
        supportsFiles: true,
        supportsCalling: false,
        supportsVideo: false,
        commandLists: [
          {
            scopes: SCOPES,
            commands: COMMANDS.map((name) => ({
              title: say(`command.${name}.title`),
              description: say(`command.${name}.description`),
            })),
          },
        ],
      },
    ],
    validDomains: [new URL(publicUrl).host],
  };
}

/** The manifest's words in another language, by their place in it. */
export function manifestWords(text: Chat["text"], language: Language): Readonly<Record<string, string>> {
  const say = (key: string): string => text(language, `teams.${key}`);
  return {
    $schema: `https://developer.microsoft.com/json-schemas/teams/v${SCHEMA}/MicrosoftTeams.Localization.schema.json`,
    "name.short": "Passerelle",
    "name.full": say("app.full"),
    "description.short": say("app.description"),
    "description.full": say("app.about"),
    ...Object.fromEntries(
      COMMANDS.flatMap((name, at) => [
        [`bots[0].commandLists[0].commands[${at}].title`, say(`command.${name}.title`)],
        [`bots[0].commandLists[0].commands[${at}].description`, say(`command.${name}.description`)],
      ]),
    ),
  };
}
