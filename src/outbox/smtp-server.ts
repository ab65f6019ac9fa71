import { parseConnectionUrl } from "nodemailer/lib/shared/index.js";
import type SMTPConnection from "nodemailer/lib/smtp-connection/index.js";
import XOAuth2 from "nodemailer/lib/xoauth2/index.js";
import type { Access, GetAccess } from "./oauth.ts";

export type Password = { readonly user: string; readonly pass: string };

/** The server of SMTP_URL, and the password its address holds. */
export function smtpServer(url: string): {
  readonly password: Password | undefined;
  readonly options: SMTPConnection.Options;
} {
  const { auth, ...options } = parseConnectionUrl(url) as SMTPConnection.Options & {
    readonly auth?: Password;
  };
  return { password: auth, options };
}

/** What a login shows the server: a token or a password; undefined where it wants nothing. */
export async function shownTo(
  auth: GetAccess | undefined,
  password: Password | undefined,
  renew: boolean,
): Promise<object | undefined> {
  if (auth !== undefined) return { oauth2: tokenOf(await auth(renew)) };
  return password === undefined ? undefined : { credentials: password };
}

/** The token as a login shows it. One the server does not take is not shown it again. */
function tokenOf({ user, accessToken }: Access): XOAuth2 {
  const refused = new Error("the token was refused");
  return new XOAuth2({
    user,
    accessToken,
    provisionCallback: (_user, _renew, done) => done(refused, "", 0),
  });
}
