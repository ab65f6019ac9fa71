import type { MailboxMemory } from "../../adapters/mail.ts";

/** What a mailbox is remembered by, in this process; `down` makes it fail as a store that does not answer. */
export type TestMemory = MailboxMemory & {
  down: boolean;
  /** Every UID kept, in order. */
  readonly kept: number[];
  /** Who holds which mailbox now. */
  readonly holders: ReadonlyMap<string, { readonly holder: string; readonly until: number }>;
  /** How often somebody asked for a mailbox that another held. */
  refused: number;
  /** Gives every mailbox to another, as after a time in which its holder stood still. */
  seize(): void;
};

/** The contract of a mailbox's memory, kept in variables. */
export function memoryOf(): TestMemory {
  const holders = new Map<string, { readonly holder: string; readonly until: number }>();
  const lasts = new Map<string, { readonly validity: string; readonly uid: number }>();
  const memory: TestMemory = {
    down: false,
    kept: [],
    refused: 0,
    holders,
    seize() {
      for (const mailbox of holders.keys()) holders.set(mailbox, { holder: "another", until: Infinity });
    },
    async lease(mailbox, holder, milliseconds) {
      answer();
      const held = holders.get(mailbox);
      if (held !== undefined && held.holder !== holder && held.until > Date.now()) {
        memory.refused += 1;
        return false;
      }
      holders.set(mailbox, { holder, until: Date.now() + milliseconds });
      return true;
    },
    async release(mailbox, holder) {
      answer();
      if (holders.get(mailbox)?.holder === holder) holders.delete(mailbox);
    },
    async last(mailbox) {
      answer();
      return lasts.get(mailbox) ?? null;
    },
    async keep(mailbox, last) {
      answer();
      if (lasts.get(mailbox)?.uid !== last.uid) memory.kept.push(last.uid);
      lasts.set(mailbox, last);
    },
  };
  function answer(): void {
    if (memory.down) throw new Error("the store is down");
  }
  return memory;
}
