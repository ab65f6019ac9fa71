import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openLog } from "../../src/log.ts";
import type { Deliverer } from "../../src/outbox/deliver.ts";
import { startDeliverer } from "../../src/outbox/deliver.ts";
import type { Sender, Tried } from "../../src/outbox/send.ts";
import { smtpSender } from "../../src/outbox/send.ts";
import { openStore } from "../../src/store/open-store.ts";
import type { MailSummary, Store } from "../../src/store/store.ts";
import { realAssistant, realWorld } from "../make/world.ts";

/** An outbox of escalations, and those who send it. */
export type OutboxHouse = {
  readonly store: Store;
  /** How each try ended, by Message-ID. */
  readonly tries: ReadonlyMap<string, readonly Tried["kind"][]>;
  /** So many escalations to `to`, the first written by a conversation, the others copies with ids of their own. */
  fill(count: number, to: string): Promise<void>;
  deliverer(url: string): Deliverer;
  /** Moves the clock on. */
  later(seconds: number): void;
  mails(): Promise<readonly MailSummary[]>;
  close(): Promise<void>;
};

/** A real store with a clock of its own. */
export async function outboxHouse(): Promise<OutboxHouse> {
  const dataDir = mkdtempSync(join(tmpdir(), "passerelle-sending-"));
  const store = await openStore({ dataDir });
  const deliverers: Deliverer[] = [];
  const tries = new Map<string, Tried["kind"][]>();
  let clock = new Date("2026-09-02T08:00:00Z");

  /** Sends as the program does, and writes down what it came to. */
  function sender(url: string): Sender {
    const real = smtpSender(url);
    return {
      ...real,
      async send(mail) {
        const tried = await real.send(mail);
        const id = /^Message-ID: (<[^>]+>)/im.exec(Buffer.from(mail.raw).toString("utf8"))?.[1] ?? "";
        tries.set(id, [...(tries.get(id) ?? []), tried.kind]);
        return tried;
      },
    };
  }

  return {
    store,
    tries,
    async fill(count, to) {
      const assistant = realAssistant(store, { now: () => clock });
      const conversation = (await assistant.open({ channel: "test", language: "fr" })).id;
      const answers = ["declare-urls", "hosted", "web", "2026", "unknown", "e-lyco", "unknown", "send"];
      for (const [index, id] of answers.entries())
        await assistant.take({ conversation, eventId: `e${index}`, input: { kind: "choose", id } });
      await store.write(async (tx) => {
        // The pattern itself would go to a real address: it is nobody's to send.
        const pattern = await tx.claimMail(clock.toISOString(), "9999-12-31T00:00:00.000Z", "nobody");
        if (pattern === undefined) throw new Error("the conversation sent nothing");
        const text = Buffer.from(pattern.raw).toString("utf8");
        for (let index = 0; index < count; index++) {
          const message_id = `<${randomUUID()}@passerelle.example>`;
          const raw = Buffer.from(text.replaceAll(pattern.message_id, message_id));
          await tx.enqueue({ ...pattern, id: `copy-${index}`, message_id, raw, rcpt: to, attempts: 0 });
        }
      });
    },
    deliverer(url) {
      const deliverer = startDeliverer({
        store,
        sender: sender(url),
        texts: realWorld().texts,
        log: openLog("silent"),
        now: () => clock,
        everyMs: 3_600_000,
      });
      deliverers.push(deliverer);
      return deliverer;
    },
    later: (seconds) => void (clock = new Date(clock.getTime() + seconds * 1000)),
    mails: async () => (await store.read.mails()).filter((mail) => mail.id.startsWith("copy-")),
    async close() {
      for (const deliverer of deliverers) await deliverer.stop();
      await store.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
