import { homedir } from "node:os";
import { fileURLToPath } from "node:url";
import { stripVTControlCharacters } from "node:util";
import type { Choice } from "../../src/message.ts";

/** The choices on screen, and the message they stand on. */
export type OnScreen = { readonly of: string; readonly choices: readonly Choice[] };

/** What a typed line may be: a choice by its number, the path of a file, the wish to leave, a sentence, or no text at all. */
export type Typed =
  | { readonly kind: "choose"; readonly id: string; readonly of: string }
  | { readonly kind: "path"; readonly path: string }
  | { readonly kind: "quit" }
  | { readonly kind: "say"; readonly text: string }
  | { readonly kind: "garbled" };

/** What no text holds: NUL, and what bytes that are no UTF-8 are decoded to (Unicode §3.9). */
const NO_TEXT = /[\0\uFFFD]/;
const CONTROLS = /[^\P{Cc}\t\n]/gu;

const QUIT = /^(?:quitter|quit|exit|\/quit|:q)$/i;

/**
 * Reads a typed line. A number is a choice only among those on screen, so a year or a code stays what it is;
 * a path is only one where `isFile` finds the file, so a sentence with a slash stays a sentence. Control characters are
 * nobody's words: they are left out.
 */
export function typed(line: string, { of, choices }: OnScreen, isFile: (path: string) => boolean): Typed {
  if (NO_TEXT.test(line)) return { kind: "garbled" };
  const words = stripVTControlCharacters(line).replace(CONTROLS, "");
  const text = words.trim();
  if (QUIT.test(text)) return { kind: "quit" };
  const choice = /^\d{1,2}$/.test(text) ? choices[Number(text) - 1] : undefined;
  if (choice !== undefined) return { kind: "choose", id: choice.id, of };
  const path = droppedPath(text);
  return path !== null && isFile(path) ? { kind: "path", path } : { kind: "say", text: words };
}

/** A file dragged onto a terminal arrives as its path: quoted, with escaped spaces, or as a `file:` address. */
function droppedPath(text: string): string | null {
  if (text === "" || text.includes("\n")) return null;
  const quoted = /^(["'])(.*)\1$/.exec(text)?.[2];
  if (quoted !== undefined) return quoted;
  if (/^file:\/\//i.test(text)) {
    try {
      return fileURLToPath(text);
    } catch {
      return null;
    }
  }
  const bare = process.platform === "win32" ? text : text.replace(/\\(.)/g, "$1");
  return bare.startsWith("~/") ? homedir() + bare.slice(1) : bare;
}
