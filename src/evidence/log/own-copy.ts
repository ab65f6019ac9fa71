/**
 * A string with memory of its own. A piece cut out of a text keeps all of that text alive, so what is kept beyond its
 * line must be copied, or a log's memory grows with the log.
 */
export function ownCopy(text: string): string {
  return Buffer.from(text).toString();
}
