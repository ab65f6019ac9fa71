import type { ImapFlow } from "imapflow";
import type { AdapterLog } from "../adapter.ts";
import type { Filed, IncomingMail, MailboxMemory } from "../mail.ts";
import { errorInShort } from "./errorInShort.ts";
import { fetchMail, lastBefore, uidsAfter } from "./fetchMail.ts";
import { fileMail } from "./fileMail.ts";
import type { ImapAddress } from "./imapAddress.ts";
import type { ImapOptions } from "./imapOptions.ts";
import { listen } from "./listen.ts";
import type { Trial } from "./tryTake.ts";
import { tryTake } from "./tryTake.ts";
import { StoreFailed } from "./whatFailed.ts";

/** At its first start a mailbox is read from so many days back. */
const FIRST_DAYS = 2;

/** A mail that breaks the connection so often when it is fetched is set aside unread. */
const MOST_LOST = 8;

/** What outlasts a connection, as long as the program runs. */
export type Carried = {
  readonly trial: Trial;
  /** Mails taken whose move the end of the connection prevented, by UID; good for one UIDVALIDITY. */
  readonly owed: { validity: string; readonly mails: Map<number, Filed> };
};

export type InboxParts = Pick<ImapOptions, "limits"> & {
  readonly mailbox: string;
  readonly address: ImapAddress;
  readonly memory: MailboxMemory;
  readonly log: AdapterLog;
  readonly carried: Carried;
  readonly retryMs: readonly number[];
  readonly take: (mail: IncomingMail) => Promise<Filed>;
  /** The code of the command the server refused last. */
  readonly refusal: () => string | null;
  /** Called once the folder is open. */
  readonly opened: () => void;
  /** Somebody else may read the mailbox. */
  readonly lost: AbortSignal;
  /** Nothing more is to be begun: stopped, lost, or the connection is gone. */
  readonly over: AbortSignal;
};

async function stored<Result>(asked: Promise<Result>): Promise<Result> {
  try {
    return await asked;
  } catch {
    throw new StoreFailed("the store did not answer");
  }
}

/**
 * Takes the mails of the inbox over one connection, one at a time, in the order of their UIDs, from after the last one kept,
 * and waits for more, until `over`. A mail is taken, then kept, then moved: whatever breaks in between, it is taken again or
 * stays where it is, and is never lost. Rejects where the connection or the store fails.
 */
export async function readInbox(client: ImapFlow, parts: InboxParts): Promise<void> {
  const { mailbox, address, memory, log, carried, over } = parts;
  // The lock is held for as long as the connection lasts: imapflow then keeps it alive while a mail is being taken.
  await client.getMailboxLock([...address.inbox]);
  if (client.mailbox === false) throw new Error("the folder did not open");
  const validity = String(client.mailbox.uidValidity);
  const kept = await stored(memory.last(mailbox));
  if (kept !== null && kept.validity !== validity)
    log.warn(
      {},
      "mailbox: the server has numbered its mails anew (UIDVALIDITY): all of them are taken again",
    );
  let last = kept?.validity === validity ? kept.uid : 0;
  // A mailbox that was in use before is not answered for years back.
  if (kept === null) {
    last = await lastBefore(client, new Date(Date.now() - FIRST_DAYS * 86_400_000));
    if (last > 0) await stored(memory.keep(mailbox, { validity, uid: last }));
  }
  if (carried.owed.validity !== validity) carried.owed.mails.clear();
  carried.owed.validity = validity;
  let news = true;
  client.on("exists", () => (news = true));
  parts.opened();
  for (const [uid, filed] of carried.owed.mails) await putAway(uid, filed);
  while (!over.aborted) {
    if (!news) await listen(client, over);
    news = false;
    if (over.aborted) break;
    for (const uid of await uidsAfter(client, last)) {
      if (over.aborted) return;
      const filed = await takeOne(uid);
      if (filed === "interrupted" || parts.lost.aborted) return;
      if (filed !== "gone") {
        await stored(memory.keep(mailbox, { validity, uid }));
        await putAway(uid, filed);
      }
      last = uid;
    }
  }

  async function takeOne(uid: number): Promise<Filed | "interrupted" | "gone"> {
    const { trial } = carried;
    if (trial.uid !== uid) Object.assign(trial, { uid, failures: 0, lost: 0 });
    if (trial.lost >= MOST_LOST) {
      log.error({ uid }, "mailbox: a mail could not be fetched and is set aside unread: please look at it");
      return "set-aside";
    }
    const read = await fetchMail(client, uid, parts.limits).catch((error: unknown) => {
      trial.lost += 1;
      throw error;
    });
    if (read === null) return "gone";
    const take = async (): Promise<Filed> => parts.take(await read());
    const storeWorks = async (): Promise<boolean> => {
      // Another reader may be further by now.
      if (parts.lost.aborted) return false;
      return memory.keep(mailbox, { validity, uid: last }).then(
        () => true,
        () => false,
      );
    };
    return tryTake(take, { trial, retryMs: parts.retryMs, log, storeWorks, signal: over });
  }

  async function putAway(uid: number, filed: Filed): Promise<void> {
    const folder = filed === "processed" ? address.processed : address.aside;
    carried.owed.mails.set(uid, filed);
    try {
      const moved = await fileMail(client, uid, folder);
      if (moved || client.usable) carried.owed.mails.delete(uid);
      if (!moved)
        log.warn({ uid, code: parts.refusal() }, `mailbox: a mail (${filed}) could not be moved and stays`);
    } catch (error) {
      log.warn({ uid, ...errorInShort(error) }, `mailbox: a mail (${filed}) will be moved later`);
    }
  }
}
