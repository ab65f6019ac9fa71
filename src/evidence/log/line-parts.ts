import { safeUrl } from "../safe-url.ts";
import { parameter } from "./access.ts";

const TICKET = /\b(?:ST|PT)-[\w.-]{4,256}|\bticket=([\w.%-]{6,256})/;
const URLS = /https?:\/\/[^\s\]>"',|;)]+/gi;

/** The ticket a line holds, or null. It is compared and never told. */
export function ticketOf(line: string): string | null {
  const match = TICKET.exec(line);
  return match === null ? null : (match[1] ?? match[0]);
}

/** Addresses of the application a line is about, as they may be shown; four at most. */
export function servicesOf(line: string): readonly string[] {
  const asked = parameter(line, "service") ?? parameter(line, "TARGET");
  const urls = asked === null ? [...line.matchAll(URLS)].map((match) => match[0]) : [asked];
  return [...new Set(urls.flatMap((one) => safeUrl(one) ?? []))].slice(0, 4);
}
