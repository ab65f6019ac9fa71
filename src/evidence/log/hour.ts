/** When a line was written: ms since 1970 of its own clock, and whether the line says which zone that is. */
export type Stamp = { readonly ms: number; readonly zoned: boolean };

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** Zones logs name by letters, in minutes east of Greenwich. */
const ZONES: Readonly<Record<string, number>> = {
  utc: 0,
  gmt: 0,
  z: 0,
  cet: 60,
  cest: 120,
  west: 60,
  wet: 0,
};

const ISO = /(\d{4})[-/](\d\d)[-/](\d\d)[T ](\d\d):(\d\d):(\d\d)(?:[.,](\d{1,6}))?\s?(Z\b|[+-]\d\d:?\d\d\b)?/;
const APACHE = /(\d\d)\/([A-Z][a-z]{2})\/(\d{4})[: ](\d\d):(\d\d):(\d\d)(?:\s([+-]\d{4}))?/;
const CTIME =
  /[A-Z][a-z]{2} ([A-Z][a-z]{2}) {1,2}(\d{1,2}) (\d\d):(\d\d):(\d\d)(?:\.\d+)? (?:([A-Z]{1,4}) )?(\d{4})/;
const PHP = /(\d\d)-([A-Z][a-z]{2})-(\d{4}) (\d\d):(\d\d):(\d\d)(?: (UTC)\b)?/;
const FRENCH = /(\d\d)\/(\d\d)\/(\d{4})[ T](\d\d):(\d\d):(\d\d)/;

function at(parts: readonly (number | undefined)[], zone: number | null): Stamp | null {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts;
  const ms = Date.UTC(year, month, day, hour, minute, second) - (zone ?? 0) * 60_000;
  const sane = year >= 1990 && year <= 2100 && month >= 0 && month < 12 && day >= 1 && day <= 31 && hour < 24;
  return sane && !Number.isNaN(ms) ? { ms, zoned: zone !== null } : null;
}

function offsetOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  if (/^[a-z]+$/i.test(text)) return ZONES[text.toLowerCase()] ?? null;
  const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)$/.exec(text) ?? [];
  if (hours === undefined) return null;
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

function monthOf(name: string | undefined): number {
  return MONTHS.indexOf((name ?? "").toLowerCase());
}

/** The date and hour of a line, in any of the forms servers write; only its beginning is looked at. */
export function stampOf(line: string): Stamp | null {
  const text = line.length > 160 ? line.slice(0, 160) : line;
  const numbers = (match: RegExpExecArray, from: number, to: number): number[] =>
    match.slice(from, to).map(Number);
  const iso = ISO.exec(text);
  if (iso !== null) {
    const [year, month, day, hour, minute, second] = numbers(iso, 1, 7);
    const stamp = at([year, (month ?? 0) - 1, day, hour, minute, second], offsetOf(iso[8]));
    const fraction = iso[7] === undefined ? 0 : Math.round(Number(`0.${iso[7]}`) * 1000);
    return stamp === null ? null : { ...stamp, ms: stamp.ms + fraction };
  }
  const apache = APACHE.exec(text) ?? PHP.exec(text);
  if (apache !== null) {
    const [hour, minute, second] = numbers(apache, 4, 7);
    return at(
      [Number(apache[3]), monthOf(apache[2]), Number(apache[1]), hour, minute, second],
      offsetOf(apache[7]),
    );
  }
  const ctime = CTIME.exec(text);
  if (ctime !== null) {
    const [day, hour, minute, second] = numbers(ctime, 2, 6);
    return at([Number(ctime[7]), monthOf(ctime[1]), day, hour, minute, second], offsetOf(ctime[6]));
  }
  const french = FRENCH.exec(text);
  if (french === null) return null;
  const [day, month, year, hour, minute, second] = numbers(french, 1, 7);
  return at([year, (month ?? 0) - 1, day, hour, minute, second], null);
}

/** An hour as it is told: with `Z` where the log says its zone, bare where it does not. */
export function hourText(ms: number, zoned: boolean): string {
  return new Date(ms).toISOString().replace(/\.\d{3}Z$/, zoned ? "Z" : "");
}
