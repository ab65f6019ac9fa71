import type { DeliveryReport, IncomingMail } from "../../../adapters/mail.ts";
import { hasEmptyReturnPath } from "./automatic.ts";
import type { BounceReason } from "./bounce-reason.ts";
import { bounceReason } from "./bounce-reason.ts";

/** What a server says of a mail that did not arrive. */
export type Bounce = {
  /** In lower case; null where it is not told. */
  readonly recipient: string | null;
  /** `delayed`: it goes on trying. */
  readonly outcome: "permanent" | "delayed";
  /** RFC 3463. */
  readonly status: string | null;
  readonly reason: BounceReason;
};

/** Names of mail servers before the @. */
const SERVER =
  /^(?:mailer-?daemon|postmaster|mail-?delivery(?:-?(?:sub)?system)?|bounces?|mdaemon)(?:[+._-]|@)/;

/** Subjects of reports that have no form of their own: qmail, Exim, old Exchange, Lotus, in English and French. */
const SUBJECT =
  /undeliver(?:able|ed)|not deliver(?:ed|able)|deliver(?:y|ed)\b.{0,30}\b(?:fail|status|delay|error|problem)|failure notice|returned mail|mail (?:system error|failure)|non (?:remis|distribu[ée]|d[ée]livr[ée])|[ée]chec (?:de |d['’])(?:la )?(?:remise|distribution|envoi)|retour[ -](?:à|a) l['’]exp[ée]diteur|delayed|message retard[ée]|remise .{0,20}retard/iu;

const DELAYED =
  /\bdelay(?:ed)?\b|will (?:be retried|continue to (?:try|be attempted)|keep trying)|warning.{0,20}not.{0,10}sent|has not yet been delivered|retard[ée]|nouvelle tentative|sera retent/iu;

/** The last of several tries, whatever delay is told of before it. */
const FINAL =
  /permanent(?:ly)? (?:error|failure|fatal|reject|fail)|(?:giving|given|gave) up|timeout exceeded|expired|[ée]chec d[ée]finitif|d[ée]finitivement/iu;

const ADDRESS = /[A-Z0-9._%+'-]{1,64}@[A-Z0-9.-]{1,190}\.[A-Z]{2,24}/gi;

/** Enough for the explanation above a returned mail. */
const MOST_TEXT = 8_192;

function ofReports(reports: readonly DeliveryReport[]): Bounce | null {
  const report =
    reports.find((one) => one.action === "failed") ?? reports.find((one) => one.action === "delayed");
  if (report === undefined) return null;
  const outcome = report.action === "failed" ? "permanent" : "delayed";
  const reason = bounceReason(report.status, report.diagnostic ?? "");
  return { recipient: report.recipient.toLowerCase(), outcome, status: report.status, reason };
}

/** A report as people were sent them before RFC 3464: known by its sender, its subject and what it says. */
function ofText(mail: IncomingMail, recipients: readonly string[]): Bounce | null {
  const bySender = hasEmptyReturnPath(mail) || SERVER.test(mail.from?.address ?? "");
  const failed = mail.headers.get("x-failed-recipients")?.join(" ") ?? "";
  if (!bySender || (failed === "" && !SUBJECT.test(mail.subject.slice(0, 300)))) return null;
  const text = mail.text.slice(0, MOST_TEXT);
  // The mail sent back names whom it was to as well: only what stands above it is the server's own.
  const said = text
    .split(/^(?:-+ ?.{0,60}(?:original|copy|returned|copie|message).{0,60}|.{0,20}Message-ID:.*)$/im, 1)
    .join("");
  const named = `${failed} ${said}`.match(ADDRESS)?.map((address) => address.toLowerCase()) ?? [];
  const status = /(?<![\d.])[45]\.\d{1,3}\.\d{1,3}(?![\d.])/.exec(said)?.[0] ?? null;
  const delayed =
    !FINAL.test(said) && (status?.startsWith("4") === true || DELAYED.test(`${mail.subject}\n${said}`));
  return {
    recipient: named.find((address) => recipients.includes(address)) ?? recipients[0] ?? named[0] ?? null,
    outcome: delayed ? "delayed" : "permanent",
    status,
    reason: bounceReason(status, said),
  };
}

/**
 * What became of a mail sent to `recipients`, by the report of a server, or by a mail that reads as one; null where it is
 * neither, or tells of no failure.
 */
export function bounceOf(mail: IncomingMail, recipients: readonly string[]): Bounce | null {
  return mail.reports.length > 0 ? ofReports(mail.reports) : ofText(mail, recipients);
}
