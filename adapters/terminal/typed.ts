import { homedir } from "node:os";
import { fileURLToPath } from "node:url";
import type { Choice } from "../../src/message.ts";

/** What a typed line may be: a choice by its number, the path of a file, the wish to leave, or a sentence. */
export type Typed =
  | { readonly kind: "choose"; readonly id: string }
  | { readonly kind: "path"; readonly path: string }
  | { readonly kind: "quit" }
  | { readonly kind: "say"; readonly text: string };

const QUIT = /^(?:quitter|quit|exit|\/quit|:q)$/i;

/**
 * Reads a typed line. A number is a choice only among the `choices` on screen, so a year or a code stays what it is;
 * a path is only one where `isFile` finds the file, so a sentence with a slash stays a sentence.
 */
export function typed(line: string, choices: readonly Choice[], isFile: (path: string) => boolean): Typed {
  const text = line.trim();
  if (QUIT.test(text)) return { kind: "quit" };
  const choice = /^\d{1,2}$/.test(text) ? choices[Number(text) - 1] : undefined;
  if (choice !== undefined) return { kind: "choose", id: choice.id };
  const path = droppedPath(text);
  return path !== null && isFile(path) ? { kind: "path", path } : { kind: "say", text: line };
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
