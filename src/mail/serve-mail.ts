import type { Mailbox } from "../../adapters/mail.ts";
import type { CalendarOptions } from "../calendar/business-day.ts";
import { loadBreaks } from "../calendar/load-breaks.ts";
import { breaksOf } from "../calendar/school-breaks.ts";
import type { Log } from "../log.ts";
import type { ReminderSettings } from "../mail-settings.ts";
import type { TakeMailParts } from "./take-mail-parts.ts";
import { takeMail } from "./take-mail.ts";
import type { Reminders } from "./remind.ts";
import { startReminders } from "./remind.ts";

export type MailParts = TakeMailParts & {
  /** The mailbox that is read, where one is configured. */
  readonly mailbox: Mailbox | undefined;
  readonly reminder: ReminderSettings;
  /** Folder of the program's data. */
  readonly root: string;
};

/** Mail that is served: read, and reminded of. */
export type MailService = { stop(): Promise<void> };

/** Reads the mailbox and proposes reminders, until it is stopped. */
export async function serveMail(parts: MailParts): Promise<MailService> {
  const { mailbox, reminder, log } = parts;
  await mailbox?.start(takeMail(parts));
  const reminders: Reminders | undefined =
    reminder.days === 0
      ? undefined
      : startReminders({ ...parts, days: reminder.days, calendar: calendarOf(reminder, parts.root, log) });
  return {
    async stop() {
      await mailbox?.stop();
      await reminders?.stop();
    },
  };
}

function calendarOf({ region, zone }: ReminderSettings, root: string, log: Log): CalendarOptions {
  if (zone === null) return { region };
  const unknown = (day: string): void => {
    log.warn({ day, zone }, "SCHOOL_ZONE: the breaks of this day are not known: none is assumed");
  };
  return { region, isBreak: breaksOf(loadBreaks(root), zone, unknown) };
}
