import { describe, expect, it } from "vitest";
import type { Assistant, Inbound } from "../../adapters/adapter.ts";
import type { Output } from "../../src/message.ts";
import { containerXml } from "../make/container.ts";
import type { Channel, Person, Shown } from "./channel.ts";
import { faultContract } from "./faults.ts";
import type { Houses } from "./house.ts";
import { housesFor, words } from "./house.ts";

/** What every channel must do, whatever it looks like. */
export function adapterContract<P extends Person>(channel: Channel<P>): void {
  describe(`adapter contract: ${channel.name}`, () => {
    describe(`${channel.setting}`, () => {
      const houses = housesFor(channel);
      core(houses);
      faultContract(channel, houses);
    });
  });
}

function core<P extends Person>({ house, seat }: Houses<P>): void {
  /** The way to the draft for itslearning. */
  async function toDraft(person: Person): Promise<Shown> {
    await person.choose("Communiquer nos adresses à itslearning");
    let shown = await person.say("hébergée chez Index-Education, PRONOTE.net, version 2026");
    for (let turns = 0; !shown.choices.includes("Envoyer"); turns++) {
      expect(turns, "the draft never comes").toBeLessThan(8);
      shown = shown.text.includes("UAI")
        ? await person.say("0440001M")
        : await person.say("https://0440001M.index-education.net/pronote/");
    }
    return shown;
  }

  it.each([
    ["fr", "Remettre en route le connecteur"],
    ["en", "Restart the connector"],
  ] as const)("greets in the language asked for (%s), with something to choose", async (language, label) => {
    const { assistant } = await house();
    const person = await seat(assistant, { language });
    expect(words(person.greeting.text).length).toBeGreaterThan(40);
    expect(person.greeting.choices).toContain(label);
  });

  it("shows every message of a turn in order, and offers the answers of the last", async () => {
    const { assistant } = await house();
    const outputs: Output[] = [];
    const person = await seat(recorded(assistant, (_, messages) => outputs.push(...messages)));
    const shown = await person.choose("Remettre en route le connecteur");
    let from = 0;
    for (const one of outputs) {
      if (one.type !== "message") continue;
      const start = words(one.text).slice(0, 40);
      const at = words(shown.text).indexOf(start, from);
      expect(at, `${start} is shown after what came before`).toBeGreaterThanOrEqual(from);
      from = at;
    }
    const last = outputs.findLast((one) => one.type === "message");
    expect(outputs.length).toBeGreaterThan(1);
    expect(shown.choices).toEqual(last?.choices.map((one) => one.label));
  });

  it("takes a choice, a sentence, a way back and a new start", async () => {
    const { assistant } = await house();
    const person = await seat(assistant);
    const question = await person.choose("Remettre en route le connecteur");
    const second = await person.choose(question.choices[0] ?? "");
    expect(words(second.text)).not.toEqual(words(question.text));
    expect((await person.back()).choices).toEqual(question.choices);
    const said = await person.say("elle est hébergée chez Index-Education");
    expect(said.choices).toEqual(second.choices);
    expect((await person.startOver()).choices).toEqual(person.greeting.choices);
  });

  it("hands the words over as they were written", async () => {
    const { assistant } = await house();
    const taken: string[] = [];
    const person = await seat(
      recorded(assistant, ({ input }) => taken.push(input.kind === "say" ? input.text : input.kind)),
    );
    const text = "L’« accès » n’est pas possible : <b>œuvre</b> & 100 % d’échecs → ç’est bizarre 🙈";
    await person.say(text);
    expect(taken).toEqual([text]);
  });

  it("examines a file and says what it found", async () => {
    const { assistant } = await house(() => new Date("2026-09-02T08:00:00Z"));
    const person = await seat(assistant);
    const fine = await person.upload("identifiants.xml", containerXml({ date: "2026-09-01T08:00:00+02:00" }));
    expect(words(fine.text)).toMatch(/enveloppe|conforme/i);
    const wrong = await person.upload("page.html", "<!doctype html><html><body>Connexion</body></html>");
    expect(words(wrong.text)).toMatch(/page web|page internet/i);
  });

  it("shows a draft whole: to whom, about what, and every line of it", async () => {
    const { assistant } = await house();
    const outputs: Output[] = [];
    const person = await seat(recorded(assistant, (_, messages) => outputs.push(...messages)));
    const shown = await toDraft(person);
    const draft = outputs.findLast((one) => one.type === "draft");
    if (draft === undefined) throw new Error("no draft");
    const seen = words(shown.text);
    expect(seen).toContain("support.fr@itslearning.com");
    expect(seen).toContain(words(draft.subject));
    for (const line of draft.body.split("\n")) expect(seen).toContain(words(line));
    expect(shown.choices).toEqual(draft.choices.map((one) => one.label));
  });

  it("brings a ticket when the draft is sent, and later what became of the mail", async () => {
    const { assistant, store } = await house();
    const tickets: Output[] = [];
    let conversation = "";
    const person = await seat(
      recorded(assistant, (inbound, messages) => {
        conversation = inbound.conversation;
        tickets.push(...messages.filter((one) => one.type === "ticket"));
      }),
    );
    await toDraft(person);
    const sent = await person.choose("Envoyer");
    const [ticket] = tickets;
    if (ticket?.type !== "ticket") throw new Error("no ticket");
    expect(words(sent.text)).toContain(words(ticket.text));
    const later = { ...ticket, status: "sent", text: "Votre message est parti à 9 h 12." } as const;
    const waiting = person.next();
    await store.write((tx) =>
      tx.addUpdate({ conversation, messages: JSON.stringify([later]), at: new Date().toISOString() }),
    );
    expect(words((await waiting).text)).toContain("Votre message est parti à 9 h 12.");
  });

  it("asks what the answer of a party asks, and takes what is answered", async () => {
    const { assistant, store, conversation } = await house();
    const person = await seat(assistant);
    await toDraft(person);
    await person.choose("Envoyer");
    const id = await conversation();
    const [ticket] = await store.read.tickets(id);
    const waiting = person.next();
    await assistant.tell(id, "reply", {
      kind: "reply",
      ticket: ticket?.id ?? "",
      party: "itslearning",
      subject: "PRONOTE",
      text: "Les adresses sont enregistrées.",
      files: [],
      number: "4711",
      references: [],
    });
    const told = await waiting;
    expect(words(told.text)).toContain("Les adresses sont enregistrées.");
    expect(told.choices).toEqual(["Résolu", "Pas résolu", "Préciser"]);
    const solved = await person.choose("Résolu");
    expect(words(solved.text)).toMatch(/résolue/);
    expect((await store.read.tickets(id))[0]?.status).toBe("resolved");
  });

  it("says one sentence where nothing was taken, and goes on", async () => {
    const { assistant } = await house();
    const person = await seat(assistant);
    const question = await person.choose("Remettre en route le connecteur");
    const refused = await person.say("a".repeat(20_001));
    expect(words(refused.text)).toMatch(/20.?001/);
    expect(words(refused.text).length).toBeLessThan(400);
    const after = await person.choose(question.choices[0] ?? "");
    expect(after.choices.length).toBeGreaterThan(0);
  });

  it("says so where a turn fails, loses nothing and takes the next", async () => {
    const { assistant } = await house();
    let failing = false;
    const person = await seat({
      ...assistant,
      take: (inbound) =>
        failing ? Promise.reject(new Error("disk on fire at /srv/data")) : assistant.take(inbound),
    });
    const question = await person.choose("Remettre en route le connecteur");
    failing = true;
    const failed = await person.choose(question.choices[0] ?? "");
    expect(words(failed.text).length).toBeGreaterThan(20);
    expect(failed.text).not.toMatch(/disk on fire|srv|Error/);
    failing = false;
    const taken = await person.choose(question.choices[0] ?? "");
    expect(taken.choices.length).toBeGreaterThan(0);
    expect(taken.choices).not.toEqual(question.choices);
  });

  it("goes on where it was when the person comes back", async () => {
    const { assistant } = await house();
    const person = await seat(assistant);
    const question = await person.choose("Remettre en route le connecteur");
    const second = await person.choose(question.choices[0] ?? "");
    await person.leave();
    const again = await seat(assistant, { again: true });
    expect(again.greeting.choices).toEqual(second.choices);
    expect((await again.back()).choices).toEqual(question.choices);
  });

  it("stops twice without harm, and takes nothing more", async () => {
    const { assistant } = await house();
    const person = await seat(assistant);
    await person.leave();
    await expect(person.leave()).resolves.toBeUndefined();
    await expect(person.choose("Remettre en route le connecteur")).rejects.toThrow();
  });
}

/** Tells of every input taken, and of what was said to it. */
function recorded(
  assistant: Assistant,
  tell: (inbound: Inbound, messages: readonly Output[]) => void,
): Assistant {
  return {
    ...assistant,
    async take(inbound) {
      const taken = await assistant.take(inbound);
      tell(inbound, taken.kind === "taken" ? taken.messages : []);
      return taken;
    },
  };
}
