import { rootCertificates } from "node:tls";
import type { Logger } from "imapflow";
import { ImapFlow } from "imapflow";
import type { ImapAddress } from "./imapAddress.ts";
import type { ImapOptions, Pace } from "./imapOptions.ts";
import { TokenFailed } from "./whatFailed.ts";

const CONNECT_MS = 15_000;
/** A literal is a mail or its header; beside what is asked for, little is let into memory. */
const MORE_BYTES = 1_048_576;

/**
 * A connection to a mailbox, not yet made. It never idles by itself: imapflow would wait for a pause of 15 s first. What it
 * would log is not let out, commands and addresses being in it; `refused` is told the code of each command the server refused.
 */
export async function createImap(
  address: ImapAddress,
  { auth, authority, limits }: Pick<ImapOptions, "auth" | "authority" | "limits">,
  pace: Pick<Pace, "renewMs" | "silenceMs">,
  refused: (code: string | null) => void = () => undefined,
): Promise<ImapFlow> {
  const login = auth === undefined ? { user: address.user, pass: address.password } : await token(auth);
  const client = new ImapFlow({
    host: address.host,
    port: address.port,
    secure: address.secure,
    ...(address.secure || address.clear ? {} : { doSTARTTLS: true }),
    auth: login,
    tls: authority === undefined ? {} : { ca: [...rootCertificates, authority] },
    clientInfo: { name: "Passerelle" },
    disableAutoIdle: true,
    maxIdleTime: pace.renewMs,
    socketTimeout: pace.silenceMs,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    maxLiteralSize: limits.mail + MORE_BYTES,
    maxLockHoldTime: false,
    logger: codesOf(refused),
  });
  // Whatever waits for the connection is told by its rejection or by « close ».
  client.on("error", () => undefined);
  return client;
}

async function token(
  auth: NonNullable<ImapOptions["auth"]>,
): Promise<{ readonly user: string; readonly accessToken: string }> {
  try {
    return await auth();
  } catch {
    throw new TokenFailed("no token for the mailbox could be had");
  }
}

function codesOf(refused: (code: string | null) => void): Logger {
  const nothing = (): void => undefined;
  return {
    debug: nothing,
    info: nothing,
    error: nothing,
    warn(entry: { readonly err?: { readonly serverResponseCode?: string } }) {
      if (entry?.err !== undefined) refused(entry.err.serverResponseCode ?? null);
    },
  };
}
