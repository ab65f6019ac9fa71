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
};

export type ExamineOptions = {
  /** The day dates are held against, `YYYY-MM-DD` in Europe/Paris. */
  readonly today: string;
  /** The school's UAI, where it is known. */
  readonly uai?: string | undefined;
  /** Fingerprints of the files seen before. */
  readonly seen: ReadonlySet<string>;
};

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
  return {
    kind,
    found: [found(code, { values: { kind: kindWord(kind) } })],
    summary: {},
    facts: {},
    fingerprint: null,
  };
}
