import { z } from "zod";
import type { Check } from "../chat.ts";
import type { Language } from "../../src/message.ts";
import { AppTokenError, createAppToken } from "./appToken.ts";
import { connectorAnswer } from "./outcome.ts";
import type { TeamsEndpoints, TeamsOptions } from "./teamsOptions.ts";
import type { Words } from "./words.ts";

type Parts = {
  readonly options: TeamsOptions;
  readonly endpoints: TeamsEndpoints;
  readonly language: Language;
  /** How many members a channel has; throws what the connector answered. */
  readonly members: (channel: string) => Promise<number>;
};

/** Tokens are good within five minutes of their time: the SDK allows for as much. */
const MOST_SKEW_S = 300;
const LONGEST_MS = 10_000;

/** Tries each part of the set-up against the live service: sign-in, address, clock, agents' channel. */
export async function checkTeams(parts: Parts): Promise<readonly Check[]> {
  const { options, language, endpoints } = parts;
  const words: Words = (key, values) => options.text(language, key, values);
  const [signIn, address, clock] = await Promise.all([
    checkSignIn(options, endpoints, words),
    checkAddress(options.publicUrl, words),
    checkClock(endpoints, words),
  ]);
  const { agentsChannel } = options;
  const agents =
    agentsChannel === undefined ? noAgents(words) : await checkAgents(parts, agentsChannel, signIn.ok, words);
  return [signIn, address, clock, agents];
}

async function checkSignIn(options: TeamsOptions, endpoints: TeamsEndpoints, words: Words): Promise<Check> {
  const what = words("teams.check.sign-in.what");
  try {
    await createAppToken({ ...options, ...endpoints }).current();
    return { what, ok: true, found: words("teams.check.sign-in.good"), fix: null };
  } catch (error) {
    const refused = error instanceof AppTokenError && error.kind === "refused";
    const code = error instanceof AppTokenError ? error.code : "";
    return {
      what,
      ok: false,
      found: words(refused ? "teams.check.sign-in.refused" : "teams.check.sign-in.unreachable", { code }),
      fix: words(refused ? `teams.check.sign-in.${fixOf(code)}` : "teams.check.sign-in.fix-network"),
    };
  }
}

/** https://learn.microsoft.com/entra/identity-platform/reference-error-codes */
function fixOf(code: string): string {
  if (/AADSTS(?:90002|900023|90013)\b/.test(code)) return "fix-tenant";
  if (/AADSTS(?:700016|7000218|70001)\b/.test(code)) return "fix-client";
  return "fix-secret";
}

async function checkAddress(publicUrl: string | undefined, words: Words): Promise<Check> {
  const what = words("teams.check.address.what");
  const wrong = (key: string, values?: Readonly<Record<string, string | number>>): Check => ({
    what,
    ok: false,
    found: words(`teams.check.address.${key}`, values),
    fix: words("teams.check.address.fix"),
  });
  if (publicUrl === undefined || !URL.canParse(publicUrl)) return wrong("none");
  const url = new URL(publicUrl);
  if (url.protocol !== "https:") return wrong("not-https", { url: url.origin });
  if (isLoopback(url.hostname)) return wrong("loopback", { url: url.origin });
  const endpoint = `${publicUrl.replace(/\/+$/, "")}/api/messages`;
  const answer = await askEndpoint(endpoint);
  return answer === "ours"
    ? { what, ok: true, found: words("teams.check.address.good", { url: endpoint }), fix: null }
    : answer === null
      ? wrong("unreachable", { url: endpoint })
      : wrong("not-ours", { url: endpoint, status: answer });
}

const OURS = z.object({ error: z.enum(["Missing authorization header", "not started"]) });

/** Posts what is no event: only this program refuses it in these words. Else the status that came, null where none did. */
export async function askEndpoint(endpoint: string): Promise<"ours" | number | null> {
  try {
    const response = await fetch(endpoint, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: "{}",
      redirect: "manual",
      signal: AbortSignal.timeout(LONGEST_MS),
    });
    const body: unknown = await response.json().catch(() => null);
    return OURS.safeParse(body).success ? "ours" : response.status;
  } catch {
    return null;
  }
}

/** Names of this very machine or of none that Teams could reach. */
export function isLoopback(hostname: string): boolean {
  return (
    /^(?:localhost|.*\.(?:localhost|local|internal|test|invalid))$/i.test(hostname) ||
    (/^[\d.]+$/.test(hostname) &&
      /^(?:127|10|0)\.|^192\.168\.|^169\.254\.|^172\.(?:1[6-9]|2\d|3[01])\./.test(hostname)) ||
    /^\[(?:::1?|f[cde].*)\]$/i.test(hostname)
  );
}

async function checkClock(endpoints: TeamsEndpoints, words: Words): Promise<Check> {
  const what = words("teams.check.clock.what");
  const date = await fetch(endpoints.openIdMetadata, { signal: AbortSignal.timeout(LONGEST_MS) })
    .then(async (response) => {
      await response.body?.cancel();
      return Date.parse(response.headers.get("date") ?? "");
    })
    .catch(() => Number.NaN);
  if (Number.isNaN(date)) {
    return {
      what,
      ok: false,
      found: words("teams.check.clock.unknown"),
      fix: words("teams.check.sign-in.fix-network"),
    };
  }
  const seconds = Math.round(Math.abs(Date.now() - date) / 1000);
  return seconds <= MOST_SKEW_S
    ? { what, ok: true, found: words("teams.check.clock.good"), fix: null }
    : {
        what,
        ok: false,
        found: words("teams.check.clock.wrong", { minutes: Math.round(seconds / 60) }),
        fix: words("teams.check.clock.fix"),
      };
}

function noAgents(words: Words): Check {
  return {
    what: words("teams.check.agents.what"),
    ok: true,
    found: words("teams.check.agents.none"),
    fix: null,
  };
}

async function checkAgents(
  { members }: Parts,
  channel: string,
  signedIn: boolean,
  words: Words,
): Promise<Check> {
  const what = words("teams.check.agents.what");
  const wrong = (found: string): Check => ({ what, ok: false, found, fix: words("teams.check.agents.fix") });
  if (!/^19:[\w-]+@thread\.\w+$/.test(channel)) return wrong(words("teams.check.agents.not-an-id"));
  if (!signedIn) return wrong(words("teams.check.agents.not-tried"));
  try {
    const count = await members(channel);
    return { what, ok: true, found: words("teams.check.agents.good", { count }), fix: null };
  } catch (error) {
    const told = connectorAnswer(error);
    return wrong(
      words("teams.check.agents.refused", {
        code: told === null ? "—" : `${told.status} ${told.code}`.trim(),
      }),
    );
  }
}
