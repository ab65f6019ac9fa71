import { describe, expect, it } from "vitest";
import { buttonsOf } from "./seen.ts";
import { serve } from "./served.ts";
import { AGENTS, CHANNEL } from "./stand-in.ts";

const LONG = "Une phrase assez longue pour être partagée. ".repeat(900);
const YES_NO = [
  { id: "yes", label: "Oui" },
  { id: "no", label: "Non" },
];

describe("what is shown in Teams", () => {
  it("says when to try again where there are too many requests, in seconds or by a date", async () => {
    const served = await serve();
    await served.standIn.act("admin", { kind: "open" });
    served.standIn.limit(1, 7);
    expect(await served.show({})).toMatchObject({ kind: "later", seconds: 7 });
    served.standIn.state.limited = { times: 1, seconds: new Date(Date.now() + 30_000).toUTCString() };
    const later = await served.show({});
    expect(later.kind === "later" ? later.seconds : null).toBeGreaterThan(25);
    expect(await served.show({})).toMatchObject({ kind: "posted" });
    expect(served.standIn.shown()).toHaveLength(1);
  });

  it.each([
    [412, "PreconditionFailed", "later"],
    [500, "ServiceError", "later"],
    [502, "BadGateway", "later"],
    [504, "GatewayTimeout", "later"],
    [400, "BadArgument", "refused"],
    [403, "MessageWritesBlocked", "refused"],
    [413, "MessageSizeTooBig", "refused"],
  ] as const)("takes %i %s for « %s », and says which it was", async (status, code, kind) => {
    const served = await serve();
    await served.standIn.act("admin", { kind: "open" });
    served.standIn.state.failing = { status, code };
    const outcome = await served.show({});
    expect(outcome).toMatchObject({ kind, why: expect.stringContaining(`${status} ${code}`) });
  });

  it("gives up where the place is gone or the app was taken out of it", async () => {
    const served = await serve();
    const { standIn } = served;
    await standIn.act("admin", { kind: "open" });
    standIn.state.left.add(CHANNEL);
    expect(await served.show({})).toMatchObject({
      kind: "refused",
      why: expect.stringMatching(/BotNotInConversationRoster.*Ajoutez-la de nouveau/),
    });
    standIn.state.conversations.delete(CHANNEL);
    expect(await served.show({})).toMatchObject({
      kind: "refused",
      why: expect.stringMatching(/ConversationNotFound/),
    });
  });

  it("tries again where the connection fails, and once the secret is right", async () => {
    const served = await serve();
    const { standIn } = served;
    await standIn.act("admin", { kind: "open" });
    await standIn.cut(500);
    expect(await served.show({})).toMatchObject({ kind: "later", seconds: null });
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(await served.show({})).toMatchObject({ kind: "posted" });
  });

  it("asks for a fresh token where the old one is refused, and for one however many wait", async () => {
    const served = await serve();
    const { standIn } = served;
    await standIn.act("admin", { kind: "open" });
    await Promise.all([served.show({}), served.show({}), served.show({})]);
    expect(standIn.state.tokensAsked).toBe(1);
    standIn.state.tokens.clear();
    expect(await served.show({})).toMatchObject({ kind: "later", why: expect.stringContaining("401") });
    expect(await served.show({})).toMatchObject({ kind: "posted" });
    expect(standIn.state.tokensAsked).toBe(2);
  });

  it("goes on with a long text where it broke off, and a press names all its messages", async () => {
    const served = await serve({ direct: true });
    const { standIn, received } = served;
    await standIn.act("admin", { kind: "open" });
    await served.show({ text: "avant" });
    const text = LONG.trim();
    // The third of its messages is refused at first.
    let shown = 0;
    const { messages } = standIn.state;
    const push = messages.push.bind(messages);
    messages.push = (...more) => {
      shown += more.length;
      if (shown === 2) standIn.limit(1, 0);
      return push(...more);
    };
    const more = { key: "the-long-one" };
    expect(await served.show({ text, choices: YES_NO }, more)).toMatchObject({ kind: "later", seconds: 0 });
    const posted = await served.show({ text, choices: YES_NO }, { ...more, attempt: 2 });
    const parts = standIn.shown().slice(1);
    expect(parts.length).toBeGreaterThan(2);
    expect(
      parts
        .map((one) => one.text)
        .join(" ")
        .replace(/\s+/g, " "),
    ).toBe(text.replace(/\s+/g, " "));
    expect(posted).toEqual({ kind: "posted", id: parts.map(({ id }) => id).join(",") });
    await standIn.act("admin", { kind: "press", label: "Oui" });
    expect(received.at(-1)?.input).toEqual({
      kind: "choose",
      id: "yes",
      message: parts.map(({ id }) => id).join(","),
    });
  });

  it("shows again what was shown although the answer was lost: Teams knows no key", async () => {
    const served = await serve();
    const { standIn } = served;
    await standIn.act("admin", { kind: "open" });
    standIn.lose(1);
    expect(await served.show({ text: "une" }, { key: "k" })).toMatchObject({ kind: "later" });
    expect(await served.show({ text: "une" }, { key: "k", attempt: 2 })).toMatchObject({ kind: "posted" });
    expect(standIn.shown()).toHaveLength(2);
  });

  it("changes once what was changed although the answer was lost", async () => {
    const served = await serve();
    const { standIn } = served;
    await standIn.act("admin", { kind: "open" });
    const posted = await served.show({ choices: YES_NO });
    const id = posted.kind === "posted" ? posted.id : "";
    standIn.lose(1);
    expect(await served.show({ text: "après" }, { id, key: "k" })).toMatchObject({ kind: "later" });
    expect(await served.show({ text: "après" }, { id, key: "k", attempt: 2 })).toEqual(posted);
    expect(standIn.shown()).toMatchObject([{ text: "après" }]);
  });

  it("goes on in a place after a restart, which knows the connector by its name", async () => {
    const first = await serve();
    await first.standIn.act("admin", { kind: "open" });
    const place = first.received[0]?.place ?? "";
    const second = first.standIn.adapter();
    const { adapter } = first;
    await adapter.stop();
    await second.start({
      text: first.standIn.options().text,
      table: () => ({ heading: [], rows: [] }),
    } as never);
    const output = {
      type: "ticket",
      id: "t",
      route: "school",
      status: "sent",
      text: "Parti.",
      mail: null,
    } as const;
    const posting = {
      place,
      language: "fr",
      post: { kind: "show", output },
      id: null,
      key: "k",
      attempt: 1,
    } as const;
    expect(await second.post(posting)).toMatchObject({ kind: "posted" });
    expect(first.standIn.shown()).toMatchObject([{ text: "Parti." }]);
    await second.stop();
  });

  it("has a way back on what can be answered, and on nothing else", async () => {
    const served = await serve();
    const { standIn, received } = served;
    await standIn.act("admin", { kind: "open" });
    await served.show({ text: "sans choix" });
    await served.show({ choices: YES_NO });
    const verbs = standIn.state.messages.map(({ card }) => buttonsOf(card).map(({ verb }) => verb));
    expect(verbs).toEqual([[], ["choose", "choose", "back"]]);
    await standIn.act("admin", { kind: "back" });
    expect(received.at(-1)?.input).toEqual({ kind: "back" });
  });

  it.each([
    [false, /mentionnez-moi/, /notre conversation privée/],
    [true, null, null],
  ])("tells how to answer where others write too (in private: %s)", async (direct, words, file) => {
    const served = await serve({ direct });
    await served.standIn.act("admin", { kind: "open" });
    await served.show({ asks: "uai" });
    await served.show({ awaits: "file" });
    await served.show({ text: "Bonjour" });
    const told = served.standIn.shown().map(({ text }) => text.replace(/^Bonjour\s*/, ""));
    expect(told).toEqual([words, file, null].map((one) => (one === null ? "" : expect.stringMatching(one))));
  });

  it("calls the agents in their channel", async () => {
    const served = await serve();
    const call = { ticket: "3", place: "emea|a:1", text: "Situation", takenBy: null };
    await served.post({ kind: "call", call }, { place: served.adapter.agents ?? "" });
    expect(served.standIn.state.messages.map(({ conversation }) => conversation)).toEqual([AGENTS]);
    expect(served.standIn.calls()[0]?.labels).toEqual(["Prendre en charge"]);
  });
});
