import { z } from "zod";

/** An application that was allowed into a mailbox, and where it asks for access (RFC 6749 §6). */
export type OAuthOptions = {
  /** Address of the mailbox. */
  readonly user: string;
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken: string;
  readonly now?: () => Date;
};

export type Access = { readonly user: string; readonly accessToken: string };

/**
 * Access to the mailbox, for IMAP and SMTP alike. `renew`: the server refused the last one given. Throws an `OAuthError`.
 */
export type GetAccess = (renew?: boolean) => Promise<Access>;

/**
 * Why there is no access. `setting`: it is refused, and will be until a setting is changed that the message names; else it
 * may be given later. The message holds nothing secret.
 */
export class OAuthError extends Error {
  override readonly name = "OAuthError";
  readonly setting: boolean;

  constructor(message: string, setting: boolean) {
    super(message);
    this.setting = setting;
  }
}

/** No request for access lasts longer, in milliseconds. */
export const ACCESS_MS = 10_000;
/** Access is renewed so long before its end, or at half its time where that is short. */
const EARLY_MS = 5 * 60_000;
/** RFC 6749 §5.1 leaves it out where it is known otherwise: an hour, as Google and Microsoft give. */
const USUAL_SECONDS = 3600;

const GIVEN = z.object({
  access_token: z.string().min(1),
  expires_in: z.coerce.number().positive().catch(USUAL_SECONDS),
  refresh_token: z.string().min(1).optional(),
});

const REFUSED = z.object({ error: z.string().regex(/^[\w-]{1,60}$/) });

/** What is wrong, by the error a token server answers (RFC 6749 §5.2). */
const WRONG: Readonly<Record<string, string>> = {
  invalid_client: "MAIL_OAUTH_CLIENT_ID or MAIL_OAUTH_CLIENT_SECRET is wrong, or the secret has expired",
  unauthorized_client: "the application MAIL_OAUTH_CLIENT_ID is not allowed to renew its access",
  invalid_grant:
    "MAIL_OAUTH_REFRESH_TOKEN is no longer good, or of another application: allow the application again",
  invalid_scope: "MAIL_OAUTH_REFRESH_TOKEN does not give access to mail: allow the application again",
};

type Held = { readonly accessToken: string; readonly until: number };

/**
 * Access tokens from a refresh token: each is kept until shortly before its end, and one request is under way at a time
 * however many wait for it. A refresh token the server gives in place of the last one is used from then on.
 */
export function oauthAccess(options: OAuthOptions): GetAccess {
  const now = (): number => (options.now ?? ((): Date => new Date()))().getTime();
  let refreshToken = options.refreshToken;
  let held: Held | undefined;
  let asking: Promise<Held> | undefined;

  async function ask(): Promise<Held> {
    const asked = now();
    const given = await request(options, refreshToken);
    refreshToken = given.refresh_token ?? refreshToken;
    const lasts = given.expires_in * 1000;
    return { accessToken: given.access_token, until: asked + lasts - Math.min(EARLY_MS, lasts / 2) };
  }

  async function current(renew: boolean): Promise<Held> {
    if (asking === undefined && held !== undefined && !renew && now() < held.until) return held;
    asking ??= ask().finally(() => (asking = undefined));
    return (held = await asking);
  }

  return async (renew = false) => {
    const { accessToken } = await current(renew);
    return { user: options.user, accessToken };
  };
}

async function request(options: OAuthOptions, refreshToken: string): Promise<z.infer<typeof GIVEN>> {
  const { tokenUrl, clientId, clientSecret } = options;
  const { status, body } = await post(
    tokenUrl,
    new URLSearchParams({
      grant_type: "refresh_token",
      client_id: clientId,
      client_secret: clientSecret,
      refresh_token: refreshToken,
    }),
  );
  const given = GIVEN.safeParse(body);
  if (status === 200 && given.success) return given.data;
  const refused = REFUSED.safeParse(body);
  if (status === 429 || status >= 500) {
    throw new OAuthError(`the server at MAIL_OAUTH_TOKEN_URL answers ${status}`, false);
  }
  if (refused.success) {
    const why =
      WRONG[refused.data.error] ??
      "see MAIL_OAUTH_TOKEN_URL, MAIL_OAUTH_CLIENT_ID and MAIL_OAUTH_REFRESH_TOKEN";
    throw new OAuthError(`no access to the mailbox (${refused.data.error}): ${why}`, true);
  }
  throw new OAuthError(`MAIL_OAUTH_TOKEN_URL is not where tokens are given: it answers ${status}`, true);
}

/** A redirect is not followed: the secret would go with it. */
async function post(
  url: string,
  body: URLSearchParams,
): Promise<{ readonly status: number; readonly body: unknown }> {
  try {
    const answer = await fetch(url, {
      method: "POST",
      body,
      headers: { Accept: "application/json" },
      redirect: "manual",
      signal: AbortSignal.timeout(ACCESS_MS),
    });
    const text = await answer.text();
    return { status: answer.status, body: parsed(text) };
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    const code = (cause as NodeJS.ErrnoException).code ?? (cause as Error).name;
    throw new OAuthError(`the server at MAIL_OAUTH_TOKEN_URL cannot be reached (${code})`, false);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
