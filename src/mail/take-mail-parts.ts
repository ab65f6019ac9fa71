import type { TellingAssistant } from "../assistant/assistant.ts";
import type { Log } from "../log.ts";
import type { Store } from "../store/store.ts";
import type { Texts } from "../texts.ts";
import type { MailAnswer } from "./add-answer.ts";

/** What a mail is taken with. */
export type TakeMailParts = {
  readonly store: Store;
  readonly assistant: TellingAssistant;
  readonly texts: Texts;
  readonly log: Log;
  readonly mailAnswer: MailAnswer;
  /** Addresses mail to the program comes by, in lower case. */
  readonly own: readonly string[];
  /** Addresses escalations go to, in lower case. */
  readonly parties: readonly string[];
  readonly dailyCap: number;
  /** Called after something was told or put in the outbox. */
  readonly told: () => void;
  readonly now?: () => Date;
};
