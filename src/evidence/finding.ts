import type { Knowledge } from "./knowledge.ts";

/** The kinds of artefact that are told apart, by their content and never by their name. */
export const KINDS = [
  "identifiers-container",
  "identifiers-payload",
  "partner-import",
  "pronote-export",
  "timetable-export",
  "siecle-export",
  "sts-export",
  "aaf-feed",
  "xml-encryption",
  "xml-other",
  "cas-response",
  "saml-response",
  "server-log",
  "client-log",
  "har",
  "failures-list",
  "roster",
  "html-page",
  "archive",
  "spreadsheet",
  "pdf",
  "image",
  "json",
  "text",
  "empty",
  "binary",
] as const;

export type Kind = (typeof KINDS)[number];

export type Severity = "error" | "warning" | "info";

/** A place in a text file, both from 1. */
export type Place = { readonly line: number; readonly column: number };

/** A date and hour as a log writes it: ISO 8601, with an offset where the log gives one. */
export type Hour = string;

/** What can be drawn of a file, in codes; `describe` puts it into words. */
export type Drawing =
  | {
      readonly kind: "timeline";
      /** Beginning of the first bucket, and how long each is, in minutes. */
      readonly from: Hour;
      readonly minutes: number;
      /** Counts by finding code, a number a bucket. */
      readonly series: readonly { readonly code: string; readonly counts: readonly number[] }[];
    }
  | { readonly kind: "bars"; readonly bars: readonly { readonly code: string; readonly count: number }[] }
  | {
      readonly kind: "sequence";
      readonly actors: readonly string[];
      readonly hops: readonly Hop[];
    };

/** One request of a trace: from one actor to another, by index. */
export type Hop = {
  readonly from: number;
  readonly to: number;
  /** `open`, `login`, `ticket`, `redirect`, `page`, `error`: what the request is to the sign-on. */
  readonly what: "open" | "login" | "ticket" | "redirect" | "page" | "form" | "error";
  readonly status: number;
  readonly wrong: boolean;
};

/** One thing found, before it is put into words. Nothing personal is ever in it. */
export type Found = {
  readonly code: string;
  /** Only where it departs from the catalogue's. */
  readonly severity?: Severity;
  readonly where: Place | null;
  readonly count: number;
  /** Names of elements or values of dates: never a person's. */
  readonly examples: readonly string[];
  /** What the placeholders of its texts stand for. */
  readonly values: Readonly<Record<string, string | number>>;
};

export type Examined = {
  readonly kind: Kind;
  readonly found: readonly Found[];
  readonly summary: Readonly<Record<string, unknown>>;
  /** Facts of the conversation that the file proves, e.g. `uai`. */
  readonly facts: Readonly<Record<string, string>>;
  /** Recognises the same identifiers file again: its `Verification`. */
  readonly fingerprint: string | null;
  readonly drawing?: Drawing;
  /** What is held against other files: never shown, never stored with the turn. */
  readonly clues?: Clues;
};

/** What one file shows that another may contradict. */
export type Clues = {
  /** Addresses of PRONOTE as the sign-on names them, without query: spelling kept. */
  readonly services: readonly string[];
  /** When each ticket was seen, by a keyed hash of it, in ms since 1970; at most a few thousand. */
  readonly tickets: Readonly<Record<string, number>>;
};

/** What is asked of an examination: plain values, so that a thread can be given them. */
export type Ask = {
  /** The day dates are held against, `YYYY-MM-DD` in Europe/Paris. */
  readonly today: string;
  /** The school's UAI, where it is known. */
  readonly uai?: string | undefined;
  /** Fingerprints of the files seen before. */
  readonly seen: ReadonlySet<string>;
  /** Public addresses the school declared, where they are known. */
  readonly declared?: readonly string[];
  /** Key of the hashes by which tickets of several files are compared; without it none are kept. */
  readonly clueKey?: string;
};

/** What examining needs beside: data of `flows/`, the reading of words and of pictures. */
export type Tools = {
  readonly knowledge: Knowledge;
  /** The on-screen message a text quotes, by its id; typing mistakes and versions of the wording aside. */
  readonly readScreen?: (text: string) => string | null;
  /** The words in a picture; the picture as PNG or JPEG. */
  readonly readImage?: (bytes: Uint8Array) => Promise<string>;
};

export type ExamineOptions = Ask & Tools;

/** What was examined, with the usual parts left out. */
export function examined(
  kind: Kind,
  findings: readonly Found[],
  more: Partial<Omit<Examined, "kind" | "found">> = {},
): Examined {
  return { kind, found: findings, summary: {}, facts: {}, fingerprint: null, ...more };
}

/** A finding with its usual parts left out. */
export function found(code: string, more: Partial<Omit<Found, "code">> = {}): Found {
  return { code, where: null, count: 1, examples: [], values: {}, ...more };
}

/** A kind as a text's `select` names it, where a hyphen may not stand. */
export function kindWord(kind: Kind): string {
  return kind.replaceAll("-", "_");
}

/** What is said of a file that holds nothing more to find. */
export function only(kind: Kind, code: string): Examined {
  return examined(kind, [found(code, { values: { kind: kindWord(kind) } })]);
}
