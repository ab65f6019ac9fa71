import type { TeamsActivity } from "./activity.ts";

/**
 * What a person wrote, the mention of the bot taken out and the marks of other mentions too. The mention is known by its
 * entity: what stands in the text can be written by anybody.
 * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/channel-and-group-conversations
 */
export function spokenText(activity: TeamsActivity): string {
  let text = activity.text;
  for (const { mentioned, text: mark } of activity.entities) {
    if (mentioned.id === activity.recipient.id && mark !== undefined && mark !== "")
      text = text.replace(mark, " ");
  }
  text = text
    .replace(/<\/?at(?:\s[^>]*)?>/gi, "")
    .replace(/&nbsp;/gi, " ")
    .replace(/\r\n?/g, "\n");
  if (activity.textFormat === "xml")
    text = decoded(text.replace(/<br\s*\/?>/gi, "\n").replace(/<[^>]+>/g, ""));
  return text
    .replace(/[^\S\n]+/g, " ")
    .replace(/ ?\n ?/g, "\n")
    .trim();
}

function decoded(text: string): string {
  const marks: Readonly<Record<string, string>> = {
    lt: "<",
    gt: ">",
    quot: '"',
    apos: "'",
    "#39": "'",
    amp: "&",
  };
  return text.replace(/&(lt|gt|quot|apos|#39|amp);/g, (whole, name: string) => marks[name] ?? whole);
}
