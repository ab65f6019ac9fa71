import type { Kind } from "./finding.ts";

const HAR = /^\s*\{\s*"log"\s*:\s*\{/;
const CAS_JSON = /^\s*\{\s*"serviceResponse"\s*:/;
const CAS_1 = /^(?:yes|no)\r?\n[^\r\n]*\r?\n?\s*$/;

/** Lines a CAS server, an identity provider or a web server writes. */
const SERVER_LOG: readonly RegExp[] = [
  /^(?:WHO|WHAT|ACTION|APPLICATION|WHEN|CLIENT IP ADDRESS): /m,
  /ACTION[:=] ?(?:SERVICE_TICKET|TICKET_GRANTING|AUTHENTICATION)_/,
  /org\.(?:apereo|jasig)\.cas/,
  /LLNG|lemonldap/i,
  /^\[?\w{3},? .*\[(?:notice|warn|error|info)\]/m,
  /"(?:GET|POST|HEAD|PUT) [^"]* HTTP\/[12](?:\.[01])?" [1-5][0-9]{2}/,
  /^#(?:Software|Fields): /m,
  /^(?:\d{4}-\d{2}-\d{2}|\[?\d{2}\/\w{3}\/\d{4}).*\b(?:INFO|WARN|ERROR|DEBUG)\b/m,
  /^\s+at [\w.$]+\([\w.]+(?::\d+)?\)$/m,
];

/** Lines a CAS client writes: phpCAS, mod_auth_cas, PHP, PRONOTE. */
const CLIENT_LOG: readonly RegExp[] = [/phpCAS|CAS_(?:Client|Authentication)/, /mod_auth_cas|MOD_AUTH_CAS/, /PHP (?:Fatal|Warning|Notice)/];

const NAME_HEADING = /^(?:nom|sn|nom de famille|lastname|surname)$/;
const FIRST_NAME_HEADING = /^(?:prenom|givenname|prenoms|firstname)$/;
const FAILURE = /\beCAS_\w+|\beEduConnect_\w+/;

function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/^["'\s]+|["'\s]+$/g, "");
}

/** Rows of a table in text: the same sign parts every line into as many columns. */
function columns(text: string): readonly (readonly string[])[] | null {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "").slice(0, 20);
  if (lines.length < 2) return null;
  for (const sign of [";", "\t", ","]) {
    const rows = lines.slice(0, -1).map((line) => line.split(sign));
    const width = rows[0]?.length ?? 0;
    if (width >= 2 && rows.every((row) => row.length === width)) return lines.map((line) => line.split(sign));
  }
  return null;
}

function tableKind(rows: readonly (readonly string[])[]): Kind {
  const headings = (rows[0] ?? []).map(plain);
  const named = headings.some((one) => NAME_HEADING.test(one)) && headings.some((one) => FIRST_NAME_HEADING.test(one));
  return named ? "roster" : "spreadsheet";
}

/** The kind of a text that is no XML, from its beginning. */
export function kindOfText(head: string): Kind {
  if (head.trim() === "") return "empty";
  if (/^\s*<(?:!doctype\s+html|html|head|body)\b/i.test(head)) return "html-page";
  if (HAR.test(head)) return "har";
  if (CAS_JSON.test(head)) return "cas-response";
  if (/^\s*[[{]/.test(head) && /["\]}]/.test(head)) return "json";
  if (CAS_1.test(head)) return "cas-response";
  if (CLIENT_LOG.some((sign) => sign.test(head))) return "client-log";
  if (FAILURE.test(head)) return "failures-list";
  if (SERVER_LOG.some((sign) => sign.test(head))) return "server-log";
  const rows = columns(head);
  return rows === null ? "text" : tableKind(rows);
}
