import type { FigureTable, Language } from "../../message.ts";

/** A piece of a sentence. */
export type Inline =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "strong" | "emphasis"; readonly inside: readonly Inline[] }
  | { readonly kind: "code"; readonly text: string }
  | { readonly kind: "break" }
  | {
      readonly kind: "link";
      readonly url: string;
      readonly inside: readonly Inline[];
      /** How it is read out by itself, where its words do not say what it does. */
      readonly label?: string;
      /** Only followed by a click: plain text says its words and leaves its address out. */
      readonly clickOnly?: boolean;
    };

/** A piece of a mail. */
export type Block =
  | { readonly kind: "paragraph"; readonly inside: readonly Inline[] }
  | { readonly kind: "heading"; readonly depth: number; readonly inside: readonly Inline[] }
  /** Numbered from `start`, or not at all where it is null. */
  | {
      readonly kind: "list";
      readonly start: number | null;
      readonly items: readonly (readonly Block[])[];
    }
  | { readonly kind: "quote"; readonly blocks: readonly Block[] }
  | { readonly kind: "code"; readonly text: string }
  | { readonly kind: "rule" }
  | { readonly kind: "table"; readonly title: string | null; readonly table: FigureTable }
  /** What is asked of the reader, set apart. */
  | { readonly kind: "box"; readonly blocks: readonly Block[] }
  /** In a language of its own. */
  | { readonly kind: "section"; readonly language: Language; readonly blocks: readonly Block[] };

/**
 * What a mail says, in the order it is read. Both its parts, plain text and HTML, are made of the same document: so neither
 * says anything the other does not.
 */
export type Document = readonly Block[];

/** A sentence as a block of its own. */
export function paragraph(text: string): Block {
  return { kind: "paragraph", inside: [{ kind: "text", text }] };
}
