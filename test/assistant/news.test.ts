import { afterEach, describe, expect, it } from "vitest";
import type { News } from "../../src/assistant/news.ts";
import { documentOfMarkdown } from "../../src/mail/words/document-of-markdown.ts";
import { textOf as textOfDocument } from "../../src/mail/words/text-of.ts";
import type { Message, Output, Ticket } from "../../src/message.ts";
import type { Talk } from "../make/talk.ts";
import { draftOf, startTalk, textOf } from "../make/talk.ts";

const talks: Talk[] = [];
afterEach(async () => {
  for (const talk of talks.splice(0)) await talk.end();
});

const WAY = ["declare-urls", "hosted", "web", "2026", "unknown", "e-lyco", "unknown", "send"] as const;

/** A conversation whose message went to itslearning. */
async function sent(language: "fr" | "en" = "fr"): Promise<{ readonly talk: Talk; readonly ticket: string }> {
  const talk = await startTalk(language);
  talks.push(talk);
  for (const id of WAY) await talk.choose(id);
  const [ticket] = await talk.store.read.tickets(talk.id);
  return { talk, ticket: ticket?.id ?? "" };
}

type ReplyNews = Extract<News, { kind: "reply" }>;

function reply(ticket: string, more: Partial<ReplyNews> = {}): ReplyNews {
  return {
    kind: "reply",
    ticket,
    party: "itslearning",
    subject: `[${ticket}] PRONOTE / e-lyco`,
    text: "Bonjour,\n\nLes adresses sont enregistrées.",
    files: [],
    number: "4711",
    references: ["<ours@example.org>", "<theirs@itslearning.example>"],
    ...more,
  };
}

function told(messages: readonly Output[]): string {
  return messages.map((one) => (one.type === "draft" ? one.body : one.text)).join("\n");
}

describe("the answer of a party", () => {
  it("is told with their number and asks whether it helped, with the three buttons", async () => {
    const { talk, ticket } = await sent();
    const turn = await talk.assistant.tell(talk.id, "mail-1", reply(ticket));
    expect(told(turn?.messages ?? [])).toMatch(
      /itslearning\*\* a répondu.*4711[\s\S]*adresses sont enregistrées/,
    );
    const asked = turn?.messages.at(-1) as Message;
    expect(asked.choices.map((one) => one.label)).toEqual(["Résolu", "Pas résolu", "Préciser"]);
    const [row] = await talk.store.read.tickets(talk.id);
    expect(row).toMatchObject({ status: "answered", party_number: "4711" });
  });

  it("reaches whoever looks on, once, however often it is told", async () => {
    const { talk, ticket } = await sent();
    await Promise.all([1, 2, 3].map(() => talk.assistant.tell(talk.id, "mail-1", reply(ticket))));
    const updates = await talk.store.read.updatesAfter(talk.id, 0);
    expect(updates.filter((one) => one.messages.includes("4711"))).toHaveLength(1);
  });

  it("closes the ticket where it is solved, by the button or in words", async () => {
    for (const solve of ["choose", "say"] as const) {
      const { talk, ticket } = await sent();
      await talk.assistant.tell(talk.id, "mail-1", reply(ticket));
      const after = solve === "choose" ? await talk.choose("yes") : await talk.say("c'est résolu");
      expect(textOf(after)).toMatch(/résolue/);
      expect((await talk.store.read.tickets(talk.id))[0]?.status).toBe("resolved");
    }
  });

  it.each([
    ["no", null, /persiste/],
    ["more", "Le compte prof.test fonctionne, pas les parents.", /^Le compte prof\.test fonctionne/],
  ] as const)("goes on in the same thread where it is answered « %s »", async (id, words, opening) => {
    const { talk, ticket } = await sent();
    await talk.assistant.tell(talk.id, "mail-1", reply(ticket));
    const asked = await talk.choose(id);
    const draft = draftOf(words === null ? asked : await talk.say(words));
    expect(draft).toMatchObject({
      to: "support.fr@itslearning.com",
      subject: `Re: [${ticket}] PRONOTE / e-lyco`,
    });
    expect(draft.body).toMatch(opening);
    await talk.choose("send");
    const mails = await talk.store.read.mails();
    expect(mails).toHaveLength(2);
    expect(new Set(mails.map((one) => one.ticket))).toEqual(new Set([ticket]));
    const second = mails.find((one) => one.id !== ticket);
    const raw = Buffer.from((await talk.store.read.mail(second?.id ?? ""))?.raw ?? []).toString();
    expect(raw).toMatch(/^In-Reply-To: <theirs@itslearning\.example>/im);
    expect(await talk.store.read.tickets(talk.id)).toHaveLength(1);
    expect((await talk.store.read.tickets(talk.id))[0]?.status).toBe("pending");
  });

  it("comes in the middle of a procedure, which goes on afterwards", async () => {
    const { talk, ticket } = await sent();
    const before = await talk.choose("restart");
    await talk.assistant.tell(talk.id, "mail-1", reply(ticket));
    const after = await talk.choose("yes");
    expect(after.turn.step).toBe(before.turn.step);
  });

  it("holds nothing personal, and none of its marks is taken for Markdown", async () => {
    const { talk, ticket } = await sent();
    const text = "L’élève Clothilde Barbotin (06 12 34 56 78)\n# titre\n* [lien](http://piege.example)";
    const turn = await talk.assistant.tell(talk.id, "mail-1", reply(ticket, { text }));
    const shown = told(turn?.messages ?? []);
    expect(shown).not.toMatch(/06 12 34|Barbotin/);
    expect(shown).toContain("\\# titre");
    expect(shown).not.toMatch(/(?<!\\)\[lien/);
  });

  it("keeps its lines as they were written, whatever Markdown would make of them", async () => {
    const { talk, ticket } = await sent();
    const text = "Titre\n-----\nSuite\n=\n\n    1. Ouvrez [Paramètres]\n-\nEntre &lt; et &gt;";
    const turn = await talk.assistant.tell(talk.id, "mail-1", reply(ticket, { text }));
    const shown = turn?.messages[0];
    if (shown?.type !== "message") throw new Error("nothing was said");
    const quote = documentOfMarkdown(shown.text).find((one) => one.kind === "quote");
    expect(quote).toBeDefined();
    expect(textOfDocument(quote === undefined ? [] : [quote], "").replaceAll("\u00A0", " ")).toBe(
      text
        .split("\n")
        .map((line) => `> ${line.trimStart()}`.trimEnd())
        .join("\n"),
    );
  });

  it("is cut where it is long, and says so", async () => {
    const { talk, ticket } = await sent();
    const turn = await talk.assistant.tell(talk.id, "mail-1", reply(ticket, { text: "mot ".repeat(5_000) }));
    expect(told(turn?.messages ?? []).length).toBeLessThan(4_600);
    expect(told(turn?.messages ?? [])).toMatch(/La suite du message/);
  });
});

describe("what else happens to a message", () => {
  it("tells that it came back, with why", async () => {
    const { talk, ticket } = await sent();
    const about = { ticket, party: "itslearning", subject: "PRONOTE" } as const;
    const turn = await talk.assistant.tell(talk.id, "mail-2", {
      ...about,
      kind: "bounce",
      to: "support.fr@itslearning.com",
      why: "unknown-address",
    });
    expect(told(turn?.messages ?? [])).toMatch(/pas arrivé[\s\S]*n’existe pas/);
    expect((await talk.store.read.tickets(talk.id))[0]?.status).toBe("failed");
  });

  it("keeps the party's number, and asks again what was open", async () => {
    const { talk, ticket } = await sent();
    const open = await talk.choose("restart");
    const asked = open.messages.at(-1) as Message;
    const about = { ticket, party: "itslearning", subject: "PRONOTE" } as const;
    const turn = await talk.assistant.tell(talk.id, "mail-2", {
      ...about,
      kind: "acknowledged",
      number: "77",
    });
    expect(told(turn?.messages ?? [])).toContain("77");
    const again = turn?.messages.at(-1) as Message;
    expect(again).toMatchObject({ step: asked.step, choices: asked.choices });
    const [row] = await talk.store.read.tickets(talk.id);
    expect(row).toMatchObject({ party_number: "77", status: "pending" });
    // A button of the last thing said works, as on every channel.
    const choice = again.choices[0]?.id ?? "";
    expect((await talk.take({ kind: "choose", id: choice, of: again.id })).kind).toBe("taken");
  });

  it("proposes a reminder that leaves only once it is sent", async () => {
    const { talk, ticket } = await sent();
    const about = { ticket, party: "itslearning", subject: `[${ticket}] PRONOTE` } as const;
    const silent = {
      ...about,
      kind: "silent",
      days: 3,
      letter: "Bonjour,\n\nOù en est notre demande ?",
      references: ["<a@b>"],
    } as const;
    await talk.assistant.tell(talk.id, "reminder-1", silent);
    expect(await talk.store.read.mails()).toHaveLength(1);
    const draft = draftOf(await talk.choose("remind"));
    expect(draft.body).toBe(silent.letter);
    await talk.choose("send");
    expect(await talk.store.read.mails()).toHaveLength(2);
  });
});

describe("news in the middle of a letter", () => {
  it("leaves the next words to be that letter", async () => {
    const { talk, ticket } = await sent();
    await talk.assistant.tell(talk.id, "mail-1", reply(ticket));
    await talk.choose("more");
    const about = { ticket, party: "itslearning", subject: "PRONOTE" } as const;
    await talk.assistant.tell(talk.id, "mail-2", { ...about, kind: "acknowledged", number: "77" });
    expect(draftOf(await talk.say("Cela marche pour les professeurs.")).body).toMatch(/^Cela marche/);
  });
});

describe("a call", () => {
  it("is followed by what was answered", async () => {
    const talk = await startTalk("fr");
    talks.push(talk);
    await talk.choose("escalate");
    let taken = await talk.choose("hosted");
    for (let turns = 0; turns < 8 && taken.messages.every((one) => one.type !== "draft"); turns++) {
      const ids = (taken.messages.at(-1) as Message).choices.map((one) => one.id);
      const id = ids.find((one) => ["2026", "unknown", "access-refused"].includes(one)) ?? ids[0] ?? "";
      taken =
        (taken.messages.at(-1) as Message).asks === "message"
          ? await talk.choose("access-refused")
          : await talk.choose(id);
    }
    expect(draftOf(taken)).toMatchObject({ channel: "phone", route: "index-education" });
    const called = await talk.choose("done");
    const ticket = called.messages.find((one): one is Ticket => one.type === "ticket");
    expect(ticket?.status).toBe("noted");
    expect(textOf(called)).toMatch(/Qu’a répondu/);
    await talk.say("Dossier 1234567, ils rappellent demain");
    const after = await talk.choose("yes");
    expect((await talk.store.read.tickets(talk.id))[0]?.status).toBe("resolved");
    expect(after.turn.done).toBe(true);
  });
});
