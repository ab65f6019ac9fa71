import type { TellingAssistant } from "../assistant/assistant.ts";
import type { CalendarOptions } from "../calendar/business-day.ts";
import { businessDaysBetween } from "../calendar/business-day.ts";
import { inLanguages } from "../escalation/draft.ts";
import type { Log } from "../log.ts";
import type { Language, Owner } from "../message.ts";
import type { Unanswered } from "../store/letters.ts";
import type { Store } from "../store/store.ts";
import type { Texts } from "../texts.ts";
import type { DueReminder, SentMail } from "./reminder.ts";
import { dueReminders } from "./reminder.ts";
import { reminderLetter } from "./reminder-letter.ts";

export type RemindParts = {
  readonly store: Store;
  readonly assistant: TellingAssistant;
  readonly texts: Texts;
  readonly log: Log;
  /** Business days without an answer. */
  readonly days: number;
  readonly calendar: CalendarOptions;
  /** Called after something was told. */
  readonly told: () => void;
  readonly now?: () => Date;
  /** How often it is looked, in milliseconds. */
  readonly everyMs?: number;
};

export type Reminders = {
  /** Proposes what is due now; how many. */
  round(): Promise<number>;
  stop(): Promise<void>;
};

const EVERY_MS = 10 * 60_000;

function asSent(one: Unanswered): SentMail {
  return {
    id: one.ticket,
    ticket: one.ticket,
    conversation: one.conversation,
    sent_at: one.sentAt,
    answered: false,
    reminders:
      one.remindedAt === null ? [] : Array.from({ length: one.reminded }, () => one.remindedAt ?? ""),
  };
}

/** Proposes to remind parties that do not answer, in the conversations their answers are awaited in. Nothing is sent by it. */
export function startReminders(parts: RemindParts): Reminders {
  const { store, log } = parts;
  const now = parts.now ?? ((): Date => new Date());
  let stopped = false;
  let running: Promise<number> | undefined;
  let timer: NodeJS.Timeout | undefined;

  async function propose(due: DueReminder, waiting: Unanswered, at: Date): Promise<void> {
    const ticket = await store.read.ticket(due.ticket);
    const conversation = await store.read.conversation(due.conversation);
    if (ticket === undefined || conversation === undefined) return;
    const { subject, body } = ticket;
    const reminded = { number: ticket.id, subject, sentAt: waiting.sentAt, body, reminder: due.number };
    const language = conversation.language as Language;
    const letter = inLanguages(language, (one) => reminderLetter(parts.texts, one, reminded).body);
    // The event names the reminder: another process that looks at the same moment tells it once.
    await parts.assistant.tell(due.conversation, `reminder-${due.ticket}-${due.number}`, {
      kind: "silent",
      ticket: due.ticket,
      party: ticket.route as Owner,
      subject,
      days: businessDaysBetween(new Date(waiting.sentAt), at, parts.calendar),
      letter,
      references: [waiting.messageId],
    });
    await store.write((tx) => tx.letters.countReminder(due.ticket, due.number, at.toISOString()));
    log.info({ ticket: due.ticket, reminder: due.number }, "a reminder was proposed");
  }

  async function look(): Promise<number> {
    const at = now();
    const waiting = new Map((await store.read.letters.unanswered()).map((one) => [one.ticket, one]));
    const due = dueReminders([...waiting.values()].map(asSent), at, {
      days: parts.days,
      calendar: parts.calendar,
    });
    for (const one of due) {
      if (stopped) break;
      const unanswered = waiting.get(one.ticket);
      if (unanswered !== undefined) await propose(one, unanswered, at);
    }
    if (due.length > 0) parts.told();
    return due.length;
  }

  function round(): Promise<number> {
    running ??= look()
      .catch((error: unknown) => {
        log.error({ err: error }, "reminders could not be looked for");
        return 0;
      })
      .finally(() => (running = undefined));
    return running;
  }

  function again(): void {
    if (stopped) return;
    timer = setTimeout(() => void round().then(again), parts.everyMs ?? EVERY_MS);
    timer.unref();
  }

  void round().then(again);
  return {
    round,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
