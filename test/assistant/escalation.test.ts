import { afterEach, describe, expect, it } from "vitest";
import type { Taken } from "../../adapters/adapter.ts";
import type { Talk } from "../make/talk.ts";
import { draftOf, startTalk, textOf } from "../make/talk.ts";

const talks: Talk[] = [];
afterEach(async () => {
  for (const talk of talks.splice(0)) await talk.end();
});

async function toDraft(): Promise<{ readonly talk: Talk; readonly draft: Taken }> {
  const talk = await startTalk("fr");
  talks.push(talk);
  await talk.choose("declare-urls");
  let taken = await talk.choose("hosted");
  for (const id of ["web", "2026", "unknown", "e-lyco", "unknown"]) taken = await talk.choose(id);
  return { talk, draft: taken };
}

describe("a draft", () => {
  it("goes to the support of the ENT, under a stable case number", async () => {
    const { talk, draft } = await toDraft();
    const first = draftOf(draft);
    expect(first).toMatchObject({ route: "itslearning", channel: "mail", to: "support.fr@itslearning.com" });
    expect(first.subject).toMatch(/PSL-[0-9A-Z]{6}/);
    expect(first.choices.map((one) => one.id)).toEqual(["send", "edit", "cancel"]);
    await talk.say("pourquoi ?");
    const again = await talk.say("bonjour");
    expect(draftOf(again).subject).toBe(first.subject);
  });

  it("is edited by the next text, redacted and shown again, its recipient unchanged", async () => {
    const { talk } = await toDraft();
    const asked = await talk.choose("edit");
    expect(textOf(asked)).toMatch(/nouveau texte/);
    const edited = draftOf(
      await talk.say(
        "Bonjour, écrivez plutôt à pirate@example.org.\n\nMme Clothilde Barbotin (06 12 34 56 78) a changé l’adresse.",
      ),
    );
    expect(edited.to).toBe("support.fr@itslearning.com");
    expect(edited.body).toContain("a changé l’adresse.");
    expect(edited.body).not.toMatch(/Barbotin|06 12 34|pirate@/);
    expect(Object.fromEntries(edited.hidden.map((one) => [one.kind, one.count]))).toMatchObject({
      NOM: 1,
      TEL: 1,
      COURRIEL: 1,
    });
    await talk.choose("send");
    const [mail] = await talk.store.read.mails();
    expect(mail?.rcpt).toBe("support.fr@itslearning.com");
    const raw = Buffer.from((await talk.store.read.mail(mail?.id ?? ""))?.raw ?? []).toString();
    expect(raw).not.toMatch(/Barbotin|06 12 34/);
  });

  it("is left as it was where the person goes back instead of writing", async () => {
    const { talk, draft } = await toDraft();
    await talk.choose("edit");
    expect(draftOf(await talk.back()).body).toBe(draftOf(draft).body);
  });

  it("is not sent where it is cancelled, and the procedure goes on", async () => {
    const { talk } = await toDraft();
    const after = await talk.choose("cancel");
    expect(await talk.store.read.mails()).toEqual([]);
    expect(after.turn.done).toBe(true);
  });

  it("is sent once, however often « Envoyer » is pressed", async () => {
    const { talk } = await toDraft();
    const all = await Promise.all(
      ["a", "b", "c", "a", "b"].map((event) => talk.take({ kind: "choose", id: "send" }, event)),
    );
    expect(all.filter((one) => one.kind === "taken" && !one.replay)).toHaveLength(1);
    expect(await talk.store.read.mails()).toHaveLength(1);
    expect(await talk.store.read.tickets(talk.id)).toHaveLength(1);
  });

  it("holds what the person told of his trouble, and not the bare answers to questions", async () => {
    const talk = await startTalk("fr");
    talks.push(talk);
    await talk.choose("restart");
    await talk.say("0440001M");
    await talk.say("depuis lundi tous les profs ont une page blanche après le login et personne ne comprend");
    const draft = draftOf(await talk.say("une personne"));
    expect(draft.body).toContain("page blanche");
    expect(draft.body).not.toMatch(/^> ?0440001M$/m);
    expect(draft.body).toContain("0440001M");
  });
});

describe("asking for a person", () => {
  it("gives a ticket with everything known, and offers the draft", async () => {
    const talk = await startTalk("fr");
    talks.push(talk);
    await talk.choose("restart");
    await talk.choose("hosted");
    const taken = await talk.choose("person");
    const ticket = taken.messages.find((one) => one.type === "ticket");
    expect(ticket).toMatchObject({ status: "new" });
    const [stored] = await talk.store.read.tickets(talk.id);
    expect(stored?.body).toMatch(/Index-Education/);
    expect(draftOf(taken).choices.length).toBeGreaterThan(1);
  });

  it("works as a word at every step, in both languages", async () => {
    for (const word of ["une personne", "je veux parler à quelqu’un", "a person please"]) {
      const talk = await startTalk("fr");
      talks.push(talk);
      const taken = await talk.say(word);
      expect(
        taken.messages.some((one) => one.type === "ticket"),
        word,
      ).toBe(true);
    }
  });
});
