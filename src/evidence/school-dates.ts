/** Dates of a school file, judged by calendar days in Europe/Paris. */

export type DateVerdict = "fine" | "invalid" | "future" | "previous-year" | "stale";

/** Days after which an export is no longer fresh. */
const STALE_DAYS = 60;

const DATE_TIME =
  /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.\d+)?(Z|[+-](?:0\d|1[0-4]):[0-5]\d)?$/;

const PARIS_DAY = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Paris", dateStyle: "short" });

function dayInParis(instant: Date): string {
  return PARIS_DAY.format(instant);
}

function isCalendarDay(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return year > 0 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** The calendar day in Paris of an `xs:dateTime` (XML Schema 1.0 part 2, §3.2.7), or null where it is none. */
export function parisDayOf(dateTime: string): string | null {
  const match = DATE_TIME.exec(dateTime.trim());
  if (match === null) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number);
  if (!isCalendarDay(year, month, day) || hour > 23 || minute > 59 || second > 59) return null;
  if (match[7] === undefined) return `${match[1]}-${match[2]}-${match[3]}`;
  return dayInParis(new Date(dateTime.trim()));
}

/** The 1 July from which exports are this school year's, for a day `YYYY-MM-DD`. */
export function schoolYearStart(today: string): string {
  const year = Number(today.slice(0, 4));
  return `${Number(today.slice(5, 7)) >= 7 ? year : year - 1}-07-01`;
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** How an export's date stands against `today` (`YYYY-MM-DD`). */
export function judgeExportDate(dateTime: string, today: string): DateVerdict {
  const day = parisDayOf(dateTime);
  if (day === null) return "invalid";
  if (day > today) return "future";
  if (day < schoolYearStart(today)) return "previous-year";
  return daysBetween(day, today) > STALE_DAYS ? "stale" : "fine";
}
