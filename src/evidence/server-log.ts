import type { Artefact } from "./artefact.ts";
import { readLog } from "./log/read-log.ts";

/** Lines a CAS server, an identity provider or a web server writes. */
const SIGNS: readonly RegExp[] = [
  /^(?:WHO|WHAT|ACTION|APPLICATION|WHEN|CLIENT IP ADDRESS): /m,
  /\b(?:SERVICE_TICKET|TICKET_GRANTING_TICKET|AUTHENTICATION)_(?:CREATED|NOT_CREATED|VALIDATED?|SUCCESS|FAILED|DESTROYED|VALIDATE_FAILED)\b/,
  /org\.(?:apereo|jasig)\.(?:cas|inspektr)/,
  /LLNG|lemonldap/i,
  /cas_server\.|cas-server/,
  /^\[?\w{3},? .*\[(?:\w+:)?(?:notice|warn|error|info)\]/m,
  /"(?:GET|POST|HEAD|PUT) [^"]* HTTP\/[12](?:\.[01])?" [1-5][0-9]{2}/,
  /^#(?:Software|Fields): /m,
  /^(?:\d{4}[-/]\d{2}[-/]\d{2}|\[?\d{2}\/\w{3}\/\d{4}).*\b(?:INFO|WARN|WARNING|ERROR|DEBUG|\[(?:error|crit|warn|notice)\])\b/m,
  /^\s+at [\w.$]+\([\w. ]+(?::\d+)?\)$/m,
];

/** Lines that begin with a date and hour, whoever writes them. */
const DATED =
  /^(?:\S{0,12}\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d:\d\d|\[?\w{3} \w{3} +\d{1,2} \d\d:\d\d:\d\d|\w{3} [ \d]\d \d\d:\d\d:\d\d \S)/m;

/** An error of a program by itself, without the log around it. */
const ALONE =
  /\b(?:[a-z]+\.)+[A-Z]\w*(?:Exception|Error)\b|PKIX path building|\bINVALID_(?:TICKET|SERVICE|REQUEST)\b|CURL error|SSL certificate problem/;

/** The log of a CAS server, an identity provider, a web server, or of whoever cannot be told. */
export const serverLog: Artefact = {
  recognise({ byBytes, text }) {
    if (byBytes !== null || /^HTTP\/\d/.test(text)) return 0;
    if (SIGNS.some((sign) => sign.test(text))) return 0.8;
    if (DATED.test(text)) return 0.4;
    return ALONE.test(text) ? 0.35 : 0;
  },
  examine: (source, options) => readLog("server-log", source, options),
};
