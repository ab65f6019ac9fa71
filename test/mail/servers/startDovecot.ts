import { spawn } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { chownSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { endsWithTests } from "./endsWithTests.ts";
import { freePort } from "./freePort.ts";
import { greets } from "./greets.ts";
import { isRoot, OWNER } from "./serverUser.ts";

const DOVECOT = "/usr/sbin/dovecot";
export const USER = "passerelle";
export const PASSWORD = "entrée:libre@2026";

/** Whether there is a Dovecot to test with; without one the reason is printed, once a file. */
export function hasDovecot(): boolean {
  const has = existsSync(DOVECOT) && existsSync("/usr/lib/dovecot/imap");
  if (!has) console.log("IMAP tests skipped: no Dovecot found (apt-get install dovecot-imapd).");
  return has;
}

export type Dovecot = {
  readonly port: number;
  /** Where each user has his maildir: `<mails>/<user>/Maildir`. */
  readonly mails: string;
  /** Its address for IMAP_URL; `at` is another port that leads there. */
  url(options?: { readonly password?: string; readonly at?: number; readonly query?: string }): string;
  /** Puts a mail into the inbox, as a server that delivers it does. */
  put(raw: string | Uint8Array): void;
  start(): Promise<void>;
  /** Ends it, and with it every connection. */
  stop(): Promise<void>;
  /** Ends it and removes everything. */
  close(): Promise<void>;
};

export type DovecotOptions = {
  /** Between the names of a folder's path, and in front of each. */
  readonly separator?: string;
  readonly prefix?: string;
  /** Further lines of its configuration. */
  readonly more?: readonly string[];
};

/** A real Dovecot on a free port of loopback, with one user, its own configuration and its own folder. */
export async function startDovecot(options: DovecotOptions = {}): Promise<Dovecot> {
  const folder = mkdtempSync(join(tmpdir(), "passerelle-dovecot-"));
  chmodSync(folder, 0o755);
  const mails = join(folder, "mails");
  const maildir = join(mails, USER, "Maildir");
  for (const one of [
    mails,
    join(mails, USER),
    maildir,
    ...["tmp", "new", "cur"].map((part) => join(maildir, part)),
  ]) {
    mkdirSync(one);
    if (isRoot) chownSync(one, OWNER.id, OWNER.id);
  }
  const port = await freePort();
  const configuration = join(folder, "dovecot.conf");
  writeFileSync(configuration, configurationOf(folder, mails, port, options));
  let end: (() => Promise<void>) | undefined;
  let delivered = 0;

  async function start(): Promise<void> {
    const child = spawn(DOVECOT, ["-F", "-c", configuration], { stdio: "ignore", detached: true });
    let over = false;
    const ended = new Promise<void>((resolve) => child.once("exit", () => resolve())).then(
      () => void (over = true),
    );
    const kill = (): void => {
      // Its children too: those that wait in IDLE would notice only after seconds that it is gone.
      if (!over && child.pid !== undefined) process.kill(-child.pid, "SIGTERM");
    };
    const stayed = endsWithTests(kill);
    end = async () => {
      stayed();
      kill();
      await ended;
    };
    const log = (): string => readFileSync(join(folder, "dovecot.log"), "utf8");
    await greets(port, () => (over ? `Dovecot ended: ${log()}` : null));
  }
  async function stop(): Promise<void> {
    await end?.();
    end = undefined;
  }
  await start();
  return {
    port,
    mails,
    url: ({ password = PASSWORD, at = port, query = "" } = {}) =>
      `imap://${USER}:${encodeURIComponent(password)}@127.0.0.1:${at}/INBOX${query}`,
    put(raw) {
      delivered += 1;
      const name = `${Math.floor(Date.now() / 1000)}.M${String(delivered).padStart(6, "0")}P${process.pid}.test`;
      writeFileSync(join(maildir, "tmp", name), raw);
      if (isRoot) chownSync(join(maildir, "tmp", name), OWNER.id, OWNER.id);
      renameSync(join(maildir, "tmp", name), join(maildir, "new", name));
    },
    start,
    stop,
    async close() {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function configurationOf(
  folder: string,
  mails: string,
  port: number,
  { separator = "/", prefix = "", more = [] }: DovecotOptions,
): string {
  const { user, group } = OWNER;
  return [
    `base_dir = ${folder}/run`,
    `state_dir = ${folder}/state`,
    `log_path = ${folder}/dovecot.log`,
    ...(isRoot ? [] : [`default_internal_user = ${user}`, `default_login_user = ${user}`]),
    ...(isRoot ? [] : [`default_internal_group = ${group}`]),
    "protocols = imap",
    "listen = 127.0.0.1",
    "ssl = no",
    "disable_plaintext_auth = no",
    "auth_failure_delay = 0",
    "first_valid_uid = 1",
    "first_valid_gid = 1",
    "mail_location = maildir:~/Maildir",
    `namespace inbox {\n  inbox = yes\n  separator = ${separator}\n  prefix = ${prefix}\n}`,
    `passdb {\n  driver = static\n  args = password=${PASSWORD}\n}`,
    `userdb {\n  driver = static\n  args = uid=${user} gid=${group} home=${mails}/%n\n}`,
    "service imap-login {\n  chroot =",
    `  inet_listener imap {\n    port = ${port}\n  }\n  inet_listener imaps {\n    port = 0\n  }\n}`,
    "service anvil {\n  chroot =\n  unix_listener anvil-auth-penalty {\n    mode = 0\n  }\n}",
    ...more,
    "",
  ].join("\n");
}
