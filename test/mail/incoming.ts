import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { IncomingMail } from "../../adapters/mail.ts";
import { MAIL_LIMITS } from "../../adapters/mail/mailLimits.ts";
import { readMail } from "../../adapters/mail/readMail.ts";
import { ROOT } from "../../src/root.ts";

/** Where the mails of the rules are: `<rule>[-variant].eml`. */
export const RULE_MAILS = join(ROOT, "test/mail/fixtures/rules");

/** A mail of the rules as the mailbox hands it over. */
export async function incoming(name: string): Promise<IncomingMail> {
  const raw = readFileSync(join(RULE_MAILS, `${name}.eml`));
  return readMail(raw, { receivedAt: "2026-09-14T08:12:40Z", limits: MAIL_LIMITS });
}
