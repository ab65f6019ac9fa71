/** Where a mailbox is and what is done with its mails, as IMAP_URL says. */
export type ImapAddress = {
  readonly host: string;
  readonly port: number;
  /** `imaps://`: TLS from the first byte; else STARTTLS. */
  readonly secure: boolean;
  /** Whether the password may go over a connection that is not encrypted: to this machine, or where `tls=off` says so. */
  readonly clear: boolean;
  readonly user: string;
  readonly password: string;
  /** Folders, by the names of the way there: the server's own separator is put between them. */
  readonly inbox: readonly string[];
  readonly processed: readonly string[];
  readonly aside: readonly string[];
};

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[?::1\]?)$/i;

function namesOf(path: string): readonly string[] {
  return path.split("/").filter((name) => name !== "");
}

/**
 * Reads `imaps://user:password@host:port/INBOX?processed=Passerelle/Traités&aside=Passerelle/À voir`; null where it is no such
 * address. Port, folder and query may be left out; what is reserved in user or password is percent-encoded (RFC 3986 §2.1).
 */
export function readImapAddress(url: string): ImapAddress | null {
  try {
    const parsed = new URL(url);
    const secure = parsed.protocol === "imaps:";
    if ((!secure && parsed.protocol !== "imap:") || parsed.hostname === "") return null;
    const folder = (name: string, usual: string): readonly string[] =>
      namesOf(parsed.searchParams.get(name) ?? usual);
    const inbox = namesOf(decodeURIComponent(parsed.pathname));
    const address = {
      host: parsed.hostname.replace(/^\[|\]$/g, "").toLowerCase(),
      port: parsed.port === "" ? (secure ? 993 : 143) : Number(parsed.port),
      secure,
      clear: LOOPBACK.test(parsed.hostname) || parsed.searchParams.get("tls") === "off",
      user: decodeURIComponent(parsed.username),
      password: decodeURIComponent(parsed.password),
      inbox: inbox.length === 0 ? ["INBOX"] : inbox,
      processed: folder("processed", "Passerelle/Traités"),
      aside: folder("aside", "Passerelle/À voir"),
    };
    return address.processed.length === 0 || address.aside.length === 0 ? null : address;
  } catch {
    // Neither what cannot be read nor why is told: both hold the password.
    return null;
  }
}

/** What the mailbox is known by between two starts: whoever reads it, by whatever port, reads the same one. */
export function nameOf(address: ImapAddress): string {
  return `${address.user}@${address.host}/${address.inbox.join("/")}`;
}
