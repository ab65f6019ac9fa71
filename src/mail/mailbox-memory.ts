import type { MailboxMemory } from "../../adapters/mail.ts";
import type { Store } from "../store/store.ts";

/** What is kept of mailboxes, in the store: processes that share it never read one at the same time. */
export function mailboxMemory(store: Store, now: () => Date = () => new Date()): MailboxMemory {
  return {
    lease: (mailbox, holder, milliseconds) => {
      const at = now();
      const until = new Date(at.getTime() + milliseconds).toISOString();
      return store.write((tx) => tx.letters.lease(mailbox, holder, at.toISOString(), until));
    },
    release: (mailbox, holder) => store.write((tx) => tx.letters.release(mailbox, holder)),
    last: (mailbox) => store.read.letters.lastUid(mailbox),
    keep: (mailbox, { validity, uid }) => store.write((tx) => tx.letters.keepUid(mailbox, validity, uid)),
  };
}
