import { spawn } from "node:child_process";
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { endsWithTests } from "./endsWithTests.ts";
import { freePort } from "./freePort.ts";
import { greets } from "./greets.ts";
import { isRoot, OWNER } from "./serverUser.ts";
import { USER } from "./startDovecot.ts";

const POSTFIX = "/usr/sbin/postfix";
const DAEMONS = "/usr/lib/postfix/sbin";
export const DOMAIN = "college.example";

/** Whether there is a Postfix to test with that may be started; without one the reason is printed, once a file. */
export function hasPostfix(): boolean {
  const has = existsSync(POSTFIX) && existsSync(`${DAEMONS}/master`);
  if (!has) console.log("SMTP tests skipped: no Postfix found (apt-get install postfix).");
  else if (!isRoot) console.log("SMTP tests skipped: Postfix is started by root alone.");
  return has && isRoot;
}

export type Postfix = {
  readonly port: number;
  readonly url: string;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** What it wrote down so far. */
  log(): string;
  close(): Promise<void>;
};

/**
 * A real Postfix on a free port of loopback, with its own configuration, queue and folder. What is addressed to the domain goes
 * into the one user's maildir below `mails`; nothing leaves the machine.
 */
export async function startPostfix(mails: string): Promise<Postfix> {
  const folder = mkdtempSync(join(tmpdir(), "passerelle-postfix-"));
  chmodSync(folder, 0o755);
  for (const part of ["etc", "queue", "data"]) mkdirSync(join(folder, part));
  const owner = /^postfix:[^:]*:(\d+):(\d+):/m.exec(readFileSync("/etc/passwd", "utf8"));
  chownSync(join(folder, "data"), Number(owner?.[1]), Number(owner?.[2]));
  const port = await freePort();
  writeFileSync(join(folder, "etc", "main.cf"), mainOf(folder, mails));
  writeFileSync(join(folder, "etc", "master.cf"), masterOf(port));
  const log = (): string => readFileSync(join(folder, "postfix.log"), "utf8");
  let end: (() => Promise<void>) | undefined;

  async function start(): Promise<void> {
    const child = spawn(POSTFIX, ["-c", join(folder, "etc"), "start-fg"], { stdio: "ignore" });
    let over = false;
    const ended = new Promise<void>((resolve) => child.once("exit", () => resolve())).then(
      () => void (over = true),
    );
    const kill = (): void => {
      if (over) return;
      // What was started is a script; the server itself wrote down its own number.
      process.kill(Number(readFileSync(join(folder, "queue", "pid", "master.pid"), "utf8")), "SIGTERM");
    };
    const stayed = endsWithTests(kill);
    end = async () => {
      stayed();
      kill();
      await ended;
    };
    await greets(port, () => (over ? `Postfix ended: ${log()}` : null));
  }
  async function stop(): Promise<void> {
    await end?.();
    end = undefined;
  }
  await start();
  return {
    port,
    url: `smtp://127.0.0.1:${port}`,
    start,
    stop,
    log,
    async close() {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function mainOf(folder: string, mails: string): string {
  return [
    "compatibility_level = 3.6",
    `queue_directory = ${folder}/queue`,
    `data_directory = ${folder}/data`,
    `daemon_directory = ${DAEMONS}`,
    "command_directory = /usr/sbin",
    "mail_owner = postfix",
    "setgid_group = postdrop",
    `maillog_file = ${folder}/postfix.log`,
    `maillog_file_prefixes = ${folder}`,
    "inet_interfaces = 127.0.0.1",
    "inet_protocols = ipv4",
    `myhostname = mail.${DOMAIN}`,
    "mydestination =",
    "relay_domains =",
    "mynetworks = 127.0.0.0/8",
    "alias_maps =",
    "alias_database =",
    "local_recipient_maps =",
    "smtpd_relay_restrictions = reject_unauth_destination",
    "smtpd_peername_lookup = no",
    `virtual_mailbox_domains = ${DOMAIN}`,
    `virtual_mailbox_base = ${mails}`,
    `virtual_mailbox_maps = static:${USER}/Maildir/`,
    `virtual_uid_maps = static:${OWNER.id}`,
    `virtual_gid_maps = static:${OWNER.id}`,
    "virtual_minimum_uid = 1",
    "virtual_mailbox_limit = 0",
    "message_size_limit = 52428800",
    "",
  ].join("\n");
}

function masterOf(port: number): string {
  return [
    `127.0.0.1:${port} inet n - n - - smtpd`,
    "pickup unix n - n 60 1 pickup",
    "cleanup unix n - n - 0 cleanup",
    "qmgr unix n - n 300 1 qmgr",
    "rewrite unix - - n - - trivial-rewrite",
    "bounce unix - - n - 0 bounce",
    "defer unix - - n - 0 bounce",
    "trace unix - - n - 0 bounce",
    "verify unix - - n - 1 verify",
    "flush unix n - n 1000? 0 flush",
    "proxymap unix - - n - - proxymap",
    "proxywrite unix - - n - 1 proxymap",
    "error unix - - n - - error",
    "retry unix - - n - - error",
    "virtual unix - n n - - virtual",
    "anvil unix - - n - 1 anvil",
    "postlog unix-dgram n - n - 1 postlogd",
    "",
  ].join("\n");
}
