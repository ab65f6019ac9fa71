import type { Kind } from "./finding.ts";

const HAR = /^\s*\{\s*"log"\s*:\s*\{/;
const CAS_JSON = /^\s*\{\s*"serviceResponse"\s*:/;
/** An object or a list; a log's `[Tue Sep 01 …]` and `[2026-09-01 …]` are neither. */
const JSON_START =
  /^\s*(?:\{\s*(?:"|\}|$)|\[\s*(?:[{"[\]]|$|(?:-?\d+(?:\.\d+)?|true|false|null)\s*[,\]]\s*(?:[-\d"tfn{[\]]|$)))/;
const CAS_1 = /^(?:yes|no)\r?\n[^\r\n]*\r?\n?\s*$/;

/** Lines a CAS server, an identity provider or a web server writes. */
const SERVER_LOG: readonly RegExp[] = [
  /^(?:WHO|WHAT|ACTION|APPLICATION|WHEN|CLIENT IP ADDRESS): /m,
  /ACTION[:=] ?(?:SERVICE_TICKET|TICKET_GRANTING|AUTHENTICATION)_/,
  /org\.(?:apereo|jasig)\.cas/,
  /LLNG|lemonldap/i,
  /^\[?\w{3},? .*\[(?:\w+:)?(?:notice|warn|error|info)\]/m,
  /"(?:GET|POST|HEAD|PUT) [^"]* HTTP\/[12](?:\.[01])?" [1-5][0-9]{2}/,
  /^#(?:Software|Fields): /m,
  /^(?:\d{4}-\d{2}-\d{2}|\[?\d{2}\/\w{3}\/\d{4}).*\b(?:INFO|WARN|ERROR|DEBUG)\b/m,
  /^\s+at [\w.$]+\([\w.]+(?::\d+)?\)$/m,
];

/** Lines a CAS client writes: phpCAS, mod_auth_cas, PHP, PRONOTE. */
const CLIENT_LOG: readonly RegExp[] = [
  /phpCAS|CAS_(?:Client|Authentication)/,
  /mod_auth_cas|MOD_AUTH_CAS/,
  /PHP (?:Fatal|Warning|Notice)/,
];

const NAME_HEADING = /^(?:nom|sn|nom de famille|lastname|surname)$/;
const FIRST_NAME_HEADING = /^(?:prenom|givenname|prenoms|firstname)$/;
const FAILURE = /\beCAS_\w+|\beEduConnect_\w+/;

function plain(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/^["'\s]+|["'\s]+$/g, "");
}

/** A sign that parts columns, and how the same sign stands in prose. */
const SEPARATORS: readonly { readonly sign: string; readonly prose: RegExp }[] = [
  { sign: ";", prose: /[\s\u00A0]; / },
  { sign: "\t", prose: /^\t/m },
  { sign: ",", prose: /[^\s"], \S/ },
];

/** Rows of a table in text: the same sign parts every line into as many columns, quotation marks put aside. */
function columns(text: string, whole: boolean): readonly (readonly string[])[] | null {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  // The last line of a head may be cut.
  const rows = (whole ? lines : lines.slice(0, -1)).slice(0, 20);
  if (rows.length < 2) return null;
  for (const { sign, prose } of SEPARATORS) {
    const bare = rows.map((line) => line.replace(/"[^"]*"/g, (quoted) => quoted.replaceAll(sign, " ")));
    const parted = bare.map((line) => line.split(sign));
    const width = parted[0]?.length ?? 0;
    if (width < 2 || parted.some((row) => row.length !== width)) continue;
    if (!bare.some((line) => prose.test(line))) return parted;
  }
  return null;
}

function tableKind(rows: readonly (readonly string[])[]): Kind {
  const headings = (rows[0] ?? []).map(plain);
  const named =
    headings.some((one) => NAME_HEADING.test(one)) && headings.some((one) => FIRST_NAME_HEADING.test(one));
  return named ? "roster" : "spreadsheet";
}

/** The kind of a text that is no XML, from its beginning; `whole` where that is all of it. */
export function kindOfText(head: string, whole: boolean): Kind {
  if (head.trim() === "") return "empty";
  if (/^\s*<(?:!doctype\s+html|html|head|body)\b/i.test(head)) return "html-page";
  if (HAR.test(head)) return "har";
  if (CAS_JSON.test(head)) return "cas-response";
  if (JSON_START.test(head)) return "json";
  if (CAS_1.test(head)) return "cas-response";
  if (CLIENT_LOG.some((sign) => sign.test(head))) return "client-log";
  if (FAILURE.test(head)) return "failures-list";
  if (SERVER_LOG.some((sign) => sign.test(head))) return "server-log";
  const rows = columns(head, whole);
  return rows === null ? "text" : tableKind(rows);
}
