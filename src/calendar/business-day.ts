import type { Region } from "./holidays.ts";
import { holidaysOf } from "./holidays.ts";
import { parisInstant, parisTime } from "./paris-time.ts";

/** What else than Saturdays and Sundays nobody works on. */
export type CalendarOptions = {
  /** Whose public holidays; those of mainland France where it is not given. */
  readonly region?: Region | undefined;
  /** Whether a day, `YYYY-MM-DD`, is left out for another reason, as in a school break. */
  readonly isBreak?: ((day: string) => boolean) | undefined;
};

const DAY = 86_400_000;

function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00Z`) + DAY).toISOString().slice(0, 10);
}

/** Whether people work on a day of the calendar, `YYYY-MM-DD`. */
export function isBusinessDay(day: string, options: CalendarOptions = {}): boolean {
  const weekday = new Date(`${day}T00:00Z`).getUTCDay();
  if (weekday === 0 || weekday === 6) return false;
  if (holidaysOf(Number(day.slice(0, 4)), options.region).has(day)) return false;
  return options.isBreak?.(day) !== true;
}

/**
 * The instant `count` business days after `from`, at the same hour in Paris. The day of `from` does not count, so the
 * first after a Saturday is Monday; none after it is `from` itself.
 */
export function addBusinessDays(from: Date, count: number, options: CalendarOptions = {}): Date {
  if (count <= 0) return from;
  const { date, time } = parisTime(from);
  let day = date;
  for (let left = count; left > 0;) {
    day = nextDay(day);
    if (isBusinessDay(day, options)) left -= 1;
  }
  return new Date(parisInstant({ date: day, time }).getTime() + from.getUTCMilliseconds());
}

/** How many business days in Paris come after the day of `from` up to that of `to`; 0 where that is not later. */
export function businessDaysBetween(from: Date, to: Date, options: CalendarOptions = {}): number {
  const last = parisTime(to).date;
  let count = 0;
  for (let day = nextDay(parisTime(from).date); day <= last; day = nextDay(day)) {
    if (isBusinessDay(day, options)) count += 1;
  }
  return count;
}
