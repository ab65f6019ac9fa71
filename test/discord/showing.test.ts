import { describe, expect, it } from "vitest";
import type { Post } from "../../adapters/chat.ts";
import { talk, posting, show, idOf } from "./house.ts";
import { choices, longText, message } from "./outputs.ts";
import { snowflake } from "./world.ts";

describe("what is shown", () => {
  it("shows, is pressed, and is settled in place", async () => {
    const { discord, adapter, place } = await talk();
    const output = message("Où est la base ?", { choices: choices(2) });
    const id = idOf(await adapter.post(posting(place, { kind: "show", output })));
    await discord.act("admin", { kind: "press", label: "Réponse 1" });
    const settle: Post = { kind: "settle", output: { ...output, choices: [] }, answer: "Réponse 1" };
    expect(await adapter.post(posting(place, settle, { id }))).toEqual({ kind: "posted", id });
    expect(discord.shown()).toMatchObject([
      { id, text: "Où est la base ?\n\nVotre réponse\u00a0: Réponse 1", labels: [], edits: 1 },
    ]);
  });

  it("mentions nobody and shows no preview, whatever is said", async () => {
    const { discord, adapter, place } = await talk();
    await adapter.post(posting(place, show("@everyone https://example.fr")));
    const kept = discord.world.messages.at(-1);
    expect(kept?.flags).toBe(4);
    expect(discord.world.bodies.at(-1)?.["allowed_mentions"]).toEqual({ parse: [] });
  });

  it("says how long to wait where it is too fast, and goes on where it stopped", async () => {
    const { discord, adapter, place } = await talk();
    discord.limit(1, 2);
    const one = posting(place, show("Bonjour"));
    const later = await adapter.post(one);
    expect(later).toMatchObject({ kind: "later" });
    expect(later.kind === "later" ? later.seconds : 0).toBeGreaterThanOrEqual(2);
    expect(idOf(await adapter.post({ ...one, attempt: 2 }))).toBe(discord.shown()[0]?.id);
  });

  it("goes on with the parts of a long text that are not there yet", async () => {
    const { discord, adapter, place } = await talk();
    const long = posting(place, show(longText(9_000), { choices: choices(2) }));
    discord.world.nonces.clear();
    discord.world.failAfter = 3;
    expect(await adapter.post(long)).toMatchObject({ kind: "later", seconds: null });
    expect(discord.shown()).toHaveLength(3);
    // Longer ago than Discord remembers what it was sent.
    discord.world.nonces.clear();
    await adapter.post({ ...long, attempt: 2 });
    const said = discord.shown().map((one) => one.text);
    expect(said.join(" ").match(/mot\d+/g)).toEqual(longText(9_000).match(/mot\d+/g));
    expect(discord.shown().filter((one) => one.labels.length > 0)).toHaveLength(1);
  });

  it.each([true, false])(
    "shows once what was shown though the answer was lost (remembered: %s)",
    async (fresh) => {
      const { discord, adapter, place } = await talk();
      discord.lose(1);
      const lost = posting(place, show("Où ?", { choices: choices(2) }));
      expect(await adapter.post(lost)).toMatchObject({ kind: "later" });
      if (!fresh) discord.world.nonces.clear();
      const again = await adapter.post({ ...lost, attempt: 2 });
      expect(discord.shown()).toHaveLength(1);
      expect(idOf(again)).toBe(discord.shown()[0]?.id);
    },
  );

  it("shows once what a process that died had shown, though it had not counted the try", async () => {
    const { discord, adapter, place } = await talk();
    const once = posting(place, show("Bonjour"));
    const first = await adapter.post(once);
    expect(await adapter.post(once)).toEqual(first);
    expect(discord.shown()).toHaveLength(1);
  });

  it("does not take another sentence for the one that was lost", async () => {
    const { discord, adapter, place } = await talk();
    await adapter.post(posting(place, show("Un.")));
    await adapter.post(posting(place, show("Deux."), { attempt: 2 }));
    expect(discord.shown().map((one) => one.text)).toEqual(["Un.", "Deux."]);
  });

  it("does not take a question that is over for the same one asked again", async () => {
    const { discord, adapter, place } = await talk();
    const output = message("Où ?", { choices: choices(2) });
    const id = idOf(await adapter.post(posting(place, { kind: "show", output })));
    await adapter.post(posting(place, { kind: "settle", output, answer: null }, { id }));
    await adapter.post(posting(place, { kind: "show", output }, { attempt: 2 }));
    expect(discord.shown().map((one) => one.labels.length)).toEqual([0, 3]);
  });

  it("shows again what was said before, where it is said again", async () => {
    const { discord, adapter, place } = await talk();
    await adapter.post(posting(place, show("Je n’ai pas compris.")));
    await adapter.post(posting(place, show("Que souhaitez-vous ?", { choices: choices(2) })));
    await adapter.post(posting(place, show("Je n’ai pas compris."), { attempt: 2 }));
    expect(discord.shown().map((one) => one.text)).toEqual([
      "Je n’ai pas compris.",
      "Que souhaitez-vous ?",
      "Je n’ai pas compris.",
    ]);
  });

  it("settles in a thread that fell asleep", async () => {
    const { discord, adapter, place } = await talk();
    const output = message("Où ?", { choices: choices(2) });
    const id = idOf(await adapter.post(posting(place, { kind: "show", output })));
    const thread = discord.world.threads.get(discord.thread() ?? "");
    if (thread !== undefined) thread.archived = true;
    const settled = await adapter.post(posting(place, { kind: "settle", output, answer: "oui" }, { id }));
    expect(settled).toEqual({ kind: "posted", id });
    expect(discord.shown()[0]?.labels).toEqual([]);
  });

  it.each([
    ["gone", /n’existe plus/],
    ["closed", /n’a pas le droit d’écrire/],
    ["locked", /verrouillé/],
  ] as const)("gives up where the place is %s, and says why", async (how, why) => {
    const { discord, adapter, place } = await talk();
    const thread = discord.thread() ?? "";
    if (how === "gone") discord.world.gone.add(thread);
    if (how === "closed") discord.world.closed.add(thread);
    const kept = discord.world.threads.get(thread);
    if (how === "locked" && kept !== undefined) kept.locked = true;
    const posted = await adapter.post(posting(place, show("Bonjour")));
    expect(posted).toMatchObject({ kind: "refused", why: expect.stringMatching(why) as string });
  });

  it("gives up changing a message that is gone", async () => {
    const { adapter, place } = await talk();
    const posted = await adapter.post(
      posting(place, { kind: "settle", output: message("Où ?"), answer: null }, { id: snowflake() }),
    );
    expect(posted.kind).toBe("refused");
  });

  it("waits where Discord is away", async () => {
    const { discord, adapter, place } = await talk();
    await discord.cut(50);
    expect(await adapter.post(posting(place, show("Bonjour")))).toMatchObject({
      kind: "later",
      seconds: null,
    });
  });
});
