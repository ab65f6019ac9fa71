import type { RESTPostAPIChatInputApplicationCommandsJSONBody } from "discord.js";
import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
} from "discord.js";
import type { Chat } from "../chat.ts";

/** The commands, by the name they are registered under; people see them in their own language. */
export const COMMANDS = ["passerelle", "retour", "recommencer", "personne"] as const;

/** The one option there is: what it is about. */
export const MATTER = "cas";

/**
 * The commands as Discord wants them: French by default, English for those whose Discord is in English.
 * docs.discord.com/developers/interactions/application-commands#localization
 */
export function commandBodies(
  text: Chat["text"],
): readonly RESTPostAPIChatInputApplicationCommandsJSONBody[] {
  const both = (key: string): { readonly base: string; readonly localized: Record<string, string> } => {
    const english = text("en", key).trim();
    const french = text("fr", key).trim();
    return { base: french, localized: { fr: french, "en-US": english, "en-GB": english } };
  };
  return COMMANDS.map((name) => {
    const named = both(`discord.command.${name}.name`);
    const described = both(`discord.command.${name}.description`);
    const option = name === "passerelle" ? both("discord.command.matter.name") : null;
    const optionDescribed = both("discord.command.matter.description");
    return {
      type: ApplicationCommandType.ChatInput,
      name,
      name_localizations: named.localized,
      description: described.base,
      description_localizations: described.localized,
      contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
      integration_types: [ApplicationIntegrationType.GuildInstall],
      options:
        option === null
          ? []
          : [
              {
                type: ApplicationCommandOptionType.String as const,
                name: MATTER,
                name_localizations: option.localized,
                description: optionDescribed.base,
                description_localizations: optionDescribed.localized,
                required: false,
                autocomplete: true as const,
              },
            ],
    };
  });
}
