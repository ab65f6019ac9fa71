import type { AdapterLog } from "../adapter.ts";
import type { Failure } from "./whatFailed.ts";

const WRONG: { readonly [Kind in Failure["kind"]]: readonly ["error" | "warn", string] } = {
  login: ["error", "IMAP_URL: the mail server refuses this user or password"],
  token: ["error", "mailbox: no token for the login could be had"],
  tls: ["error", "IMAP_URL: no encrypted connection that could be trusted"],
  "no-tls": ["error", "IMAP_URL: the mail server offers no encrypted connection"],
  "no-folder": ["error", "IMAP_URL: the mailbox has no such folder"],
  unreachable: ["warn", "IMAP_URL: the mail server cannot be reached; tried on"],
  later: ["warn", "mailbox: the mail server wants to be asked later"],
  store: ["warn", "mailbox: not read while the store does not answer"],
  broken: ["warn", "mailbox: the connection broke; tried on"],
};

/** What lasts is told again this often, in milliseconds. */
const AGAIN_MS = 3_600_000;

/** Tells the operator why the mailbox cannot be read: once for each reason, then every hour, and when it is over. */
export function tellFailures(log: AdapterLog): {
  readonly tell: (failure: Failure) => void;
  /** The mailbox is read. */
  readonly over: () => void;
} {
  let told: { readonly kind: Failure["kind"]; readonly at: number } | null = null;
  let reading = false;
  return {
    tell({ kind, code }) {
      reading = false;
      const now = performance.now();
      if (told?.kind === kind && now - told.at < AGAIN_MS) return;
      told = { kind, at: now };
      const [level, message] = WRONG[kind];
      log[level]({ code }, message);
    },
    over() {
      told = null;
      if (!reading) log.info({}, "mailbox: read");
      reading = true;
    },
  };
}
