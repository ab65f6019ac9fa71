/** Where the call sheet of a conversation is; the PDF is beside it, with `.pdf` at the end. */
export function callSheetPath(conversation: string): string {
  return `/conversations/${encodeURIComponent(conversation)}/call-sheet`;
}
