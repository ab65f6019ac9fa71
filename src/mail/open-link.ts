/** Address that opens a conversation in the page; whoever has it has the conversation. */
export function openLink(publicUrl: string, conversation: string, token: string): string {
  return `${publicUrl.replace(/\/$/, "")}/open/${conversation}~${token}`;
}
