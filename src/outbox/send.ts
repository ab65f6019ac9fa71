import { Readable } from "node:stream";
import { parseConnectionUrl } from "nodemailer/lib/shared/index.js";
import SMTPConnection from "nodemailer/lib/smtp-connection/index.js";
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
/** However slowly a server answers, a try ends here. */
const MAX_SEND_MS = 60_000;

type SmtpError = Error & {
  readonly code?: string;
  readonly responseCode?: number;
  readonly response?: string;
};

/** What an error means for the mail. `handed`: the server had all of it when the connection broke. */
export function judge(error: SmtpError, handed: boolean): Tried {
  const why = error.response ?? error.message;
  if (error.code === "EAUTH") return { kind: "later", why, setting: true };
  if (error.responseCode !== undefined && error.responseCode >= 500) return { kind: "refused", why };
  if (error.responseCode === undefined && handed) return { kind: "unknown", why };
  return { kind: "later", why, setting: false };
}

/** Sends over SMTP at `url`, a connection a mail; the bytes are those stored, never composed again. */
export function smtpSender(url: string): Sender {
  const { auth, ...server } = parseConnectionUrl(url) as SMTPConnection.Options & {
    readonly auth?: { readonly user: string; readonly pass: string };
  };

  function send(mail: MailRow): Promise<Tried> {
    return new Promise((resolve) => {
      const connection = new SMTPConnection({
        ...server,
        connectionTimeout: CONNECT_MS,
        greetingTimeout: CONNECT_MS,
        socketTimeout: SILENCE_MS,
      });
      let handed = false;
      const limit = setTimeout(() => failed(new Error("the mail server is too slow")), MAX_SEND_MS);
      const failed = (error: SmtpError): void => {
        clearTimeout(limit);
        connection.close();
        resolve(judge(error, handed));
      };
      const deliver = (): void => {
        // Read only once the server has said « go on » to DATA: at its end the server has the whole mail.
        const content = Readable.from([Buffer.from(mail.raw)], { objectMode: false });
        content.once("end", () => (handed = true));
        const envelope = { from: addressOf(mail.mail_from), to: [mail.rcpt] };
        connection.send(envelope, content, (error, done) => {
          if (error !== null && error !== undefined) return failed(error as SmtpError);
          clearTimeout(limit);
          connection.quit();
          resolve({ kind: "sent", answer: done.response });
        });
      };
      connection.once("error", failed);
      connection.connect(() => {
        if (auth === undefined) deliver();
        else {
          connection.login({ credentials: auth } as never, (error) =>
            error === null || error === undefined ? deliver() : failed(error as SmtpError),
          );
        }
      });
    });
  }

  return { maxSendMs: MAX_SEND_MS, send, close: () => undefined };
}

/** The bare address of a mailbox: what an envelope takes. */
function addressOf(mailbox: string): string {
  return /<([^<>]+)>$/.exec(mailbox)?.[1] ?? mailbox;
}
