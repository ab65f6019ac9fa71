import { createHmac } from "node:crypto";
import type { Source } from "../artefact.ts";
import type { Clues, Drawing, Examined, ExamineOptions, Kind } from "../finding.ts";
import { clockOffset } from "../clock-offset.ts";
import { examined, found, only } from "../finding.ts";
import { codeNamed } from "../pronote-codes.ts";
import { hostedUai, safeUrl, sameAddress } from "../safe-url.ts";
import { isUai } from "../uai.ts";
import type { Access } from "./access.ts";
import { newAccessReader, parameter } from "./access.ts";
import type { AuditRecord } from "./audit.ts";
import { newAuditReader } from "./audit.ts";
import { newCounted } from "./counted.ts";
import type { Cluster } from "./drain.ts";
import { newDrain } from "./drain.ts";
import { newHistogram } from "./histogram.ts";
import type { Stamp } from "./hour.ts";
import { hourText, stampOf } from "./hour.ts";
import { servicesOf, ticketOf } from "./line-parts.ts";
import { eachLine } from "./lines.ts";
import { newMask } from "./mask.ts";
import { ownCopy } from "./own-copy.ts";
import { patternText } from "./pattern-text.ts";
import type { Sign } from "./signatures.ts";
import { signaturesOf } from "./signatures.ts";
import { newTallies } from "./tallies.ts";
import { newTickets } from "./tickets.ts";

/** Lines masked alike are looked at once; a log has few that differ. */
const KNOWN_LIMIT = 10_000;
/** What is kept of each kind of thing for the summary. */
const SERVICES = 20;
const PATTERNS = 10;
const CLUE_TICKETS = 4_000;

/** A sign that the sign-on works, told only where nothing else is found. */
const WORKS = "link-works";

const CONTINUED = /^(?:\s|Caused by:|\.\.\. \d|[0-9A-F]{4} \.(?!START))/;
const AUDIT_LINE = /audit trail record begin|AuditTrailManager/i;
const VALIDATION = /\/(?:p3\/)?(?:service|saml|proxy)?validate$/i;

/** A line as it was judged the first time it was seen. */
type Known = {
  readonly cluster: Cluster | null;
  readonly sign: Sign | null;
  readonly code: string | null;
};

/** Reads a log to its end in constant memory: known signs become findings, the rest patterns. */
export async function readLog(kind: Kind, source: Source, options: ExamineOptions): Promise<Examined> {
  const log = newLogReader(options);
  await eachLine(source.text(), log.line);
  return log.end(kind);
}

function newLogReader(options: ExamineOptions): { line(line: string): void; end(kind: Kind): Examined } {
  const { knowledge } = options;
  const signature = signaturesOf(knowledge);
  const mask = newMask();
  const drain = newDrain();
  const audit = newAuditReader();
  const access = newAccessReader();
  const histogram = newHistogram();
  const tickets = newTickets();
  const known = new Map<string, Known>();
  const tallies = newTallies();
  const services = newCounted(SERVICES);
  const loginServices = new Set<string>();
  const validated = new Set<string>();
  const seenTickets: Record<string, number> = {};
  const offsets: number[] = [];
  const event = new Set<string>();
  let clueCount = 0;
  let lines = 0;
  let characters = 0;
  let works = 0;
  let grantsRefused = 0;
  let begun: Stamp | null = null;
  let dated = "";
  let stamped: Stamp | null = null;
  let stampedLine = "";
  let general: { readonly finding: string; readonly text: string; readonly at: Stamp | null } | null = null;

  /** The hour of the line at hand: its own, or that of the last line that begins an event. */
  function now(text: string): Stamp | null {
    const own = stampOf(text);
    if (own !== null || dated === "") return own;
    if (stampedLine !== dated) {
      stamped = stampOf(dated) ?? stamped;
      stampedLine = dated;
    }
    return stamped;
  }

  function hit(code: string, text: string, at: Stamp | null): void {
    tallies.hit(code, { line: lines, at, services: servicesOf(text) });
    if (at !== null) histogram.add(code, at.ms);
  }

  function clue(ticket: string, at: Stamp | null): void {
    if (at === null || options.clueKey === undefined || clueCount >= CLUE_TICKETS) return;
    const key = createHmac("sha256", options.clueKey).update(ticket).digest("base64url").slice(0, 16);
    if (!Object.hasOwn(seenTickets, key)) clueCount += 1;
    seenTickets[key] ??= at.ms;
  }

  function record({ action, who, text, when }: AuditRecord, read: string): void {
    const own = when === "" ? null : stampOf(when);
    const prefix = dated === "" ? null : now(read);
    // Only the line that begins a record is written at the record's own hour.
    const begins = AUDIT_LINE.test(dated);
    if (own !== null && prefix !== null && begins && offsets.length < 1_000) offsets.push(prefix.ms - own.ms);
    const at = own ?? prefix;
    const ticket = ticketOf(text);
    const service = servicesOf(text)[0];
    if (service !== undefined) services.note(service);
    const sign = signature(text)?.finding ?? null;
    if (ticket !== null) clue(ticket, at);
    switch (action) {
      case "SERVICE_TICKET_CREATED":
        works += 1;
        if (ticket !== null && at !== null && service !== undefined) {
          const named = who !== "" && !/unknown/i.test(who);
          if (named && tickets.made(ticket, `${who} ${service}`, true, at.ms)) hit("redirect-loop", text, at);
        }
        return;
      case "SERVICE_TICKET_VALIDATED":
        works += 1;
        if (ticket !== null && tickets.used(ticket)) hit("ticket-reused", text, at);
        return;
      case "SERVICE_TICKET_VALIDATE_FAILED":
      case "PROXY_TICKET_VALIDATE_FAILED": {
        const reused = ticket !== null && tickets.wasUsed(ticket);
        hit(sign !== null && sign !== WORKS ? sign : reused ? "ticket-reused" : "ticket-unknown", text, at);
        return;
      }
      case "AUTHENTICATION_FAILED":
        hit("bad-credentials", text, at);
        return;
      case "TICKET_GRANTING_TICKET_NOT_CREATED":
        grantsRefused += 1;
        return;
      case "SERVICE_TICKET_NOT_CREATED":
        hit(sign !== null && sign !== WORKS ? sign : "access-refused", text, at);
        return;
      default:
        if (sign !== null && sign !== WORKS) hit(sign, text, at);
        else works += 1;
    }
  }

  function request({ client, agent, path, query, status }: Access, text: string): void {
    const service = parameter(query, "service") ?? parameter(query, "TARGET");
    const shown = service === null ? null : safeUrl(service);
    const ticket = parameter(query, "ticket");
    if (shown !== null) services.note(shown);
    if (VALIDATION.test(path)) {
      works += 1;
      const at = now(text);
      if (ticket !== null) clue(ticket, at);
      // A SAML validation carries its ticket in the body, so only its service is in the line.
      const saml = /samlvalidate$/i.test(path);
      if (service === null || (ticket === null && !saml)) hit("query-lost", text, at);
      else if (ticket !== null && tickets.used(ticket)) hit("ticket-reused", text, at);
      if (shown !== null && validated.size < SERVICES) validated.add(ownCopy(shown));
      return;
    }
    if (/\/login$/i.test(path)) {
      if (shown !== null) {
        works += 1;
        if (loginServices.size < SERVICES * 10) loginServices.add(ownCopy(shown));
      }
    } else if (ticket !== null) {
      works += 1;
      const at = now(text);
      clue(ticket, at);
      if (tickets.used(ticket)) hit("ticket-reused", text, at);
      else if (at !== null && tickets.made(ticket, `${client} ${agent} ${path}`, false, at.ms))
        hit("redirect-loop", text, at);
    }
    if (status === 503 && /pronote/i.test(path)) hit("not-published", text, now(text));
    else if (status >= 500 && (/\/cas\d*\//i.test(path) || /\/login$/i.test(path)))
      hit("cas-unreachable", text, now(text));
  }

  function plain(text: string): void {
    const words = mask(text);
    const key = words.join(" ");
    let one = known.get(key);
    if (one === undefined) {
      const code = text.includes("e") ? codeNamed(text, knowledge) : null;
      const sign = code === null ? signature(text) : { finding: `pronote-cas-${code}`, general: false };
      one = { cluster: sign === null ? drain.add(words) : null, sign, code };
      if (known.size < KNOWN_LIMIT) known.set(key, one);
    } else if (one.cluster !== null) one.cluster.count += 1;
    const { sign, code } = one;
    if (sign === null) return;
    if (sign.finding === WORKS) {
      works += 1;
      return;
    }
    if (event.has(sign.finding)) return;
    if (sign.general) {
      general ??= { finding: sign.finding, text, at: now(text) };
      return;
    }
    event.add(sign.finding);
    const at = now(text);
    const ticket = ticketOf(text);
    if (ticket !== null) clue(ticket, at);
    for (const service of servicesOf(text)) services.note(service);
    hit(sign.finding, text, at);
    const means = code === null ? undefined : knowledge.codes[code]?.means;
    if (means !== undefined) hit(means, text, at);
  }

  /** The event at hand is over: a general sign holds where no exact one stood beside it. */
  function eventEnds(): void {
    if (general !== null && event.size === 0) hit(general.finding, general.text, general.at);
    general = null;
    event.clear();
  }

  function take(text: string): void {
    lines += 1;
    characters += text.length + 1;
    if (lines <= 50) begun ??= stampOf(text);
    const records = audit.line(text);
    if (records !== null) {
      for (const one of records) record(one, text);
      return;
    }
    if (text === "") return;
    if (!CONTINUED.test(text)) {
      eventEnds();
      dated = text;
    }
    const asked = access(text);
    if (asked === "heading") return;
    if (asked === null) plain(text);
    else request(asked, text);
  }

  function misspelled(): void {
    for (const used of validated) {
      if (loginServices.has(used)) continue;
      const meant = [...loginServices].find((one) => sameAddress(one) === sameAddress(used));
      if (meant === undefined) continue;
      tallies.hit("service-mismatch", { line: lines, at: null, services: [meant, used] });
    }
  }

  function end(kind: Kind): Examined {
    eventEnds();
    for (const one of audit.end()) record(one, "");
    if (grantsRefused > 0 && !tallies.has("bad-credentials")) {
      tallies.hit("bad-credentials", { line: lines, at: null, services: [] }, grantsRefused);
    }
    misspelled();
    const skew = clockOffset(offsets);
    const zoned = begun?.zoned ?? false;
    const last = dated === "" ? null : now("");
    const patterns = [...drain.clusters()]
      .sort((a, b) => b.count - a.count)
      .slice(0, PATTERNS)
      .map((one) => ({ count: one.count, pattern: patternText(one.words, wordsOf(knowledge.words)) }));
    const summary = {
      lines,
      characters,
      ...(begun === null ? {} : { first: hourText(begun.ms, begun.zoned) }),
      ...(last === null ? {} : { last: hourText(last.ms, last.zoned) }),
      ...(skew === null ? {} : { clockOffsetSeconds: Math.round(skew / 1_000) }),
      services: services.list(),
      patterns,
    };
    const findings = tallies.findings();
    if (skew !== null && !tallies.has("clock-skew")) {
      findings.push(found("clock-skew", { values: { seconds: Math.round(Math.abs(skew) / 1_000) } }));
    }
    const clues: Clues = { services: services.list(), tickets: seenTickets };
    if (findings.length === 0 && works === 0) return { ...only(kind, "nothing-recognised"), summary, clues };
    if (findings.length === 0) findings.push(found(WORKS, { count: works }));
    const drawing: Drawing | null = histogram.drawing(zoned);
    return examined(kind, findings, {
      summary,
      facts: factsOf(services.list()),
      clues,
      ...(drawing === null ? {} : { drawing }),
    });
  }

  return { line: take, end };
}

const wordSets = new WeakMap<readonly string[], ReadonlySet<string>>();

function wordsOf(words: readonly string[]): ReadonlySet<string> {
  const set = wordSets.get(words) ?? new Set(words);
  wordSets.set(words, set);
  return set;
}

/** What the addresses of a log prove: the school, and that its base is hosted. */
function factsOf(services: readonly string[]): Readonly<Record<string, string>> {
  const uais = new Set(services.flatMap((one) => hostedUai(one) ?? []));
  const [uai] = uais;
  return uais.size === 1 && uai !== undefined && isUai(uai) ? { uai, hosting: "hosted" } : {};
}
