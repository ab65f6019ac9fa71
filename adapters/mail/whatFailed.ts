import type { ImapFlowError } from "imapflow";

/** The store did not answer, so nothing can be said of the mailbox. */
export class StoreFailed extends Error {
  override readonly name = "StoreFailed";
}

/** The mailbox could not be read: why, and the code the system or the server gave. Never a server's own words. */
export type Failure = {
  readonly kind:
    | "unreachable"
    | "tls"
    | "no-tls"
    | "login"
    | "token"
    | "no-folder"
    | "later"
    | "store"
    | "broken";
  readonly code: string | null;
};

/** No token for the login could be had. */
export class TokenFailed extends Error {
  override readonly name = "TokenFailed";
}

const UNREACHABLE =
  /^(ECONNREFUSED|ENOTFOUND|EAI_\w+|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|ECONNRESET|CONNECT_TIMEOUT|GREETING_TIMEOUT|ClosedAfterConnect\w+)$/;
/** What Node's TLS says of a certificate or of a server that does not speak TLS. */
const TLS = /CERT|SELF_SIGNED|^UNABLE_TO_|^ERR_(SSL|TLS)_|^EPROTO$|^UPGRADE_TIMEOUT$|^STARTTLS_INJECTION$/;
/** RFC 5530 §3: nothing is wrong with user or password. */
const LATER = /^(UNAVAILABLE|INUSE|LIMIT|SERVERBUG|CONTACTADMIN)$/;

/** What an error of the connection means. */
export function whatFailed(error: unknown): Failure {
  if (error instanceof StoreFailed) return { kind: "store", code: null };
  if (error instanceof TokenFailed) return { kind: "token", code: null };
  const { code, serverResponseCode, authenticationFailed, tlsFailed, mailboxMissing } = (
    error instanceof Error ? error : {}
  ) as Partial<ImapFlowError>;
  const answer = serverResponseCode ?? null;
  if (answer !== null && LATER.test(answer)) return { kind: "later", code: answer };
  if (code !== undefined && TLS.test(code)) return { kind: "tls", code };
  if (tlsFailed === true) return { kind: "no-tls", code: code ?? null };
  if (authenticationFailed === true) return { kind: "login", code: answer };
  if (mailboxMissing === true || answer === "NONEXISTENT") return { kind: "no-folder", code: answer };
  if (code !== undefined && UNREACHABLE.test(code)) return { kind: "unreachable", code };
  return { kind: "broken", code: answer ?? code ?? null };
}
