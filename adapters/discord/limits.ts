/** docs.discord.com/developers/resources/message#create-message: 2,000 characters a message. */
export const CONTENT = 2_000;
/** What is written at first: the answer that was given is added below it later. */
export const TEXT = 1_800;
/** docs.discord.com/developers/components/reference: characters of a button, an entry of a menu and the line below it. */
export const BUTTON_LABEL = 80;
export const ENTRY_LABEL = 100;
export const ROW = 5;
export const ROWS = 5;
export const MENU = 25;
/** Characters of a field of a window. */
export const FIELD = 4_000;
/** docs.discord.com/developers/interactions/application-commands: suggestions, and characters of each. */
export const SUGGESTIONS = 25;
export const SUGGESTION = 100;
/** docs.discord.com/developers/resources/channel: characters of a thread's name. */
export const THREAD_NAME = 100;

/** As many characters as go in, the last an ellipsis where some were left out; a pair of surrogates stays whole. */
export function clipped(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const cut = text.slice(0, limit - 1);
  return `${/[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}
