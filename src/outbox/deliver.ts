import { randomUUID } from "node:crypto";
import type { Log } from "../log.ts";
import type { Language, Owner, Ticket, TicketStatus } from "../message.ts";
import { addPosts } from "../rooms/add-posts.ts";
import type { MailAnswer } from "../mail/add-answer.ts";
import type { MailRow, MailSettlement, Store } from "../store/store.ts";
import type { Texts } from "../texts.ts";
import { GIVE_UP_HOURS, nextTry } from "./back-off.ts";
import type { Sender, Tried } from "./send.ts";

export type DelivererParts = {
  readonly store: Store;
  readonly sender: Sender;
  readonly texts: Texts;
  readonly log: Log;
  /** Says in a mail what is told in a conversation held by mail. */
  readonly mailAnswer?: MailAnswer | undefined;
  /** Called after something was told in a conversation: it may be held on a chat platform. */
  readonly toldOf?: () => void;
  readonly now?: () => Date;
  /** How long a mail is its sender's alone, in milliseconds; longer than any send lasts. */
  readonly leaseMs?: number;
  /** How often to look for due mail when nothing wakes the deliverer, in milliseconds. */
  readonly everyMs?: number;
};

export type Deliverer = {
  /** Mail may be waiting: look now. */
  wake(): void;
  /** Sends everything that is due; resolves when nothing more is. */
  round(): Promise<number>;
  /** Stops; resolves when the try under way has ended. */
  stop(): Promise<void>;
};

/** A person who reads a status hears the first failure and each change, not every try. */
function worthTelling(before: MailRow, state: TicketStatus): boolean {
  return state !== before.state || before.last_error === null;
}

function settlementOf(
  tried: Tried,
  mail: MailRow,
  now: Date,
): MailSettlement & { readonly state: TicketStatus } {
  const at = now.toISOString();
  if (tried.kind === "sent") {
    return { state: "sent", next_at: at, last_error: null, answer: tried.answer, sent_at: at };
  }
  const age = now.getTime() - new Date(mail.created_at).getTime();
  const over = tried.kind === "refused" || age > GIVE_UP_HOURS * 3_600_000;
  // What once was in doubt stays so until a try succeeds: an earlier one may have arrived.
  const doubt = tried.kind === "unknown" || mail.state === "unknown";
  const state = doubt ? "unknown" : over ? "failed" : "pending";
  const gone = over && doubt ? "failed" : state;
  return {
    state: gone,
    next_at: nextTry(mail.attempts, now).toISOString(),
    last_error: tried.why.slice(0, 500),
    answer: null,
    sent_at: null,
  };
}

/**
 * Sends what waits in the outbox. Exactly once enqueued, at least once sent with the same Message-ID and bytes, at most
 * one try in flight: a mail is leased for longer than a try lasts. Each change is written with the ticket's status and
 * told in its conversation, in one transaction.
 */
export function startDeliverer(parts: DelivererParts): Deliverer {
  const { store, sender, texts, log } = parts;
  const now = parts.now ?? ((): Date => new Date());
  const leaseMs = parts.leaseMs ?? sender.maxSendMs * 2;
  if (leaseMs <= sender.maxSendMs) throw new Error("a lease must outlast the longest send");
  const by = `${process.pid}.${randomUUID()}`;
  let stopped = false;
  let running: Promise<number> | undefined;
  let timer: NodeJS.Timeout | undefined;

  async function settle(mail: MailRow, tried: Tried): Promise<void> {
    const at = now();
    const settlement = settlementOf(tried, mail, at);
    await store.write(async (tx) => {
      if (!(await tx.settleMail(mail.id, by, settlement))) return;
      // An answer says nothing of itself: that it was sent is seen by who reads it.
      if (mail.kind === "answer") return;
      await tx.setTicketStatus(mail.ticket, settlement.state, at.toISOString());
      if (!worthTelling(mail, settlement.state)) return;
      const conversation = await tx.conversation(mail.conversation);
      const language = (conversation?.language ?? "fr") as Language;
      const told = tell(texts, language, mail, settlement, at);
      await tx.addUpdate({
        conversation: mail.conversation,
        messages: JSON.stringify([told]),
        at: at.toISOString(),
      });
      const room = await tx.roomOf(mail.conversation);
      if (room !== undefined)
        await addPosts(tx, room, { language, messages: [told], answer: null, at: at.toISOString() });
      // Who writes by mail hears what went wrong, not that a mail left.
      if (settlement.state === "failed")
        await parts.mailAnswer?.(tx, mail.conversation, language, [told], at);
    });
    parts.toldOf?.();
    if (tried.kind === "sent") log.info({ mail: mail.id, attempts: mail.attempts }, "mail sent");
    else if (tried.kind === "later" && tried.setting !== null) log.error({ mail: mail.id }, tried.setting);
    else {
      const why = withoutAddresses(tried.why);
      log.warn({ mail: mail.id, attempts: mail.attempts, why }, `mail not sent: ${tried.kind}`);
    }
  }

  async function sendDue(): Promise<number> {
    let sent = 0;
    while (!stopped) {
      const at = now();
      const until = new Date(at.getTime() + leaseMs).toISOString();
      const claimed = await store.write((tx) => tx.claimMail(at.toISOString(), until, by));
      if (claimed === undefined) break;
      // A lease that ran out is that of a sender that died in the middle: the mail may have left.
      const mail: MailRow = claimed.lease_by === null ? claimed : { ...claimed, state: "unknown" };
      await settle(mail, await sender.send(mail));
      sent += 1;
    }
    return sent;
  }

  function round(): Promise<number> {
    running ??= sendDue()
      .catch((error: unknown) => {
        log.error({ err: error }, "the outbox could not be worked on");
        return 0;
      })
      .finally(() => (running = undefined));
    return running;
  }

  function again(): void {
    if (stopped) return;
    timer = setTimeout(() => void round().then(again), parts.everyMs ?? 1_000);
    timer.unref();
  }

  again();
  return {
    wake: () => void round(),
    round,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
      sender.close();
    },
  };
}

/** A server's answer names the person it is about. */
function withoutAddresses(text: string): string {
  return text.replace(/[^\s<>:;,()]+@[^\s<>:;,()]+/g, "…");
}

function tell(
  texts: Texts,
  language: Language,
  mail: MailRow,
  settlement: MailSettlement & { readonly state: TicketStatus },
  at: Date,
): Ticket {
  const hour = (instant: Date): string =>
    new Intl.DateTimeFormat(language === "fr" ? "fr-FR" : "en-GB", {
      hour: "2-digit",
      minute: "2-digit",
      timeZone: "Europe/Paris",
    }).format(instant);
  return {
    type: "ticket",
    id: mail.ticket,
    route: mail.route as Owner,
    status: settlement.state,
    text: texts.say(language, `outbox.${settlement.state}`, {
      id: mail.ticket,
      to: mail.rcpt,
      at: hour(at),
      next: hour(new Date(settlement.next_at)),
      why: settlement.last_error ?? "",
    }),
    mail: mail.id,
  };
}
