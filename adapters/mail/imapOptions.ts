import type { AdapterLog } from "../adapter.ts";
import type { Chat } from "../chat.ts";
import type { MailboxMemory } from "../mail.ts";
import type { MailLimits } from "./mailLimits.ts";

export type ImapOptions = {
  /** `imaps://user:password@host:port/INBOX?processed=…&aside=…`, see `readImapAddress`. */
  readonly url: string;
  /** Asked before every login where the server wants OAuth 2 in place of a password. */
  readonly auth?: (() => Promise<{ readonly user: string; readonly accessToken: string }>) | undefined;
  readonly memory: MailboxMemory;
  /** Of a mail larger than is taken only the header is fetched. */
  readonly limits: MailLimits;
  readonly log: AdapterLog;
  /** The program's own sentences, for checks. */
  readonly text: Chat["text"];
  /** A certificate authority (PEM) believed beside those Node knows. */
  readonly authority?: string | undefined;
  readonly pace?: Partial<Pace> | undefined;
};

/** How long everything is waited for, in milliseconds. */
export type Pace = {
  /** How long the mailbox is this reader's alone without a word; renewed three times as often. */
  readonly leaseMs: number;
  /** How often one who does not hold it looks again. */
  readonly lookMs: number;
  /**
   * How often IDLE is renewed, and a server without it asked. Far below the 29 minutes of RFC 2177 §3: an address translation
   * forgets a quiet connection after a few, and each renewal proves that somebody still answers.
   */
  readonly renewMs: number;
  /** A server that says nothing for so long when it should is gone. */
  readonly silenceMs: number;
  /** Before each further try to take one mail. */
  readonly retryMs: readonly number[];
  /** Before the first and the later tries to connect. */
  readonly firstMs: number;
  readonly longestMs: number;
  /** A connection that lasted so long was a good one: the next try is a first one again. */
  readonly lastedMs: number;
};

export const PACE: Pace = {
  leaseMs: 30_000,
  lookMs: 5_000,
  renewMs: 30_000,
  silenceMs: 60_000,
  retryMs: [1_000, 5_000, 30_000],
  firstMs: 1_000,
  longestMs: 300_000,
  lastedMs: 60_000,
};
