import { random } from "./random.ts";

const RULE = "=============================================================";

/** A ticket as Apereo CAS makes it, of invented letters. */
export function ticket(n: number): string {
  const { pick } = random(n + 1);
  const letters = Array.from({ length: 20 }, () =>
    pick([..."abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"]),
  );
  return `ST-${n}-${letters.join("")}-cas01`;
}

export type Audit = {
  readonly action: string;
  readonly what?: string;
  readonly who?: string;
  /** Seconds after 2026-09-01 08:00:00 in Paris. */
  readonly at: number;
  /** Seconds by which the line's own clock differs. */
  readonly ahead?: number;
};

function clock(at: number): { hour: string; iso: string } {
  const time = new Date(Date.UTC(2026, 8, 1, 6, 0, at));
  const paris = new Date(time.getTime() + 7_200_000).toISOString();
  return { hour: paris.slice(11, 19), iso: time.toISOString().slice(0, 19).replace("T", " ") };
}

/** A record of Apereo CAS's audit trail over several lines. */
export function auditBlock({ action, what = "", who = "audit:unknown", at, ahead }: Audit): string {
  const prefix =
    ahead === undefined
      ? ""
      : `${clock(at + ahead).iso},123 INFO [org.apereo.inspektr.audit.support.Slf4jLoggingAuditTrailManager] - <Audit trail record BEGIN\n`;
  return `${prefix}${RULE}\nWHO: ${who}\nWHAT: ${what}\nACTION: ${action}\nAPPLICATION: CAS\nWHEN: Tue Sep 01 ${clock(at).hour} CEST 2026\nCLIENT IP ADDRESS: 192.0.2.10\nSERVER IP ADDRESS: 192.0.2.1\n${RULE}\n\n`;
}

/** The same in one line, with only some of its fields. */
export function auditLine(
  { action, what = "", who = "audit:unknown", at }: Audit,
  fields: readonly string[],
): string {
  const values: Readonly<Record<string, string>> = { who, what, action, app: "CAS", client: "192.0.2.10" };
  return `2026-09-01 ${clock(at).hour},001 INFO [org.apereo.inspektr.audit.support.Slf4jLoggingAuditTrailManager] - ${fields.map((one) => values[one]).join(",")}\n`;
}

/** A request as nginx or Apache logs it. */
export function access(
  at: number,
  target: string,
  status: number,
  client = "192.0.2.10",
  agent = "Firefox/130",
): string {
  return `${client} - - [01/Sep/2026:${clock(at).hour} +0200] "GET ${target} HTTP/1.1" ${status} 512 "-" "${agent}"\n`;
}

/** The same as IIS logs it, in UTC. */
export function iis(at: number, stem: string, query: string, status: number): string {
  const [day, hour] = clock(at).iso.split(" ");
  return `${day} ${hour} 192.0.2.1 GET ${stem} ${query} 443 - 192.0.2.10 Firefox/130 ${status}\n`;
}

export const IIS_HEAD =
  "#Software: Microsoft Internet Information Services 10.0\n#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) sc-status\n";

const VERBS = [
  "Scheduled task finished in",
  "Opened connection to",
  "Cache refreshed after",
  "Session closed for user",
  "Read configuration from",
];

/** Lines of no matter for the sign-on, of so many patterns. */
export function noise(lines: number, seed = 1): string {
  const { pick, below } = random(seed);
  return Array.from(
    { length: lines },
    (_, at) =>
      `2026-09-01 ${clock(at % 3_600).hour},${100 + (at % 900)} INFO [org.example.Worker-${below(8)}] - ${pick(VERBS)} ${below(100_000)} ms node${below(9)}.example.org\n`,
  ).join("");
}
