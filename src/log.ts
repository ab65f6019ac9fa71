import type { Logger } from "pino";
import { destination, pino } from "pino";

/** Paths whose values never reach a log: credentials, and anything a person wrote. */
const SECRET = [
  "token",
  "*.token",
  "authorization",
  "*.authorization",
  "cookie",
  "*.cookie",
  "text",
  "*.text",
  "body",
  "*.body",
  "raw",
  "*.raw",
];

export type Log = Logger;

/** The log, one JSON line an entry on standard error; standard output is a command's own. */
export function openLog(level: string): Log {
  return pino({ level, redact: { paths: SECRET, censor: "[hidden]" } }, destination({ fd: 2, sync: true }));
}
