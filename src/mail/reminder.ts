import type { CalendarOptions } from "../calendar/business-day.ts";
import { addBusinessDays, isBusinessDay } from "../calendar/business-day.ts";
import { parisTime } from "../calendar/paris-time.ts";

/** A mail to a party that left, as reminders are reckoned from it. Instants are ISO 8601, UTC. */
export type SentMail = {
  readonly id: string;
  readonly ticket: string;
  readonly conversation: string;
  readonly sent_at: string;
  readonly answered: boolean;
  /** When reminders of it were proposed. */
  readonly reminders: readonly string[];
};

/** A reminder to propose: of the first mail of a ticket, for the first or the last time. */
export type DueReminder = {
  readonly mail: string;
  readonly ticket: string;
  readonly conversation: string;
  readonly number: 1 | 2;
};

export type ReminderOptions = {
  /** Business days without an answer before each of them; 3 where it is not given, none is ever due for less than one. */
  readonly days?: number | undefined;
  readonly calendar?: CalendarOptions | undefined;
};

const MOST = 2;
const DAYS = 3;
/** Hours of the day in Paris, the first and the one no more. */
const OPENS = "08:00:00";
const CLOSES = "18:00:00";

/** Whether a person is to be spoken to at all now: on a business day, in working hours. */
function isTime(now: Date, calendar: CalendarOptions | undefined): boolean {
  const { date, time } = parisTime(now);
  return isBusinessDay(date, calendar) && time >= OPENS && time < CLOSES;
}

function byTicket(mails: readonly SentMail[]): readonly (readonly SentMail[])[] {
  const tickets = new Map<string, SentMail[]>();
  for (const mail of mails) tickets.set(mail.ticket, [...(tickets.get(mail.ticket) ?? []), mail]);
  return [...tickets.values()];
}

/**
 * The reminders to propose now. A ticket gets two at most: the first so many business days after its last mail left, the
 * second so many after the first was proposed, and none once any of its mails was answered. None is due at night, at
 * weekends or on holidays: it waits for the next working hours.
 */
export function dueReminders(
  mails: readonly SentMail[],
  now: Date,
  { days = DAYS, calendar }: ReminderOptions = {},
): readonly DueReminder[] {
  if (days < 1 || !isTime(now, calendar)) return [];
  return byTicket(mails).flatMap((ticket) => {
    const reminders = ticket.flatMap((mail) => mail.reminders);
    const first = ticket.toSorted((a, b) => a.sent_at.localeCompare(b.sent_at))[0];
    if (first === undefined || reminders.length >= MOST || ticket.some((mail) => mail.answered)) return [];
    const last = [...ticket.map((mail) => mail.sent_at), ...reminders].sort().at(-1) ?? first.sent_at;
    if (now < addBusinessDays(new Date(last), days, calendar)) return [];
    const number = reminders.length === 0 ? 1 : 2;
    return [{ mail: first.id, ticket: first.ticket, conversation: first.conversation, number }];
  });
}
