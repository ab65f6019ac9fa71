import type { BounceReason } from "./bounce-reason.ts";
import type { FoundToken } from "./tokens-of.ts";

/** A mail that was sent, as far as answers to it are judged. All addresses in lower case. */
export type SentMail = {
  readonly mail: string;
  /** `escalation`: to a party · `answer`: to the person. */
  readonly kind: "escalation" | "answer";
  readonly conversation: string;
  /** Whether the conversation was erased. */
  readonly conversationGone: boolean;
  readonly closed: boolean;
  /** Whom it went to. */
  readonly recipients: readonly string[];
  /** Addresses of the person the conversation is held with. */
  readonly participants: readonly string[];
  /** Addresses in the copy of mails of this thread that were accepted earlier. */
  readonly copied: readonly string[];
};

/** A token of the mail and what was sent under it; null for a forged one, and where nothing is stored of it any more. */
export type KnownToken = { readonly token: FoundToken; readonly sent: SentMail | null };

/** What must be known to decide. */
export type Known = {
  /** In the order of `tokensOf`. */
  readonly tokens: readonly KnownToken[];
  /** The program's own addresses: sender, bounces, aliases; in lower case. */
  readonly own: readonly string[];
  /** Addresses escalations go to, in lower case. */
  readonly parties: readonly string[];
  /** Answers this sender was sent today, and how many a sender is sent in a day. */
  readonly answeredToday: number;
  readonly dailyCap: number;
  /** Whether this mail was taken before. */
  readonly taken: boolean;
};

/** A mail of the person the conversation is held with. */
export type ContinueRule =
  | "reopens-closed"
  | "person-on-escalation"
  | "token-in-in-reply-to"
  | "token-in-references";

/** A mail of the party an escalation went to. */
export type PartyRule = "vendor-reply" | "vendor-system";

/** A mail that begins a conversation. */
export type NewRule =
  | "conversation-gone"
  | "not-a-participant"
  | "expired-token"
  | "forged-token"
  | "number-alone"
  | "subject-alone"
  | "no-token";

/** A mail that is noted and changes nothing. */
export type NoteRule =
  | "known-mail"
  | "own-address"
  | "x-loop"
  | "report"
  | "no-sender"
  | "out-of-office"
  | "auto-submitted"
  | "auto-response-suppress"
  | "empty-return-path"
  | "x-autoreply"
  | "automatic-subject"
  | "mailing-list"
  | "no-reply-sender"
  | "party-alone"
  | "daily-cap";

export type Rule = ContinueRule | PartyRule | NewRule | NoteRule | "bounce" | "vendor-acknowledgement";

/** What is done with a mail, and the rule that says so. `mail` is the mail of ours that it is about. */
export type Decision =
  /** Taken as the person's next turn, and answered. `reopens`: the conversation was closed. */
  | {
      readonly kind: "continue";
      readonly rule: ContinueRule;
      readonly conversation: string;
      readonly mail: string;
      readonly reopens: boolean;
    }
  /** Told to the person; its sender is not answered. `number`: the party's own for the case, where the mail gives it. */
  | {
      readonly kind: "party";
      readonly rule: PartyRule;
      readonly conversation: string;
      readonly mail: string;
      readonly reopens: boolean;
      readonly number: string | null;
    }
  /** Only the party's number is kept. */
  | {
      readonly kind: "acknowledged";
      readonly rule: "vendor-acknowledgement";
      readonly conversation: string;
      readonly mail: string;
      readonly number: string;
    }
  /** `delayed`: the server goes on trying. `recipient` in lower case, `status` of RFC 3463; null where not told. */
  | {
      readonly kind: "bounce";
      readonly rule: "bounce";
      readonly conversation: string;
      readonly mail: string;
      readonly recipient: string | null;
      readonly outcome: "permanent" | "delayed";
      readonly status: string | null;
      readonly reason: BounceReason;
    }
  /**
   * Begins a conversation, and its sender is told why where he wanted to go on with another. `caseNumber`: the one in its
   * subject (`PSL-7F3K2M`); it opens nothing.
   */
  | {
      readonly kind: "new";
      readonly rule: NewRule;
      readonly mail: string | null;
      readonly caseNumber: string | null;
    }
  /** Noted in the conversation where it is known, and nothing else. */
  | {
      readonly kind: "note";
      readonly rule: NoteRule;
      readonly conversation: string | null;
      readonly mail: string | null;
    };

/** Whether a decision sends its sender a mail. Nothing automatic may: RFC 3834 §2. */
export function answersSender(decision: Decision): boolean {
  return decision.kind === "continue" || decision.kind === "new";
}
