import { fold } from "../../../src/language/words.ts";

/** A text as its folded words and numbers between single spaces, without anything else. */
export function plain(text: string): string {
  return (fold(text).match(/[\p{L}\p{N}]+/gu) ?? []).join(" ");
}
