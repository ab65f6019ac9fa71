import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ConversationRow, MailRow, Store, TurnRow } from "../../src/store/store.ts";

/** A store under test: opened anew over the same data each time. */
export type StoreMaker = { open(): Promise<Store>; destroy(): Promise<void> };

const AT = "2026-09-02T08:00:00.000Z";
const LATER = "2026-09-02T08:01:00.000Z";
const LATEST = "2026-09-02T08:02:00.000Z";

function conversation(id: string, more: Partial<ConversationRow> = {}): ConversationRow {
  return {
    id,
    token_hash: "0".repeat(64),
    channel: "web",
    opened_by: null,
    language: "fr",
    state: '{"s":[]}',
    notes: "{}",
    turns: 0,
    created_at: AT,
    updated_at: AT,
    ...more,
  };
}

function turn(of: string, seq: number, event = `event-${seq}`): TurnRow {
  return {
    conversation: of,
    seq,
    event_id: event,
    input_hash: "choose hosted",
    input: '{"kind":"choose","id":"hosted"}',
    messages: '[{"text":"« Élève » — œuvre 🙈"}]',
    turn: "{}",
    at: AT,
  };
}

function mail(id: string, of: string, more: Partial<MailRow> = {}): MailRow {
  return {
    id,
    kind: "escalation",
    conversation: of,
    ticket: id,
    route: "itslearning",
    message_id: `<${id}@passerelle.example>`,
    mail_from: "passerelle@ecole.example",
    rcpt: "support@example.org",
    subject: "Connecteur",
    raw: new Uint8Array([0, 13, 10, 255, 128]),
    state: "pending",
    attempts: 0,
    next_at: AT,
    lease_until: null,
    lease_by: null,
    last_error: null,
    answer: null,
    created_at: AT,
    sent_at: null,
    ...more,
  };
}

/** What every engine of the store must do. */
export function storeContract(make: () => Promise<StoreMaker>, name: string): void {
  describe(`store contract: ${name}`, () => {
    let maker: StoreMaker;
    let store: Store;
    beforeEach(async () => {
      maker = await make();
      store = await maker.open();
    });
    afterEach(async () => {
      await store.close();
      await maker.destroy();
    });

    const addConversation = (row: ConversationRow): Promise<void> =>
      store.write((tx) => tx.addConversation(row));

    it("gives back what was written, byte for byte", async () => {
      await store.write(async (tx) => {
        await tx.addConversation(conversation("c1"));
        await tx.addTurn(turn("c1", 0));
        await tx.addTicket({
          id: "t1",
          conversation: "c1",
          route: "academy",
          status: "new",
          subject: "Objet",
          body: "Corps",
          created_at: AT,
          updated_at: AT,
          party_number: null,
          reminded: 0,
          reminded_at: null,
        });
        await tx.enqueue(mail("m1", "c1"));
      });
      expect(await store.read.conversation("c1")).toEqual(conversation("c1"));
      expect(await store.read.turns("c1")).toEqual([turn("c1", 0)]);
      expect(await store.read.turn("c1", "event-0")).toEqual(turn("c1", 0));
      expect((await store.read.tickets("c1")).map((one) => one.subject)).toEqual(["Objet"]);
      const read = await store.read.mail("m1");
      expect([...(read?.raw ?? [])]).toEqual([0, 13, 10, 255, 128]);
      expect((await store.read.mails())[0]).not.toHaveProperty("raw");
    });

    it("keeps it when it is opened again, and its secret with it", async () => {
      await addConversation(conversation("c1"));
      const { secret } = store;
      expect(secret).toMatch(/^[0-9a-f]{64}$/);
      await store.close();
      store = await maker.open();
      expect(await store.read.conversation("c1")).toEqual(conversation("c1"));
      expect(store.secret).toBe(secret);
      expect(await store.ready()).toBe(true);
    });

    it("knows nothing of what is not there", async () => {
      expect(await store.read.conversation("none")).toBeUndefined();
      expect(await store.read.beforeTurn("none", "event")).toBeUndefined();
      expect(await store.read.turn("none", "event")).toBeUndefined();
      expect(await store.read.mail("none")).toBeUndefined();
      expect(await store.read.latest("web")).toBeUndefined();
      expect(await store.read.lastUpdate("none")).toBe(0);
      expect(await store.read.turns("none")).toEqual([]);
    });

    it("writes all of a transaction or none of it", async () => {
      await expect(
        store.write(async (tx) => {
          await tx.addConversation(conversation("c1"));
          await tx.addUpdate({ conversation: "c1", messages: "[]", at: AT });
          throw new Error("in the middle");
        }),
      ).rejects.toThrow("in the middle");
      expect(await store.read.conversation("c1")).toBeUndefined();
      await addConversation(conversation("c1"));
      expect(await store.read.lastUpdate("c1")).toBe(0);
    });

    it("runs transactions one after the other, so that none loses what another wrote", async () => {
      await addConversation(conversation("c1"));
      const one = async (index: number): Promise<void> =>
        store.write(async (tx) => {
          const before = await tx.beforeTurn("c1", `event-${index}`);
          const seq = before?.conversation.turns ?? -1;
          await tx.addTurn(turn("c1", seq, `event-${index}`));
          await tx.saveConversation({ ...conversation("c1"), turns: seq + 1 });
        });
      await Promise.all(Array.from({ length: 20 }, (_, index) => one(index)));
      const seqs = (await store.read.turns("c1")).map((row) => row.seq);
      expect(seqs).toEqual(Array.from({ length: 20 }, (_, index) => index));
      expect((await store.read.conversation("c1"))?.turns).toBe(20);
    });

    it("takes an event once, and finds the turn it made", async () => {
      await addConversation(conversation("c1"));
      await store.write((tx) => tx.addTurn(turn("c1", 0, "once")));
      await expect(store.write((tx) => tx.addTurn(turn("c1", 1, "once")))).rejects.toThrow();
      expect(await store.read.turns("c1")).toHaveLength(1);
      expect((await store.read.beforeTurn("c1", "once"))?.known).toEqual(turn("c1", 0, "once"));
      expect((await store.read.beforeTurn("c1", "other"))?.known).toBeUndefined();
    });

    it("opens a conversation once for an event of its channel, and for no other’s", async () => {
      await addConversation(conversation("c1", { opened_by: "hello" }));
      await expect(addConversation(conversation("c2", { opened_by: "hello" }))).rejects.toThrow();
      await addConversation(conversation("c3", { opened_by: "hello", channel: "mail" }));
      await addConversation(conversation("c4"));
      await addConversation(conversation("c5"));
      expect((await store.read.openedBy("web", "hello"))?.id).toBe("c1");
    });

    it("finds the conversation of a channel heard last", async () => {
      await addConversation(conversation("c1", { updated_at: LATER }));
      await addConversation(conversation("c2", { updated_at: AT }));
      await addConversation(conversation("c3", { updated_at: LATEST, channel: "mail" }));
      expect((await store.read.latest("web"))?.id).toBe("c1");
    });

    it("refuses a turn of no conversation", async () => {
      await expect(store.write((tx) => tx.addTurn(turn("none", 0)))).rejects.toThrow();
    });

    it("numbers updates upwards, and calls back once they are written", async () => {
      await addConversation(conversation("c1"));
      await addConversation(conversation("c2"));
      const heard: string[] = [];
      const stop = store.onUpdate("c1", () => heard.push("c1"));
      store.onUpdate("c2", () => heard.push("c2"));
      for (const messages of ["[1]", "[2]", "[3]"]) {
        await store.write((tx) => tx.addUpdate({ conversation: "c1", messages, at: AT }));
      }
      const all = await store.read.updatesAfter("c1", 0);
      expect(all.map((row) => row.messages)).toEqual(["[1]", "[2]", "[3]"]);
      const seqs = all.map((row) => row.seq);
      expect(seqs).toEqual([...new Set(seqs)].sort((a, b) => a - b));
      expect(await store.read.updatesAfter("c1", seqs[1] ?? 0)).toHaveLength(1);
      expect(await store.read.lastUpdate("c1")).toBe(seqs[2]);
      expect(heard).toEqual(["c1", "c1", "c1"]);
      stop();
      await store.write((tx) => tx.addUpdate({ conversation: "c1", messages: "[4]", at: AT }));
      expect(heard).toHaveLength(3);
    });

    it("lends a mail that is due to one sender at a time, the one waiting longest first", async () => {
      await addConversation(conversation("c1"));
      await store.write(async (tx) => {
        await tx.enqueue(mail("m1", "c1", { next_at: LATER }));
        await tx.enqueue(mail("m2", "c1"));
        await tx.enqueue(mail("m3", "c1", { next_at: LATEST }));
        await tx.enqueue(mail("m4", "c1", { state: "sent" }));
      });
      const claim = (now: string, by: string): Promise<MailRow | undefined> =>
        store.write((tx) => tx.claimMail(now, LATEST, by));
      expect(await claim(LATER, "a")).toMatchObject({ id: "m2", attempts: 1, lease_by: null });
      expect(await claim(LATER, "b")).toMatchObject({ id: "m1" });
      expect(await claim(LATER, "c")).toBeUndefined();
      // The lease of a sender that died runs out: the next is told who had it.
      expect(await claim(LATEST, "d")).toMatchObject({
        attempts: 2,
        lease_by: expect.stringMatching(/[ab]/),
      });
    });

    it("lets only the holder of the lease say how a try ended", async () => {
      await addConversation(conversation("c1"));
      await store.write((tx) => tx.enqueue(mail("m1", "c1")));
      await store.write((tx) => tx.claimMail(AT, LATER, "a"));
      const ended = { state: "sent", next_at: AT, last_error: null, answer: "250 Ok", sent_at: AT };
      expect(await store.write((tx) => tx.settleMail("m1", "b", ended))).toBe(false);
      expect(await store.write((tx) => tx.settleMail("m1", "a", ended))).toBe(true);
      expect(await store.read.mail("m1")).toMatchObject({ state: "sent", answer: "250 Ok", lease_by: null });
      expect(await store.write((tx) => tx.settleMail("m1", "a", ended))).toBe(false);
    });

    it("puts back only a mail that failed", async () => {
      await addConversation(conversation("c1"));
      await store.write((tx) => tx.enqueue(mail("m1", "c1", { state: "failed" })));
      await store.write((tx) => tx.enqueue(mail("m2", "c1", { state: "sent" })));
      expect(await store.write((tx) => tx.retryMail("m1", LATER))).toBe(true);
      expect(await store.write((tx) => tx.retryMail("m2", LATER))).toBe(false);
      expect(await store.read.mail("m1")).toMatchObject({ state: "pending", next_at: LATER });
    });

    it("takes a Message-ID once", async () => {
      await addConversation(conversation("c1"));
      await store.write((tx) => tx.enqueue(mail("m1", "c1")));
      const again = mail("m2", "c1", { message_id: "<m1@passerelle.example>" });
      await expect(store.write((tx) => tx.enqueue(again))).rejects.toThrow();
    });
  });
}
