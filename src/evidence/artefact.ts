import type { Charset } from "./charset.ts";
import type { Examined, ExamineOptions, Kind } from "./finding.ts";
import type { Opened } from "./open-head.ts";
import type { XmlRoot } from "./xml-reader.ts";

/** How sure a kind is that a head is its own: 0 not at all, 1 beyond doubt. The surest examines the file. */
export type Certainty = number;

/** The beginning of a file, looked at by every kind before one of them reads the rest. */
export type Head = {
  readonly bytes: Uint8Array;
  readonly charset: Charset;
  /** The bytes as text; of no meaning where they are none. */
  readonly text: string;
  /** Whether that is all of the file. */
  readonly whole: boolean;
  /** The kind the first bytes tell by themselves, or null where they may be text. */
  readonly byBytes: Kind | null;
  /** The first element and the kind it names, where the text begins as XML. */
  readonly root: XmlRoot | null;
};

/** A file being read: its head, and all of its text piece by piece, once. */
export type Source = {
  readonly head: Head;
  readonly opened: Opened;
  text(): AsyncIterable<string>;
};

/** One kind of artefact, or a few that are judged alike. */
export type Artefact = {
  recognise(head: Head): Certainty;
  /** Never throws for what a file holds; what a source throws goes through. */
  examine(source: Source, options: ExamineOptions): Promise<Examined>;
};
