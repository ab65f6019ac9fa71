import { Readable } from "node:stream";
import SMTPConnection from "nodemailer/lib/smtp-connection/index.js";
import { addressOf } from "../mail/address-of.ts";
import type { MailRow } from "../store/store.ts";
import type { GetAccess } from "./oauth.ts";
import { ACCESS_MS, OAuthError } from "./oauth.ts";
import { shownTo, smtpServer } from "./smtp-server.ts";

/**
 * How one try ended. `unknown`: the whole message was handed over and the connection broke before the server's answer,
 * so it may have arrived. `later`: it certainly has not; `setting` says what is to be changed first, where that is known.
 * `refused`: it never will as it is.
 */
export type Tried =
  | { readonly kind: "sent"; readonly answer: string }
  | { readonly kind: "later"; readonly why: string; readonly setting: string | null }
  | { readonly kind: "refused"; readonly why: string }
  | { readonly kind: "unknown"; readonly why: string };

/** What is sent of a mail of the outbox. `rcpt`: bare addresses, a comma between them. */
export type Sendable = Pick<MailRow, "raw" | "mail_from" | "rcpt">;

export type Sender = {
  /** No try lasts longer, in milliseconds: a lease must. */
  readonly maxSendMs: number;
  send(mail: Sendable): Promise<Tried>;
  close(): void;
};

export type SenderOptions = {
  /** Access by token (XOAUTH2) instead of the password of the address. */
  readonly auth?: GetAccess | undefined;
  /** Where servers send back what they cannot deliver; the sender of the mail where it is not given. */
  readonly bounces?: string | undefined;
};

const CONNECT_MS = 5_000;
const SILENCE_MS = 15_000;
/** However slowly a mail server answers, a try ends here. */
const MAX_HAND_MS = 60_000;

type SmtpError = Error & {
  readonly code?: string;
  readonly responseCode?: number;
  readonly response?: string;
};

/** Errors before a word was said to the server: the mail is too large for it, an address is none. */
const OF_THE_MAIL: ReadonlySet<string | undefined> = new Set(["EMESSAGE", "EENVELOPE"]);

/**
 * What an error means for the mail. `handed`: the server had all of it when the connection broke. `access`: what the server
 * was shown, as the settings name it.
 */
export function judge(error: SmtpError, handed: boolean, access = "the user or password"): Tried {
  const why = error.response ?? error.message;
  if (error instanceof OAuthError) return { kind: "later", why, setting: error.setting ? why : null };
  if (error.code === "EAUTH")
    return { kind: "later", why, setting: `SMTP_URL: the mail server refuses ${access}` };
  if (error.responseCode !== undefined)
    return error.responseCode >= 500 ? { kind: "refused", why } : { kind: "later", why, setting: null };
  if (handed) return { kind: "unknown", why };
  return OF_THE_MAIL.has(error.code) ? { kind: "refused", why } : { kind: "later", why, setting: null };
}

/** Sends over SMTP at `url`, a connection a mail; the bytes are those stored, never composed again. */
export function smtpSender(url: string, { auth, bounces }: SenderOptions = {}): Sender {
  const { password, options: server } = smtpServer(url);
  const credentials = (renew: boolean): Promise<object | undefined> => shownTo(auth, password, renew);

  async function send(mail: Sendable): Promise<Tried> {
    try {
      const tried = await hand(mail, await credentials(false));
      // A token may be withdrawn before its time.
      const anew = auth !== undefined && tried.kind === "later" && tried.setting !== null;
      return anew ? await hand(mail, await credentials(true)) : tried;
    } catch (error) {
      return judge(error as SmtpError, false);
    }
  }

  function hand(mail: Sendable, shown: object | undefined): Promise<Tried> {
    return new Promise((resolve) => {
      const connection = new SMTPConnection({
        ...server,
        connectionTimeout: CONNECT_MS,
        greetingTimeout: CONNECT_MS,
        socketTimeout: SILENCE_MS,
      });
      let handed = false;
      const limit = setTimeout(() => failed(new Error("the mail server is too slow")), MAX_HAND_MS);
      const failed = (error: SmtpError): void => {
        clearTimeout(limit);
        connection.close();
        resolve(judge(error, handed, auth === undefined ? undefined : "the access of MAIL_OAUTH_USER"));
      };
      const deliver = (): void => {
        // Read only once the server has said « go on » to DATA: at its end the server has the whole mail.
        const content = Readable.from([Buffer.from(mail.raw)], { objectMode: false });
        content.once("end", () => (handed = true));
        connection.send(envelopeOf(mail, bounces), content, (error, done) => {
          if (error !== null && error !== undefined) return failed(error as SmtpError);
          clearTimeout(limit);
          connection.quit();
          resolve({ kind: "sent", answer: answerOf(done) });
        });
      };
      connection.once("error", failed);
      connection.connect(() => {
        if (shown === undefined) deliver();
        else {
          connection.login(shown as never, (error) =>
            error === null || error === undefined ? deliver() : failed(error as SmtpError),
          );
        }
      });
    });
  }

  return {
    maxSendMs: auth === undefined ? MAX_HAND_MS : 2 * (MAX_HAND_MS + ACCESS_MS),
    send,
    close: () => undefined,
  };
}

/** SMTP's own sender and recipients, which need not be those the mail names (RFC 5321 §3.6.3). */
function envelopeOf(mail: Sendable, bounces: string | undefined): SMTPConnection.Envelope {
  return {
    from: bounces ?? addressOf(mail.mail_from),
    to: mail.rcpt.split(",").map((one) => one.trim()),
    size: mail.raw.length,
    use8BitMime: mail.raw.some((byte) => byte > 127),
  };
}

/** The server's answer, and whom of several it did not take the mail for. */
function answerOf(done: { readonly response: string; readonly rejected?: readonly unknown[] }): string {
  const rejected = done.rejected ?? [];
  return rejected.length === 0 ? done.response : `${done.response} (not for ${rejected.join(", ")})`;
}
