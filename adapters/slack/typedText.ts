/**
 * What a person typed, free of Slack's marks: mentions of the assistant gone, links and channels as they were read,
 * entities as characters. https://docs.slack.dev/messaging/formatting-message-text#retrieving-messages
 */
export function typedText(text: string, assistant: string): string {
  return text
    .replace(/<([^<>]*)>/g, (_whole, inside: string) => shown(inside, assistant))
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&")
    .trim();
}

/** Whether the text calls the assistant by name. */
export function mentions(text: string, assistant: string): boolean {
  return text.includes(`<@${assistant}>`) || text.includes(`<@${assistant}|`);
}

function shown(inside: string, assistant: string): string {
  const [target = "", label] = inside.split("|", 2);
  if (target.startsWith("@")) return target === `@${assistant}` ? "" : "@…";
  if (target.startsWith("#")) return `#${label ?? "…"}`;
  if (target.startsWith("!")) return label ?? `@${target.slice(1).replace(/\^.*$/, "")}`;
  return label ?? target.replace(/^mailto:/, "");
}
