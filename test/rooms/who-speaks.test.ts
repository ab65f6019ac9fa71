import { afterEach, describe, expect, it, vi } from "vitest";
import type { News } from "../../src/assistant/news.ts";
import type { Act } from "../contracts/platform.ts";
import type { Room } from "./room.ts";
import { endRooms, room } from "./room.ts";

afterEach(endRooms);

const PLACE = "school/thread-1";

const say = (text: string): Act => ({ kind: "say", text });
const press = (label: string): Act => ({ kind: "press", label });

const REPLY: News = {
  kind: "reply",
  ticket: "PSL-1",
  party: "itslearning",
  subject: "PRONOTE",
  text: "Les adresses sont enregistrées.",
  files: [],
  number: "4711",
  references: ["<theirs@itslearning.example>"],
};

async function conversationOf({ store }: Room): Promise<string> {
  return (await store.read.latest("paper"))?.id ?? "";
}

const labelsOf = ({ standIn }: Room): readonly string[] =>
  standIn.shown().findLast((one) => one.labels.length > 0)?.labels ?? [];

describe("news that comes while an agent speaks", () => {
  it("is told and asks nothing: the room can be handed back, and then it asks", async () => {
    const home = await room();
    await home.act("admin", { kind: "open" });
    await home.act("agent", say("Bonjour, je regarde cela avec vous."));
    const before = home.standIn.shown().length;
    await home.assistant.tell(await conversationOf(home), "mail-1", REPLY);
    await home.wake();
    const told = home.standIn.shown().slice(before);
    expect(told.map((one) => one.text).join(" ")).toMatch(/adresses sont enregistrées/);
    expect(told.map((one) => one.text).join(" ")).not.toMatch(/résolu/);
    expect(labelsOf(home)).toEqual(["Rendre la parole à Passerelle"]);
    await home.act("admin", press("Rendre la parole à Passerelle"));
    expect(labelsOf(home)).toEqual(["Résolu", "Pas résolu", "Préciser"]);
    expect(home.standIn.shown().filter((one) => one.labels.length > 0)).toHaveLength(1);
  });
});

describe("a room an agent holds", () => {
  it("is given back by calling the assistant too, for its button may be gone", async () => {
    const home = await room();
    await home.act("admin", { kind: "open" });
    const menu = labelsOf(home);
    await home.act("agent", say("Bonjour, je regarde cela avec vous."));
    expect(labelsOf(home)).toEqual(["Rendre la parole à Passerelle"]);
    await home.act("agent", { kind: "open" });
    expect(labelsOf(home)).toEqual(menu);
  });
});

describe("a button of the question before the news", () => {
  it("answers nothing of the news, although the platform never said that the question was shown", async () => {
    let losing = false;
    const home = await room(undefined, async ({ post }, show) => {
      const posted = await show();
      const asks = post.kind === "show" && post.output.type === "message" && post.output.choices.length > 0;
      return losing && asks ? { kind: "later", seconds: 0.1, why: "the answer was lost" } : posted;
    });
    await home.act("admin", { kind: "open" });
    const conversation = await conversationOf(home);
    losing = true;
    await home.assistant.tell(conversation, "mail-1", REPLY);
    const shown = home.wake();
    await vi.waitUntil(() => home.standIn.shown().length === 3, 3_000);
    await home.assistant.tell(conversation, "mail-2", REPLY);
    const turns = await home.store.read.turns(conversation);
    await home.standIn.act("admin", press("Résolu"));
    await vi.waitUntil(async () => (await home.store.read.nextDue("inbox", "paper")) === null, 3_000);
    losing = false;
    await shown;
    expect(await home.store.read.turns(conversation)).toHaveLength(turns.length);
    expect(labelsOf(home)).toEqual(["Résolu", "Pas résolu", "Préciser"]);
  });

  it("answers nothing of the news that comes between the press and its turn", async () => {
    const home = await room((assistant) => ({
      ...assistant,
      async take(inbound) {
        if (inbound.input.kind === "choose" && inbound.eventId === late) {
          late = "";
          await home.assistant.tell(inbound.conversation, "mail-2", REPLY);
        }
        return assistant.take(inbound);
      },
    }));
    let late = "";
    await home.act("admin", { kind: "open" });
    await home.assistant.tell(await conversationOf(home), "mail-1", REPLY);
    await home.wake();
    const event = home.standIn.make("admin", press("Résolu"));
    late = event.id;
    await home.standIn.deliver(event);
    await home.wake();
    expect(
      home.standIn
        .shown()
        .map((one) => one.text)
        .join(" "),
    ).toMatch(/déjà reçu sa réponse/);
    expect(labelsOf(home)).toEqual(["Résolu", "Pas résolu", "Préciser"]);
  });
});

describe("another person", () => {
  it("is not taken for the one whose room it is where both wrote before it was opened", async () => {
    const home = await room();
    const opens = home.standIn.make("admin", { kind: "open" });
    await Promise.all([
      home.standIn.deliver(opens),
      home.chat.receive({
        eventId: "talk-1",
        place: PLACE,
        order: "999999",
        author: { id: "colleague", name: "", language: "fr", agent: false },
        opens: true,
        input: { kind: "say", text: "communiquer nos adresses à itslearning" },
      }),
    ]);
    await home.wake();
    expect((await home.store.read.turns(await conversationOf(home))).map((one) => one.input)).toEqual([
      "null",
    ]);
    expect(home.standIn.shown()).toHaveLength(1);
  });
});
