import type { Catalogue } from "../catalogue.ts";
import type { Texts } from "../texts.ts";

/** What a turn may look at and never changes: the flows and their data, the texts, how mail leaves. */
export type World = {
  readonly catalogue: Catalogue;
  readonly texts: Texts;
  /** Whether a mail server is set: else mails wait in the outbox, to be read or downloaded. */
  readonly mailLeaves: boolean;
};
