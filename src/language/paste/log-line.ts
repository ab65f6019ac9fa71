/** How much a line looks like a log's: beyond doubt, only beside another, or no more than what goes on from one. */
export type LogLook = "sure" | "likely" | "goes-on" | "no";

const LONGEST = 2_000;

/** The beginnings of lines that servers and CAS clients write, and whose they are. */
const SURE: readonly RegExp[] = [
  // Log4j of Apereo CAS, nginx, ISO 8601, phpCAS, IIS.
  /^\s{0,4}(?:<\d{1,3}>(?:1 )?)?\[?\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d:\d\d\S*[\s\]]+\S/,
  // PHP and Django within brackets, Tomcat without.
  /^\s{0,4}\[\d\d[-/](?:[A-Z][a-z]{2}|\d\d)[-/]\d{4}[ :T]\d\d:\d\d:\d\d/,
  /^\d\d-[A-Z][a-z]{2}-\d{4} \d\d:\d\d:\d\d/,
  // Apache's errors, LemonLDAP::NG, ctime.
  /^\s{0,4}\[?[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d(?:\.\d+)? \d{4}/,
  /\[LLNG:\d{1,9}\]/,
  // Syslog (RFC 3164).
  /^(?:<\d{1,3}>)?[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \S+ \S/,
  // java.util.logging, in any language.
  /^\p{L}{3,6}\.? \d{1,2}, \d{4} \d{1,2}:\d\d:\d\d/u,
  /^(?:TRACE|DEBUG|INFO|WARN|WARNING|ERROR|FATAL|SEVERE|GRAVE|AVERTISSEMENT|INFOS)\s{0,4}[:[(|-]?\s{0,4}\[?(?:[a-z]\w*\.){2,}\w*[A-Z]\w*/,
  // Requests, common and combined.
  /"(?:GET|POST|HEAD|PUT|OPTIONS|DELETE) \S+(?: HTTP\/[\d.]+)?" [1-5]\d\d\b/,
  // W3C extended log, IIS.
  /^#(?:Software|Version|Date|Fields): /,
  // phpCAS.
  /^[0-9A-F]{4} \.(?:START|[=<|])/,
  // Perl, of LemonLDAP::NG; Java, PHP, Python.
  / at \/\S{1,300}\.p[lm] line \d+\.?\s*$/,
  /^\s{0,8}at [\w$<>/@-]+(?:\.[\w$<>/@-]+){1,30}\([^()]{0,200}\)\s*$/,
  /^(?:Caused by|Suppressed): (?:\w+\.)+\w/,
  /^\s*\.\.\. \d+ (?:more|common frames omitted)/,
  /^(?:Exception in thread "[^"]*" )?(?:[a-z]\w*\.)+[A-Z]\w*(?:Exception|Error|Throwable)(?::|\s*$)/,
  /^(?:PHP )?(?:Fatal error|Warning|Notice|Parse error|Deprecated): .{0,1000} in \S+(?: on line |:)\d/,
  /^#\d+ (?:\{main\}|\S+\(\d+\): )/,
  /^Traceback \(most recent call last\):|^\s+File "[^"]{1,300}", line \d/,
  /^curl: \(\d+\) /,
  // PRONOTE's own names beside an hour.
  /^\W{0,2}\d[^;\t]{0,38}\d\d:\d\d[^;\t]{0,200}\be(?:CAS|EduConnect)_\w/,
  // Audit records in JSON.
  /^\s*\{\s?".{0,1000}"(?:who|what|action|@timestamp|timestamp|level|logger|message|msg)"\s?:.{0,1000}\}\s*$/i,
];

const LIKELY: readonly RegExp[] = [
  // The fields of Apereo's audit (Inspektr).
  /^\s{0,4}(?:WHO|WHAT|ACTION|APPLICATION|WHEN|CLIENT IP ADDRESS|SERVER IP ADDRESS|USER-AGENT|GEO LOCATION): /,
  // An hour to the second, in the order of France.
  /^\s{0,4}\d\d\/\d\d\/\d{4}[ T-]{1,3}\d\d:\d\d:\d\d\b/,
];

const GOES_ON = /^(?:[ \t]{1,20}\S|={10,}\s*$|-{10,}\s*$|[>})\]]\s*$)/;

/** What a line is by itself. */
export function logLook(line: string): LogLook {
  const text = line.slice(0, LONGEST);
  if (text.length < 2) return "no";
  if (SURE.some((one) => one.test(text))) return "sure";
  if (LIKELY.some((one) => one.test(text))) return "likely";
  return GOES_ON.test(text) ? "goes-on" : "no";
}
