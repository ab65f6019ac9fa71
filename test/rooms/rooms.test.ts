import { afterEach, describe, expect, it, vi } from "vitest";
import type { Act } from "../contracts/platform.ts";
import type { Room } from "./room.ts";
import { endRooms, room } from "./room.ts";

afterEach(endRooms);

const START = "Remettre en route le connecteur";
const SCHOOL = "0440001M";

const say = (text: string): Act => ({ kind: "say", text });
const press = (label: string): Act => ({ kind: "press", label });

/** The way to the draft for itslearning, and past it. */
async function toDraft({ act, standIn }: Room): Promise<void> {
  await act("admin", say("communiquer nos adresses à itslearning"));
  await act("admin", say("hébergée chez Index-Education, PRONOTE.net, version 2026"));
  for (let turns = 0; turns < 8; turns++) {
    const last = standIn.shown().at(-1);
    if (last?.labels.includes("Envoyer") === true) return;
    await act(
      "admin",
      say(last?.text.includes("UAI") === true ? SCHOOL : `https://${SCHOOL}.index-education.net/pronote/`),
    );
  }
  throw new Error("the draft never comes");
}

describe("what people write on a platform", () => {
  it("is not kept beside the redacted turn once it is taken", async () => {
    const { store, standIn, act } = await room();
    const event = standIn.make("admin", say("Chloé Marchand, née le 12/03/2014, n'entre pas dans PRONOTE"));
    await standIn.deliver(event);
    await act("admin", say("bonjour"));
    const again = await store.write((tx) => tx.dueDeliveries("paper", "9999", 10));
    expect(again).toEqual([]);
    const conversation = await store.read.latest("paper");
    const turns = await store.read.turns(conversation?.id ?? "");
    expect(turns.map((one) => one.input).join(" ")).not.toMatch(/12\/03\/2014/);
    expect(turns.length).toBeGreaterThan(1);
  });

  it("that nobody here is meant to read is not stored", async () => {
    const { chat, store } = await room();
    const received = await chat.receive({
      eventId: "talk-1",
      place: "school/staff-room",
      order: "1",
      author: { id: "colleague", name: "", language: "fr", agent: false },
      opens: false,
      input: { kind: "say", text: "on mange où ?" },
    });
    expect(received).toEqual({ kind: "ignored" });
    expect(await store.read.nextDue("inbox", "paper")).toBeNull();
  });
});

describe("a turn that fails", () => {
  it("is tried again, and then said to have failed: the conversation goes on", async () => {
    let failures = 0;
    const { act } = await room((assistant) => ({
      ...assistant,
      async take(inbound) {
        if (inbound.input.kind === "choose" && failures < 3) {
          failures += 1;
          throw new Error("disk on fire at /srv/data");
        }
        return assistant.take(inbound);
      },
    }));
    await act("admin", { kind: "open" });
    const failed = await act("admin", press(START));
    expect(failures).toBe(3);
    expect(failed).toMatch(/l’erreur est de mon côté/);
    expect(failed).not.toMatch(/disk|srv/);
    expect(await act("admin", press(START))).toMatch(/hébergée/);
  }, 20_000);
});

describe("a platform that says to wait for no number of seconds", () => {
  it.each([Number.NaN, Number.POSITIVE_INFINITY, 1e15])(
    "(%d) is asked again as the back-off has it",
    async (seconds) => {
      const { store, standIn } = await room(undefined, async () => ({ kind: "later", seconds, why: "busy" }));
      await standIn.act("admin", { kind: "open" });
      await vi.waitUntil(async () => (await store.read.post(1))?.attempts === 1, 3_000);
      expect(Date.parse((await store.read.nextDue("posts", "paper")) ?? "")).toBeLessThan(
        Date.now() + 600_000,
      );
    },
  );
});

describe("the draft", () => {
  it("can be had whole and rewritten, and what must be hidden in it is", async () => {
    const one = await room();
    await toDraft(one);
    const draft = await one.chat.draft("school/thread-1");
    expect(draft?.to).toBe("support.fr@itslearning.com");
    const body = `${draft?.body ?? ""}\n\nUne élève, née le 12/03/2014, attend.`;
    const shown = await one.act("admin", { kind: "revise", body } as never);
    expect(shown).toMatch(/Une élève/);
    expect(shown).not.toMatch(/12\/03\/2014/);
    await one.act("admin", press("Envoyer"));
    expect(await one.chat.draft("school/thread-1")).toBeNull();
  });
});

describe("a person", () => {
  it("sees his own procedures that are not over, and nobody else's", async () => {
    const { act, chat } = await room();
    expect(await chat.procedures("admin")).toEqual([]);
    await act("admin", { kind: "open" });
    await act("admin", press(START));
    const [mine] = await chat.procedures("admin");
    expect(mine).toMatchObject({ place: "school/thread-1", title: "Remise en route" });
    expect(mine?.step).not.toBe("");
    expect(mine?.progress?.total).toBeGreaterThan(5);
    expect(await chat.procedures("colleague")).toEqual([]);
  });

  it("has his school remembered only where he agrees, and forgotten when he says so", async () => {
    const { act, store } = await room();
    await act("admin", { kind: "open" });
    expect(await act("admin", say("oubliez mon établissement"))).toMatch(/ne garde rien/);
    expect(await store.read.person("paper", "admin")).toMatchObject({ uai: null });
  });

  it("is known with his school in his next conversation", async () => {
    const { act, store } = await room();
    await store.write((tx) =>
      tx.savePerson({ channel: "paper", person: "admin", language: "fr", uai: SCHOOL, asked: 1 }),
    );
    expect(await act("admin", { kind: "open" })).toContain(SCHOOL);
    const conversation = await store.read.latest("paper");
    const turns = await store.read.turns(conversation?.id ?? "");
    expect(turns.at(-1)?.turn).toContain(`"uai":"${SCHOOL}"`);
  });
});

describe("what is typed so far", () => {
  it("finds known problems by their words, whatever the accents", async () => {
    const { chat } = await room();
    const found = chat.suggest("redirec", "fr");
    expect(found.map((one) => one.id)).toContain("redirect-loop");
    expect(chat.suggest("zzzz", "fr")).toEqual([]);
    expect(chat.suggest("", "fr").length).toBe(25);
  });
});
