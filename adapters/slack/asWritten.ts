/** Plain text within a Markdown one: what would be taken for a mark is shown as it was written, on one line. */
export function asWritten(text: string): string {
  return text.replace(/\s+/g, " ").replace(/[\\`*_[\]<>#&!]/g, "\\$&");
}
