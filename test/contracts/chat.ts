import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Assistant } from "../../adapters/adapter.ts";
import type { ChatAdapter } from "../../adapters/chat.ts";
import type { Language } from "../../src/message.ts";
import type { Lines } from "../../src/rooms/lines.ts";
import type { OpenChat } from "../../src/rooms/open-chat.ts";
import { openChat } from "../../src/rooms/open-chat.ts";
import { openStore } from "../../src/store/open-store.ts";
import type { Store } from "../../src/store/store.ts";
import { containerXml } from "../make/container.ts";
import { quietLog } from "../make/log.ts";
import { settled } from "../make/settled.ts";
import { realAssistant, realWorld } from "../make/world.ts";
import type { Act, Platform, ShownMessage, StandIn, Who } from "./platform.ts";

/** A platform with the assistant behind it, as it is served. */
type House = {
  readonly standIn: StandIn;
  readonly store: Store;
  /** Everything delivered was taken and everything said is shown. */
  settled(): Promise<void>;
  act(who: Who, act: Act): Promise<readonly ShownMessage[]>;
  /** The process ends and starts again over the same store. */
  stop(): Promise<void>;
  start(): Promise<void>;
};

const START = "Remettre en route le connecteur";

/** What every chat platform must do, over the real adapter and its SDK. */
export function chatContract(platform: Platform): void {
  describe(`adapter contract: ${platform.name}`, () => {
    const over: (() => Promise<void>)[] = [];
    afterEach(async () => {
      for (const end of over.splice(0).toReversed()) await end();
    });

    async function house(language: Language = "fr"): Promise<House> {
      const dataDir = await mkdtemp(join(tmpdir(), "passerelle-chat-"));
      const store = await openStore({ dataDir });
      const standIn = await platform.open({ language });
      let chat: OpenChat | null = null;
      let closeMounts = async (): Promise<void> => undefined;
      const start = async (): Promise<void> => {
        const made = standIn.adapter();
        closeMounts = await serve(made, standIn);
        const lines: Lines = { has: (channel) => channel === made.name, agentsOf: () => made.agents };
        const assistant: Assistant = realAssistant(store, { lines });
        chat = await openChat({ store, assistant, world: realWorld(), adapter: made, log: quietLog() });
      };
      const stop = async (): Promise<void> => {
        await chat?.stop();
        await closeMounts();
        chat = null;
      };
      over.push(async () => {
        await stop();
        await standIn.close();
        await store.close();
        await rm(dataDir, { recursive: true, force: true });
      });
      await start();
      return {
        standIn,
        store,
        settled: () => settled(store, platform.name),
        stop,
        start,
        async act(who, act) {
          const before = standIn.shown().length;
          await standIn.act(who, act);
          await settled(store, platform.name);
          return standIn.shown().slice(before);
        },
      };
    }

    const last = ({ standIn }: House): ShownMessage => {
      const one = standIn.shown().findLast((message) => message.labels.length > 0);
      if (one === undefined) throw new Error("nothing can be chosen");
      return one;
    };

    const press = (label: string): Act => ({ kind: "press", label });

    it.each([
      ["fr", START],
      ["en", "Restart the connector"],
    ] as const)("greets in the person's language (%s), with something to choose", async (language, label) => {
      const home = await house(language);
      await home.act("admin", { kind: "open" });
      expect(last(home).text.length).toBeGreaterThan(40);
      expect(last(home).labels).toContain(label);
      expect(last(home).fallback).not.toBe("");
    });

    it("takes a sentence, a choice, a way back and a new start", async () => {
      const home = await house();
      await home.act("admin", { kind: "open" });
      const menu = last(home).labels;
      await home.act("admin", press(START));
      const question = last(home);
      await home.act("admin", press(question.labels[0] ?? ""));
      const second = last(home);
      expect(second.text).not.toBe(question.text);
      await home.act("admin", { kind: "back" });
      expect(last(home).labels).toEqual(question.labels);
      await home.act("admin", { kind: "say", text: "elle est hébergée chez Index-Education" });
      expect(last(home).labels).toEqual(second.labels);
      await home.act("admin", { kind: "restart" });
      expect(last(home).labels).toEqual(menu);
    });

    it("changes an answered question in place: it shows the answer, and no button is left", async () => {
      const home = await house();
      await home.act("admin", { kind: "open" });
      await home.act("admin", press(START));
      const question = last(home);
      const label = question.labels[0] ?? "";
      await home.act("admin", press(label));
      const answered = home.standIn.shown().find((one) => one.id === question.id);
      expect(answered?.text).toContain(label);
      expect(answered?.labels).toEqual([]);
      expect(answered?.edits).toBe(1);
      expect(home.standIn.shown().filter((one) => one.labels.length > 0)).toHaveLength(1);
    });

    it("examines a file and says what it found", async () => {
      const home = await house();
      await home.act("admin", { kind: "open" });
      const fine = await home.act("admin", {
        kind: "upload",
        name: "identifiants.xml",
        content: containerXml({ date: new Date().toISOString() }),
      });
      expect(fine.map((one) => one.text).join(" ")).toMatch(/enveloppe|conforme/i);
      const wrong = await home.act("admin", {
        kind: "upload",
        name: "page.xml",
        content: "<!doctype html><html><body>Connexion</body></html>",
      });
      expect(wrong.map((one) => one.text).join(" ")).toMatch(/page web|page internet/i);
    });

    it("says one sentence where a text is too long, and goes on", async () => {
      const home = await house();
      await home.act("admin", { kind: "open" });
      await home.act("admin", press(START));
      const question = last(home);
      const refused = await home.act("admin", { kind: "say", text: "a".repeat(20_001) });
      expect(refused.map((one) => one.text).join(" ")).toMatch(/20.?001/);
      await home.act("admin", press(question.labels[0] ?? ""));
      expect(last(home).labels).not.toEqual(question.labels);
    });

    it.each([1, 2, 3, 4, 5])("takes an event delivered %i times once, however they cross", async (times) => {
      const home = await house();
      await home.act("admin", { kind: "open" });
      const event = home.standIn.make("admin", press(START));
      await Promise.all(Array.from({ length: times }, () => home.standIn.deliver(event)));
      await home.settled();
      const question = last(home);
      const answer = home.standIn.make("admin", press(question.labels[0] ?? ""));
      await Promise.all(
        Array.from({ length: times }, (_, turn) => [event, answer][turn % 2] ?? event).map((one) =>
          home.standIn.deliver(one),
        ),
      );
      await home.standIn.deliver(answer);
      await home.settled();
      const texts = home.standIn.shown().map((one) => one.text);
      expect(texts.filter((text) => text.startsWith(question.text.slice(0, 40)))).toHaveLength(1);
    });

    it("takes what waits in the order it happened, not as it was delivered", async () => {
      const home = await house();
      await home.act("admin", { kind: "open" });
      await home.stop();
      await home.start();
      const first = home.standIn.make("admin", press(START));
      const second = home.standIn.make("admin", {
        kind: "say",
        text: "elle est hébergée chez Index-Education",
      });
      await Promise.all([home.standIn.deliver(second), home.standIn.deliver(first)]);
      await home.settled();
      const conversation = await home.store.read.latest(platform.name);
      const turns = await home.store.read.turns(conversation?.id ?? "");
      expect(turns.at(-1)?.turn).toContain('"hosting":"hosted"');
    });

    it("is not answered twice by a button pressed twice", async () => {
      const home = await house();
      await home.act("admin", { kind: "open" });
      await home.act("admin", press(START));
      const question = last(home);
      const once = home.standIn.make("admin", press(question.labels[0] ?? ""));
      const twice = home.standIn.make("admin", press(question.labels[0] ?? ""));
      await home.standIn.deliver(once);
      await home.settled();
      const second = last(home);
      await home.standIn.deliver(twice);
      await home.settled();
      expect(last(home).id).toBe(second.id);
      expect(last(home).labels).toEqual(second.labels);
    });

    it("waits as long as it is told where there are too many requests, and shows all in order", async () => {
      const home = await house();
      home.standIn.limit(2, 1);
      const from = Date.now();
      await home.act("admin", { kind: "open" });
      expect(Date.now() - from).toBeGreaterThanOrEqual(1_900);
      await home.act("admin", press(START));
      expect(home.standIn.shown().length).toBeGreaterThan(1);
    });

    it("shows what was shown although the answer was lost once, or again where the platform forgets", async () => {
      const home = await house();
      home.standIn.lose(1);
      await home.act("admin", { kind: "open" });
      expect(home.standIn.shown()).toHaveLength(platform.forgets === true ? 2 : 1);
      await home.act("admin", press(START));
      expect(home.standIn.shown().filter((one) => one.labels.includes(START)).length).toBeLessThan(2);
    });

    it("takes a button pressed before the platform has answered that it is shown", async () => {
      const home = await house();
      home.standIn.lose(1);
      await home.standIn.act("admin", { kind: "open" });
      await vi.waitUntil(() => home.standIn.shown().length > 0, 5_000);
      await home.act("admin", press(START));
      expect(last(home).labels).not.toContain(START);
    });

    it("goes on after the connection was cut", async () => {
      const home = await house();
      await home.act("admin", { kind: "open" });
      await home.standIn.cut(300);
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      await home.act("admin", press(START));
      expect(last(home).labels).not.toContain(START);
    });

    it("takes and shows after a restart what waited before it", async () => {
      const home = await house();
      await home.act("admin", { kind: "open" });
      home.standIn.limit(1, 2);
      await home.standIn.act("admin", press(START));
      await new Promise((resolve) => setTimeout(resolve, 300));
      await home.stop();
      await home.start();
      await home.settled();
      expect(last(home).labels).not.toContain(START);
      expect(home.standIn.shown().filter((one) => one.labels.length > 0)).toHaveLength(1);
    });

    it("takes no event whose signature is wrong, and is not moved by what is no event", async () => {
      const home = await house();
      await home.act("admin", { kind: "open" });
      const before = home.standIn.shown().length;
      const forged = await home.standIn.forge(home.standIn.make("admin", press(START)));
      if (forged !== null) expect(forged.accepted).toBe(false);
      await home.standIn.malformed();
      await home.settled();
      expect(home.standIn.shown()).toHaveLength(before);
      await home.act("admin", press(START));
      expect(home.standIn.shown().length).toBeGreaterThan(before);
    });

    it("does not answer a program", async () => {
      const home = await house();
      await home.act("robot", { kind: "say", text: "bonjour" });
      await home.act("robot", { kind: "open" });
      expect(home.standIn.shown()).toEqual([]);
    });

    it("answers by an ordinary message where the interaction is over", async () => {
      const home = await house();
      await home.act("admin", { kind: "open" });
      home.standIn.expire();
      await home.act("admin", press(START));
      expect(last(home).labels).not.toContain(START);
    });

    it("keeps a conversation to the person it is held with", async () => {
      const home = await house();
      await home.act("admin", { kind: "open" });
      const before = home.standIn.shown().length;
      await home.act("colleague", press(START));
      await home.act("colleague", { kind: "say", text: "moi aussi" });
      expect(home.standIn.shown()).toHaveLength(before);
      expect(home.standIn.notices("colleague").join(" ")).toMatch(/autre personne/);
    });

    it("falls silent when an agent speaks, says so, and goes on when handed back", async () => {
      const home = await house();
      await home.act("admin", { kind: "open" });
      await home.act("admin", press(START));
      const question = last(home).labels;
      const held = await home.act("agent", { kind: "say", text: "Bonjour, je regarde cela avec vous." });
      expect(held.map((one) => one.text).join(" ")).toMatch(/conseiller/);
      expect(await home.act("admin", { kind: "say", text: "hébergé" })).toEqual([]);
      await home.act("agent", press("Rendre la parole à Passerelle"));
      expect(last(home).labels).toEqual(question);
    });

    it("calls the agents where a person is asked for", async () => {
      const home = await house();
      await home.act("admin", { kind: "open" });
      await home.act("admin", { kind: "say", text: "une personne" });
      expect(home.standIn.calls()).toHaveLength(1);
      await home.act("agent", { kind: "say", text: "Bonjour !" });
      expect(home.standIn.calls()[0]?.edits).toBe(1);
      expect(home.standIn.calls()[0]?.text).toMatch(/conseiller/);
    });
  });
}

/** Serves what a platform posts its events to, on loopback. */
async function serve(adapter: ChatAdapter, standIn: StandIn): Promise<() => Promise<void>> {
  if (adapter.mounts.length === 0) return async () => undefined;
  const server = createServer((request, response) => {
    const mount = adapter.mounts.find((one) => request.url?.split("?")[0] === one.path);
    if (mount === undefined) response.writeHead(404).end();
    else mount.handle(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  standIn.reach(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  return () =>
    new Promise((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    });
}
