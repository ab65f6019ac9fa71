import { describe, expect, it, vi } from "vitest";
import { house, talk, posting, show, idOf, logged } from "./house.ts";
import { choices, draft, longText } from "./outputs.ts";
import { snowflake } from "./world.ts";

describe("commands, buttons and windows", () => {
  const command = (name: string, options: readonly object[] = []): Record<string, unknown> => ({
    id: snowflake(),
    name,
    type: 1,
    options,
  });

  it("opens a private thread from a command, brings the person in and says where it is", async () => {
    const { discord, chat } = await house();
    chat.held = [
      { place: "1/2", title: "Remettre en route", step: "", progress: null, at: "2026-09-01T08:00:00Z" },
    ];
    const event = discord.interaction("admin", 2, command("passerelle"));
    await discord.deliver(event);
    const thread = discord.thread();
    expect(chat.deliveries).toMatchObject([
      {
        eventId: event.id,
        place: `${discord.world.ids.guild}/${thread}`,
        opens: true,
        author: { language: "fr" },
        input: { kind: "open" },
      },
    ]);
    expect(discord.world.threads.get(thread ?? "")?.type).toBe(12);
    await vi.waitFor(() =>
      expect([...(discord.world.threads.get(thread ?? "")?.members ?? [])]).toEqual([
        discord.world.users.admin.id,
      ]),
    );
    expect(discord.notices("admin")[0]).toContain(`<#${thread}>`);
    expect(discord.notices("admin")[0]).toContain("<#2> Remettre en route");
  });

  it("opens a public one where that is wanted, and one however often it is delivered", async () => {
    const { discord, chat } = await house({ privateThreads: false });
    const event = discord.interaction("admin", 2, command("passerelle"));
    await Promise.all([discord.deliver(event), discord.deliver(event), discord.deliver(event)]);
    expect(discord.world.threads.size).toBe(1);
    expect([...discord.world.threads.values()][0]?.type).toBe(11);
    expect(new Set(chat.deliveries.map((one) => one.place)).size).toBe(1);
  });

  it("takes a matter with the command, and suggests some while it is typed", async () => {
    const { discord, chat } = await house();
    chat.choices = [{ id: "blank", label: `Page blanche ${"x".repeat(200)}` }, ...choices(30)];
    const typing = discord.interaction(
      "admin",
      4,
      command("passerelle", [{ name: "cas", type: 3, value: "page", focused: true }]),
    );
    await discord.deliver(typing);
    const suggested = discord.world.callbacks.get(typing.id);
    expect(suggested?.type).toBe(8);
    expect(suggested?.data?.["choices"]).toMatchObject([
      { name: expect.stringMatching(/^.{99}…$/) as string },
    ]);
    expect(chat.deliveries).toEqual([]);
    await discord.deliver(
      discord.interaction(
        "admin",
        2,
        command("passerelle", [{ name: "cas", type: 3, value: "page blanche" }]),
      ),
    );
    expect(chat.deliveries).toMatchObject([{ opens: true, input: { kind: "say", text: "page blanche" } }]);
  });

  it.each([
    ["retour", { kind: "back" }],
    ["recommencer", { kind: "restart" }],
    ["personne", { kind: "say", text: "une personne" }],
    ["passerelle", { kind: "open" }],
  ])("takes /%s in a conversation", async (name, input) => {
    const { discord, chat, place } = await talk();
    const event = discord.interaction("admin", 2, command(name));
    await discord.deliver(event);
    expect(chat.deliveries).toMatchObject([{ place, input, eventId: event.id }]);
    expect(discord.world.callbacks.get(event.id)?.type).toBe(4);
  });

  it("says where conversations are when a command is given outside of one", async () => {
    const { discord, chat } = await house();
    chat.held = [{ place: "1/7", title: "Parents", step: "", progress: null, at: "2026-09-01T08:00:00Z" }];
    await discord.deliver(discord.interaction("admin", 2, command("retour")));
    expect(chat.deliveries).toEqual([]);
    expect(discord.notices("admin")[0]).toMatch(/conversation[\s\S]*<#7> Parents/);
  });

  it("takes a button, an entry of a menu and the way back, and says nothing by itself", async () => {
    const { discord, chat, adapter, place } = await talk();
    const buttons = idOf(await adapter.post(posting(place, show("Où ?", { choices: choices(2) }))));
    await discord.act("admin", { kind: "press", label: "Réponse 1" });
    await discord.act("admin", { kind: "press", label: "Retour" });
    const menus = idOf(await adapter.post(posting(place, show("Où ?", { choices: choices(40) }))));
    await discord.act("admin", { kind: "press", label: "Réponse 31" });
    expect(chat.deliveries).toMatchObject([
      { place, opens: false, input: { kind: "choose", id: "choice-1", message: buttons } },
      { place, input: { kind: "back" } },
      { place, input: { kind: "choose", id: "choice-31", message: menus } },
    ]);
    expect([...discord.world.callbacks.values()].map((one) => one.type)).toEqual([6, 6, 6]);
  });

  it("knows the button below the last part of a long text by the id it gave", async () => {
    const { discord, chat, adapter, place } = await talk();
    const id = idOf(await adapter.post(posting(place, show(longText(4_000), { choices: choices(2) }))));
    await discord.act("admin", { kind: "press", label: "Réponse 0" });
    expect(chat.deliveries[0]?.input).toEqual({ kind: "choose", id: "choice-0", message: id });
  });

  it("tells the one who pressed what is not his", async () => {
    const { discord, chat, adapter, place } = await talk();
    await adapter.post(posting(place, show("Où ?", { choices: choices(2) })));
    chat.answer = () => ({ kind: "refused", message: "Pas la vôtre." });
    await discord.act("colleague", { kind: "press", label: "Réponse 0" });
    chat.answer = () => ({ kind: "ignored" });
    await discord.act("admin", { kind: "press", label: "Réponse 0" });
    expect(discord.notices("colleague")).toEqual(["Pas la vôtre."]);
    expect(discord.notices("admin")[0]).toContain("Aucune conversation n’est en cours ici");
    expect(discord.shown().at(-1)?.labels).not.toEqual([]);
  });

  it("loses nothing where the answer comes too late", async () => {
    const { discord, chat, adapter, place } = await talk();
    await adapter.post(posting(place, show("Où ?", { choices: choices(2) })));
    await adapter.post(posting(place, { kind: "show", output: draft("Bonjour") }));
    chat.shown = draft("Bonjour");
    discord.expire();
    await discord.act("admin", { kind: "press", label: "Réponse 0" });
    await discord.act("admin", { kind: "press", label: "Modifier" });
    await discord.deliver(discord.interaction("admin", 2, command("retour")));
    expect(chat.deliveries.map((one) => one.input.kind)).toEqual(["choose", "choose", "back"]);
    chat.answer = () => ({ kind: "refused", message: "Pas la vôtre." });
    await discord.act("colleague", { kind: "press", label: "Réponse 0" });
    await vi.waitFor(() =>
      expect(discord.world.messages.some((one) => one.content === "Pas la vôtre.")).toBe(true),
    );
    expect(logged.join("\n")).toContain("an interaction was not answered");
  });

  it("opens a draft in a window and takes it rewritten", async () => {
    const { discord, chat, adapter, place } = await talk();
    await adapter.post(posting(place, { kind: "show", output: draft("Bonjour,\n\nà _tous_") }));
    chat.shown = draft("Bonjour,\n\nà _tous_");
    const { event } = await discord.act("admin", { kind: "press", label: "Modifier" });
    const window = discord.world.callbacks.get(event.id);
    expect(window).toMatchObject({
      type: 9,
      data: { components: [{ component: { value: "Bonjour,\n\nà _tous_", max_length: 4_000 } }] },
    });
    expect(chat.deliveries).toEqual([]);
    const filled = { type: 18, component: { type: 4, custom_id: "body", value: "Bonsoir,\n\nà tous" } };
    await discord.deliver(discord.interaction("admin", 5, { custom_id: "revise", components: [filled] }));
    expect(chat.deliveries).toMatchObject([
      { place, opens: false, input: { kind: "revise", body: "Bonsoir,\n\nà tous" } },
    ]);
  });

  it("asks for the text in the thread where a draft is too long for a window, or is not on show", async () => {
    const { discord, chat, adapter, place } = await talk();
    await adapter.post(posting(place, { kind: "show", output: draft("Bonjour") }));
    chat.shown = draft("x".repeat(4_001));
    await discord.act("admin", { kind: "press", label: "Modifier" });
    expect(discord.notices("admin")[0]).toContain("4\u00a0000 caractères");
    chat.shown = null;
    const { event } = await discord.act("admin", { kind: "press", label: "Modifier" });
    expect(discord.world.callbacks.get(event.id)?.type).toBe(6);
    expect(chat.deliveries.map((one) => one.input)).toMatchObject([
      { kind: "choose", id: "edit" },
      { kind: "choose", id: "edit" },
    ]);
  });

  it("lets an agent take a conversation up from the card, and brings him into the thread", async () => {
    const { discord, chat, adapter, place } = await talk();
    const call = { ticket: "PSL-1", place, text: "Situation", takenBy: null };
    const id = idOf(await adapter.post(posting(adapter.agents ?? "", { kind: "call", call })));
    expect(discord.calls()[0]?.text).toContain(`<#${discord.thread()}>`);
    await discord.act("agent", { kind: "press", label: "Prendre en charge" });
    expect(chat.deliveries).toMatchObject([
      { place, author: { agent: true }, input: { kind: "choose", id: "chat:take-over", message: id } },
    ]);
    const { users, threads } = discord.world;
    await vi.waitFor(() =>
      expect(threads.get(discord.thread() ?? "")?.members.has(users.agent.id)).toBe(true),
    );
    await adapter.post(
      posting(adapter.agents ?? "", { kind: "call", call: { ...call, takenBy: "Alix" } }, { id }),
    );
    expect(discord.calls()).toMatchObject([{ id, labels: [], edits: 1 }]);
  });

  it("names the person to the agents where there is no thread to link to", async () => {
    const { discord, adapter } = await talk();
    const call = { ticket: "PSL-1", place: `dm/${discord.world.ids.direct}`, text: "S", takenBy: null };
    await adapter.post(posting(adapter.agents ?? "", { kind: "call", call }));
    expect(discord.calls()[0]?.text).toContain(`<@${discord.world.users.admin.id}>`);
  });
});
