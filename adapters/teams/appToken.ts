import { z } from "zod";

/** The app cannot sign in: `refused` by the server with its code (`invalid_client`, …), or the server did not answer. */
export class AppTokenError extends Error {
  override readonly name = "AppTokenError";
  readonly kind: "refused" | "unreachable";
  readonly code: string;

  constructor(kind: AppTokenError["kind"], code: string) {
    super(`no app token: ${code}`);
    this.kind = kind;
    this.code = code;
  }
}

export type AppToken = {
  /** A token that is good for some minutes at least. Throws `AppTokenError`. */
  current(): Promise<string>;
  /** The one in use was refused: the next is a fresh one. */
  forget(): void;
};

type Credentials = {
  readonly login: string;
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly botScope: string;
};

const GRANT = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number() });
const DENIAL = z.object({ error: z.string(), error_codes: z.array(z.number()).optional() });
const LONGEST_MS = 10_000;
const MARGIN_MS = 300_000;

/**
 * The app's token by its client credentials, kept until five minutes before its end; asked for once however many wait:
 * https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication
 */
export function createAppToken(credentials: Credentials): AppToken {
  let held: { readonly token: string; readonly until: number } | null = null;
  let asking: Promise<string> | null = null;

  async function renew(): Promise<string> {
    const grant = await askToken(credentials);
    held = { token: grant.access_token, until: Date.now() + grant.expires_in * 1000 - MARGIN_MS };
    return grant.access_token;
  }

  return {
    current() {
      if (held !== null && held.until > Date.now()) return Promise.resolve(held.token);
      asking ??= renew().finally(() => (asking = null));
      return asking;
    },
    forget() {
      held = null;
    },
  };
}

async function askToken(credentials: Credentials): Promise<z.output<typeof GRANT>> {
  const { login, tenantId, clientId, clientSecret, botScope } = credentials;
  let response: Response;
  let answer: unknown;
  try {
    response = await fetch(`${login}/${encodeURIComponent(tenantId)}/oauth2/v2.0/token`, {
      method: "POST",
      body: new URLSearchParams({
        grant_type: "client_credentials",
        client_id: clientId,
        client_secret: clientSecret,
        scope: botScope,
      }),
      signal: AbortSignal.timeout(LONGEST_MS),
    });
    answer = await response.json();
  } catch {
    throw new AppTokenError("unreachable", "no answer");
  }
  const grant = GRANT.safeParse(answer);
  if (response.ok && grant.success) return grant.data;
  const denial = DENIAL.safeParse(answer);
  const kind =
    response.status >= 400 && response.status < 500 && response.status !== 429 ? "refused" : "unreachable";
  // The long text of the server names the directory and the time; the code says enough.
  const code = denial.success
    ? `AADSTS${denial.data.error_codes?.[0] ?? 0} ${denial.data.error}`
    : `status ${response.status}`;
  throw new AppTokenError(kind, code);
}
