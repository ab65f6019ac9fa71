import { once } from "node:events";
import { get } from "node:http";
import { describe, expect, it } from "vitest";
import type { Card } from "../../adapters/teams/cards.ts";
import type { Draft } from "../../src/message.ts";
import { buttonsOf, pressOn } from "./seen.ts";
import { said, serve } from "./served.ts";
import { AGENTS, chatOf, CLIENT_SECRET, platform, THREAD } from "./stand-in.ts";

const YES_NO = [
  { id: "yes", label: "Oui" },
  { id: "no", label: "Non" },
];

const DRAFT: Draft = {
  type: "draft",
  id: "d",
  step: "escalate/draft",
  route: "itslearning",
  channel: "mail",
  to: "support@example.org",
  phone: null,
  form: null,
  subject: "Objet",
  body: "Bonjour,\n\nle connecteur est arrêté.",
  hidden: [],
  choices: [
    { id: "send", label: "Envoyer" },
    { id: "edit", label: "Modifier" },
  ],
};

const cardOf = (answer: unknown): Card => (answer as { readonly value: Card }).value;

describe("what comes from Teams", () => {
  it("opens, takes a press and is settled, each in its place", async () => {
    const served = await serve();
    const { standIn, received } = served;
    await standIn.act("admin", { kind: "open" });
    const posted = await served.show({ text: "Hébergé ?", choices: YES_NO });
    await standIn.act("admin", { kind: "press", label: "Non" });
    expect(received.map(({ input }) => input)).toEqual([
      { kind: "open" },
      { kind: "choose", id: "no", message: posted.kind === "posted" ? posted.id : "" },
    ]);
    expect(standIn.notices("admin")).toEqual(["C’est noté."]);
    const settled = await served.post(
      { kind: "settle", output: said({ text: "Hébergé ?" }), answer: "Non" },
      { id: posted.kind === "posted" ? posted.id : "" },
    );
    expect(settled).toEqual(posted);
    expect(standIn.shown()).toMatchObject([{ labels: [], edits: 1, fallback: "Hébergé ?" }]);
    expect(standIn.shown()[0]?.text).toMatch(/Hébergé \?\n\nVotre réponse\s: Non/);
  });

  it("greets whoever adds it in a private chat, and takes his words there without a mention", async () => {
    const { standIn, received } = await serve({ direct: true });
    await standIn.act("admin", { kind: "open" });
    await standIn.act("admin", { kind: "say", text: "bonjour" });
    expect(received.map(({ input, opens }) => [input, opens])).toEqual([
      [{ kind: "open" }, true],
      [{ kind: "say", text: "bonjour" }, true],
    ]);
    for (const { place } of received) {
      expect(place).toContain(chatOf("admin"));
      expect(place.length).toBeLessThanOrEqual(200);
    }
  });

  it("knows the agents by their channel, page after page", async () => {
    const { standIn, received } = await serve();
    for (const who of ["admin", "agent", "colleague"] as const) {
      await standIn.act(who, { kind: "say", text: "bonjour" });
    }
    expect(received.map(({ author }) => author.agent)).toEqual([false, true, false]);
  });

  it("brings an agent's take-over to where the person waits, and shows it on the call", async () => {
    const served = await serve();
    const { standIn, received, adapter } = served;
    await standIn.act("admin", { kind: "say", text: "une personne" });
    const waits = received[0]?.place ?? "";
    const call = { ticket: "12", place: waits, text: "Situation", takenBy: null };
    const posted = await served.post({ kind: "call", call }, { place: adapter.agents ?? "" });
    await standIn.act("agent", { kind: "press", label: "Prendre en charge" });
    expect(received.at(-1)).toMatchObject({
      place: waits,
      author: { agent: true },
      input: { kind: "choose", id: "chat:take-over" },
    });
    const id = posted.kind === "posted" ? posted.id : "";
    await served.post(
      { kind: "call", call: { ...call, takenBy: "un conseiller" } },
      { place: adapter.agents ?? "", id },
    );
    expect(standIn.calls()).toMatchObject([{ id, edits: 1, labels: [] }]);
    expect(standIn.state.messages[0]?.conversation).toBe(AGENTS);
  });

  it("takes whoever presses in the agents' channel for an agent, though the list does not name him yet", async () => {
    const served = await serve();
    const { standIn, received, adapter } = served;
    standIn.state.members.set(AGENTS, []);
    await standIn.act("agent", { kind: "say", text: "bonjour" });
    const call = { ticket: "12", place: received[0]?.place ?? "", text: "Situation", takenBy: null };
    await served.post({ kind: "call", call }, { place: adapter.agents ?? "" });
    await standIn.act("agent", { kind: "press", label: "Prendre en charge" });
    expect(received.map(({ author }) => author.agent)).toEqual([false, true]);
  });

  it("tells whoever sends a file in a channel to send it in the private chat", async () => {
    const { standIn, received } = await serve();
    const html = { contentType: "text/html", content: '<p>…</p><attachment id="1"></attachment>' };
    await standIn.send({ ...standIn.activity("admin", { kind: "say", text: "" }), attachments: [html] });
    expect(received).toEqual([]);
    expect(standIn.notices("admin").join()).toMatch(/conversation privée/);
    expect(standIn.notices("colleague")).toEqual([]);
    await standIn.send({
      ...standIn.activity("admin", { kind: "say", text: "voici" }),
      attachments: [html],
    });
    expect(received.map(({ input }) => input)).toEqual([{ kind: "say", text: "voici" }]);
  });

  it("tells it in the thread where messages for one person are unknown", async () => {
    const { standIn } = await serve();
    standIn.state.targets = false;
    const html = { contentType: "text/html", content: '<attachment id="1"></attachment>' };
    await standIn.send({ ...standIn.activity("admin", { kind: "say", text: "" }), attachments: [html] });
    expect(standIn.shown().map(({ text }) => text)).toEqual([expect.stringMatching(/conversation privée/)]);
    expect(standIn.state.messages[0]?.conversation).toBe(THREAD);
  });

  it("says to the one who pressed, and nobody else, why it was refused", async () => {
    const served = await serve();
    await served.standIn.act("admin", { kind: "open" });
    await served.show({ choices: YES_NO });
    served.answer = { kind: "refused", message: "Pas la vôtre." };
    await served.standIn.act("colleague", { kind: "press", label: "Oui" });
    await served.standIn.act("colleague", { kind: "restart" });
    expect(served.standIn.notices("colleague")).toEqual([
      "Pas la vôtre.",
      expect.stringContaining("Pas la vôtre"),
    ]);
    expect(served.standIn.notices("admin")).toEqual([]);
    expect(served.standIn.shown()).toHaveLength(1);
  });

  it("answers what could not be stored as failed, and the press can be made again", async () => {
    const served = await serve();
    const { standIn } = served;
    await standIn.act("admin", { kind: "open" });
    await served.show({ choices: YES_NO });
    served.answer = new Error("disk full");
    const { ack } = await standIn.act("admin", { kind: "say", text: "bonjour" });
    expect(ack.accepted).toBe(false);
    await standIn.act("admin", { kind: "press", label: "Oui" });
    expect(standIn.answerTo("admin")).toMatchObject({
      statusCode: 500,
      type: "application/vnd.microsoft.error",
      value: { message: expect.stringMatching(/Appuyez de nouveau/) },
    });
    expect(served.received).toHaveLength(1);
    served.answer = { kind: "stored" };
    await standIn.act("admin", { kind: "press", label: "Oui" });
    expect(served.received.at(-1)?.input).toMatchObject({ kind: "choose", id: "yes" });
  });

  it("edits a draft in a form, gives it up, and saves it", async () => {
    const served = await serve();
    const { standIn, received } = served;
    await standIn.act("admin", { kind: "open" });
    await served.post({ kind: "show", output: DRAFT });
    served.draft = DRAFT;
    const invoke = async (label: string, on: Card | null, more: object = {}): Promise<Card> => {
      const pressed = on === null ? null : pressOn(on, label);
      const activity = standIn.activity("admin", { kind: "press", label: "Modifier" });
      const value =
        pressed === null
          ? activity["value"]
          : { action: { verb: pressed.verb, data: { ...pressed.data, ...more } }, trigger: "manual" };
      return cardOf((await standIn.send({ ...activity, value })).body);
    };
    const form = await invoke("Modifier", null);
    expect(form.body).toMatchObject([
      {
        type: "Container",
        items: [{ type: "Input.Text", isMultiline: true, height: "stretch", value: DRAFT.body }],
      },
    ]);
    const again = await invoke("Annuler", form);
    expect(buttonsOf(again).map(({ title }) => title)).toEqual(["Envoyer", "Modifier", "Retour"]);
    expect(received).toHaveLength(1);
    await invoke("Enregistrer", form, { body: "Bonjour, c’est réparé." });
    expect(received.at(-1)?.input).toEqual({ kind: "revise", body: "Bonjour, c’est réparé." });
    served.draft = { ...DRAFT, body: "é".repeat(20_000) };
    await standIn.act("admin", { kind: "press", label: "Modifier" });
    expect(received.at(-1)?.input).toMatchObject({ kind: "choose", id: "edit" });
  });

  it("tells that a press picked nothing, or is on a button it does not know", async () => {
    const served = await serve();
    const { standIn, received } = served;
    await standIn.act("admin", { kind: "open" });
    await served.show({ choices: YES_NO });
    const activity = standIn.activity("admin", { kind: "press", label: "Oui" });
    const press = (verb: string, data: object): object => ({
      ...activity,
      value: { action: { verb, data }, trigger: "manual" },
    });
    const told = async (verb: string, data: object): Promise<unknown> =>
      ((await standIn.send(press(verb, data))).body as { readonly value?: unknown }).value;
    expect(await told("pick", {})).toMatch(/Choisissez d’abord/);
    expect(await told("pick", { choice: 12 })).toMatch(/Choisissez d’abord/);
    expect(await told("revise", { body: "  " })).toMatch(/Choisissez d’abord/);
    expect(await told("launch", { id: "x" })).toMatch(/ne sert plus/);
    expect(received).toHaveLength(1);
  });

  it("takes no event of a token that is forged, expired, or for somebody else", async () => {
    const { standIn, received } = await serve();
    const event = standIn.make("admin", { kind: "say", text: "bonjour" });
    expect((await standIn.forge(event))?.accepted).toBe(false);
    expect(received).toEqual([]);
    expect((await standIn.deliver(event)).accepted).toBe(true);
    expect(received).toHaveLength(1);
  });

  it("is not opened to events without a token by a variable of the environment", async () => {
    const name = "DANGEROUSLY_ALLOW_UNAUTHENTICATED_REQUESTS";
    process.env[name] = "true";
    process.env["CLIENT_SECRET"] = "of another program";
    try {
      const { standIn, received } = await serve();
      const event = standIn.make("admin", { kind: "say", text: "bonjour" });
      expect((await standIn.forge(event))?.accepted).toBe(false);
      expect(received).toEqual([]);
    } finally {
      delete process.env[name];
      delete process.env["CLIENT_SECRET"];
    }
  });

  it("drops what is no event, and goes on", async () => {
    const { standIn, received, adapter } = await serve();
    await standIn.malformed();
    expect(received).toEqual([]);
    await standIn.act("robot", { kind: "say", text: "bonjour" });
    expect(received).toEqual([]);
    expect((await standIn.act("admin", { kind: "say", text: "bonjour" })).ack.accepted).toBe(true);
    expect(adapter.mounts.map(({ path }) => path)).toEqual(["/api/messages"]);
  });

  it("asks to be tried again before it starts and once it stopped", async () => {
    const { standIn, adapter, received } = await serve();
    await adapter.stop();
    const { status } = await standIn.send(standIn.activity("admin", { kind: "say", text: "x" }));
    expect(status).toBe(503);
    expect(received).toEqual([]);
  });

  it("answers other requests than events as what they are", async () => {
    const { adapter } = await serve();
    const { createServer } = await import("node:http");
    const server = createServer((request, response) => adapter.mounts[0]?.handle(request, response));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as { readonly port: number };
    const [response] = (await once(get({ port, path: "/api/messages" }), "response")) as [
      { readonly statusCode: number; resume(): void },
    ];
    response.resume();
    expect(response.statusCode).toBe(405);
    server.close();
  });

  it("logs no name, no text and no secret", async () => {
    const served = await serve();
    const { standIn } = served;
    await standIn.act("admin", { kind: "say", text: "mon mot secret" });
    await served.show({ text: "ma réponse secrète", choices: YES_NO });
    await standIn.forge(standIn.make("admin", { kind: "press", label: "Oui" }));
    await standIn.malformed();
    standIn.state.failing = { status: 400, code: "BadArgument" };
    await served.show({ text: "ma réponse secrète" });
    served.answer = new Error("disk full");
    await standIn.act("admin", { kind: "say", text: "mon mot secret" });
    expect(standIn.logged.length).toBeGreaterThan(5);
    expect(standIn.logged.join("\n")).not.toMatch(/secr|Camille|Authier|eyJ|app-token/);
    expect(standIn.logged.join("\n")).not.toContain(CLIENT_SECRET);
  });
});

describe("a start without anything to talk to", () => {
  it("refuses a place that is none, and waits where it is not started", async () => {
    const standIn = await platform.open({ language: "fr" });
    const adapter = standIn.adapter();
    const posting = { language: "fr", post: { kind: "show", output: said({}) }, id: null, key: "k" } as const;
    expect(await adapter.post({ ...posting, place: "nowhere", attempt: 1 })).toMatchObject({
      kind: "refused",
    });
    expect(await adapter.post({ ...posting, place: "emea|a:1x", attempt: 1 })).toMatchObject({
      kind: "later",
    });
    await adapter.stop();
    await standIn.close();
  });
});
