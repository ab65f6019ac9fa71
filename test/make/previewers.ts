import { discordPreview } from "../../adapters/discord/preview.ts";
import type { Previewer } from "../../adapters/preview.ts";
import { slackPreview } from "../../adapters/slack/preview.ts";
import { teamsPreview } from "../../adapters/teams/preview.ts";

/** The renderers of every chat platform, as the program has them. */
export const PREVIEWERS: readonly Previewer[] = [slackPreview, discordPreview, teamsPreview];
