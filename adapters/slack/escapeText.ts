/** The three characters Slack gives a meaning to: https://docs.slack.dev/messaging/formatting-message-text#escaping */
export function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** `text` within `limit` characters, the last of them telling that it was cut. */
export function cutText(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const head = text.slice(0, limit - 1);
  const code = head.charCodeAt(head.length - 1);
  return `${code >= 0xd800 && code <= 0xdbff ? head.slice(0, -1) : head}…`;
}

/** Escaped text within so many bytes; no entity is left in half. */
export function cutBytes(text: string, limit: number): string {
  if (Buffer.byteLength(text) <= limit) return text;
  let cut = cutText(text, limit);
  while (Buffer.byteLength(cut) > limit) cut = cutText(cut, cut.length - 1);
  return cut.replace(/&[a-z]{0,4}…$/, "…");
}
