import { createTransport } from "nodemailer";
import type { MailRow } from "../store/store.ts";

/**
 * How one try ended. `unknown`: the whole message was handed over and the connection broke before the server's answer,
 * so it may have arrived. `later`: it certainly has not. `refused`: it never will as it is.
 */
export type Tried =
  | { readonly kind: "sent"; readonly answer: string }
  | { readonly kind: "later"; readonly why: string; readonly setting: boolean }
  | { readonly kind: "refused"; readonly why: string }
  | { readonly kind: "unknown"; readonly why: string };

export type Sender = {
  /** No try lasts longer, in milliseconds: a lease must. */
  readonly maxSendMs: number;
  send(mail: MailRow): Promise<Tried>;
  close(): void;
};

const CONNECT_MS = 5_000;
const SILENCE_MS = 15_000;

type SmtpError = Error & { code?: string; command?: string; responseCode?: number; response?: string };

/** What an error of nodemailer means for the mail. */
export function judge(error: SmtpError): Tried {
  const why = error.response ?? error.message;
  if (error.code === "EAUTH") return { kind: "later", why, setting: true };
  if (error.responseCode !== undefined && error.responseCode >= 500) return { kind: "refused", why };
  if (error.responseCode !== undefined) return { kind: "later", why, setting: false };
  // No answer: after DATA was begun the server may have the message; before, it cannot.
  return error.command === "DATA" ? { kind: "unknown", why } : { kind: "later", why, setting: false };
}

/** Sends over SMTP at `url`, a connection a mail; the bytes are those stored, never composed again. */
export function smtpSender(url: string): Sender {
  const transport = createTransport(
    { url, connectionTimeout: CONNECT_MS, greetingTimeout: CONNECT_MS, socketTimeout: SILENCE_MS } as never,
  );
  return {
    maxSendMs: 60_000,
    async send(mail) {
      try {
        const done = await transport.sendMail({
          envelope: { from: addressOf(mail.mail_from), to: [mail.rcpt] },
          raw: Buffer.from(mail.raw),
        });
        return { kind: "sent", answer: String((done as { response?: string }).response ?? "250") };
      } catch (error) {
        return judge(error as SmtpError);
      }
    },
    close: () => transport.close(),
  };
}

/** The bare address of a mailbox: what an envelope takes. */
function addressOf(mailbox: string): string {
  return /<([^<>]+)>$/.exec(mailbox)?.[1] ?? mailbox;
}
