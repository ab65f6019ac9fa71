import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import type { ChatInput, Post, Posting } from "../../adapters/chat.ts";
import { slackAdapter } from "../../adapters/slack/slackAdapter.ts";
import type { Draft, Message } from "../../src/message.ts";
import { pressables, readable } from "./blocks.ts";
import type { House } from "./house.ts";
import { ground, house } from "./house.ts";
import type { Carried } from "./stand-in.ts";
import { httpPlatform, platform } from "./stand-in.ts";
import type { Block } from "./workspace.ts";
import { AGENTS_CHANNEL, BOT_USER, CHANNEL, TEAM, USERS } from "./workspace.ts";

const QUESTION: Message = {
  type: "message",
  id: "m",
  text: "L’ENT est-il **hébergé** ?",
  step: "restart/hosting",
  asks: "hosting",
  guide: [],
  choices: [
    { id: "hosting:hosted", label: "Hébergé" },
    { id: "hosting:self", label: "Chez nous" },
  ],
};
const LONG: Message = {
  ...QUESTION,
  text: Array.from({ length: 800 }, (_, n) => `Phrase numéro ${n}.`).join(" "),
};
const DRAFT: Draft = {
  type: "draft",
  id: "d",
  step: "escalate/draft",
  route: "academy",
  channel: "mail",
  to: "aide@example.org",
  phone: null,
  form: null,
  subject: "Accès",
  body: "Bonjour,\nrien ne marche.",
  hidden: [{ kind: "name", count: 1 }],
  choices: [
    { id: "send", label: "Envoyer" },
    { id: "edit", label: "Modifier" },
  ],
};

const over: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of over.splice(0)) await end();
});

async function at(mode: typeof platform | typeof httpPlatform, language: "fr" | "en" = "fr"): Promise<House> {
  const made = await house(await mode.open({ language }));
  over.push(() => made.close());
  return made;
}

let keys = 0;
function posting({ standIn }: House, post: Post, more: Partial<Posting> = {}): Posting {
  keys += 1;
  const place = `${TEAM}/${CHANNEL}/${standIn.thread}`;
  return { place, language: "fr", post, id: null, key: `k${keys}`, attempt: 1, ...more };
}

async function shownId(home: House, output: Message | Draft): Promise<string> {
  const posted = await home.adapter.post(posting(home, { kind: "show", output }));
  if (posted.kind !== "posted") throw new Error(posted.why);
  return posted.id;
}

function command(text: string, trigger = randomUUID()): Carried {
  const body = {
    command: "/passerelle",
    text,
    user_id: USERS.admin,
    team_id: TEAM,
    channel_id: CHANNEL,
    trigger_id: trigger,
  };
  return { type: "slash_commands", body };
}

function event(fields: Readonly<Record<string, unknown>>): Carried {
  return {
    type: "events_api",
    body: { type: "event_callback", team_id: TEAM, event_id: randomUUID(), event: fields },
  };
}

const inputs = ({ ground: { received } }: House): readonly ChatInput[] => received.map((one) => one.input);

describe.each([
  ["Socket Mode", platform],
  ["HTTP", httpPlatform],
] as const)("slack over %s", (_name, mode) => {
  it("tells who wrote: workspace, language of the profile, whether an agent", async () => {
    const home = await at(mode, "en");
    await home.standIn.act("admin", { kind: "say", text: "hello" });
    await home.standIn.act("agent", { kind: "say", text: "hi" });
    expect(home.ground.received.map((one) => one.author)).toEqual([
      { id: `${TEAM}/${USERS.admin}`, name: "Claire Fontaine", language: "en", agent: false },
      { id: `${TEAM}/${USERS.agent}`, name: "Agathe Roche", language: "en", agent: true },
    ]);
  });

  it("takes a person Slack tells nothing about", async () => {
    const home = await at(mode);
    home.standIn.server.failing.set("users.info", "ratelimited");
    const { ack } = await home.standIn.act("admin", { kind: "say", text: "bonjour" });
    expect(ack.accepted).toBe(true);
    expect(home.ground.received[0]?.author).toMatchObject({ name: "", language: null });
  });

  it("acknowledges an event once it is stored, not before", async () => {
    const home = await at(mode);
    home.ground.receive = async () => {
      await sleep(400);
      return { kind: "stored" };
    };
    const { ack } = await home.standIn.act("admin", { kind: "say", text: "bonjour" });
    expect(ack.accepted).toBe(true);
    expect(ack.milliseconds).toBeGreaterThanOrEqual(390);
  });

  it("does not acknowledge what could not be stored, and takes it when it comes again", async () => {
    const home = await at(mode);
    home.ground.receive = () => Promise.reject(new Error("the disk is full"));
    const { event: made, ack } = await home.standIn.act("admin", { kind: "say", text: "secret de Claire" });
    expect(ack.accepted).toBe(false);
    home.ground.receive = async () => ({ kind: "stored" });
    expect((await home.standIn.deliver(made)).accepted).toBe(true);
    expect(inputs(home)).toEqual([{ kind: "say", text: "secret de Claire" }]);
  });

  it("shows a question, takes the button pressed, and settles it in place", async () => {
    const home = await at(mode);
    const id = await shownId(home, QUESTION);
    await home.standIn.act("admin", { kind: "press", label: "Chez nous" });
    expect(inputs(home)).toEqual([{ kind: "choose", id: "hosting:self", message: id }]);
    const settle: Post = { kind: "settle", output: QUESTION, answer: "Chez nous" };
    expect(await home.adapter.post(posting(home, settle, { id }))).toEqual({ kind: "posted", id });
    const [message] = home.standIn.shown();
    expect(message).toMatchObject({ labels: [], edits: 1 });
    expect(message?.text).toContain("Chez nous");
  });

  it("knows a long message by all it took, whichever way it is told of", async () => {
    const home = await at(mode);
    const id = await shownId(home, LONG);
    expect(id.split(",")).toEqual(home.standIn.shown().map((one) => one.id));
    expect(id.split(",").length).toBeGreaterThan(1);
    await home.standIn.act("admin", { kind: "press", label: "Hébergé" });
    expect(inputs(home)).toEqual([{ kind: "choose", id: "hosting:hosted", message: id }]);
    const settle: Post = { kind: "settle", output: LONG, answer: "Hébergé" };
    expect(await home.adapter.post(posting(home, settle, { id }))).toEqual({ kind: "posted", id });
    expect(home.standIn.shown().map((one) => one.edits)).toEqual(
      home.standIn.shown().map((_, index, all) => (index === all.length - 1 ? 1 : 0)),
    );
  });

  it("offers a way back", async () => {
    const home = await at(mode);
    await shownId(home, QUESTION);
    await home.standIn.act("admin", { kind: "press", label: "Retour" });
    expect(inputs(home)).toEqual([{ kind: "back" }]);
  });

  it("tells how long to wait where there are too many requests", async () => {
    const home = await at(mode);
    home.standIn.limit(1, 7);
    const show: Post = { kind: "show", output: QUESTION };
    expect(await home.adapter.post(posting(home, show))).toMatchObject({ kind: "later", seconds: 7 });
    expect(await home.adapter.post(posting(home, show))).toMatchObject({ kind: "posted" });
    expect(home.standIn.shown()).toHaveLength(1);
  });

  it("shows once each part of a message whose answer was lost in its middle", async () => {
    const home = await at(mode);
    const asked = posting(home, { kind: "show", output: LONG });
    home.standIn.lose(1);
    expect(await home.adapter.post(asked)).toMatchObject({ kind: "later", seconds: null });
    expect(home.standIn.shown()).toHaveLength(1);
    const posted = await home.adapter.post({ ...asked, attempt: 2 });
    const shown = home.standIn.shown();
    expect(posted).toEqual({ kind: "posted", id: shown.map((one) => one.id).join(",") });
    expect(new Set(shown.map((one) => one.text)).size).toBe(shown.length);
    expect(
      shown
        .map((one) => one.text)
        .join("")
        .replace(/\s/g, ""),
    ).toBe(LONG.text.replace(/\s/g, ""));
  });

  it("shows nothing again while it cannot know whether it was shown", async () => {
    const home = await at(mode);
    home.standIn.server.failing.set("conversations.replies", "internal_error");
    const again = posting(home, { kind: "show", output: QUESTION }, { attempt: 2 });
    expect(await home.adapter.post(again)).toMatchObject({ kind: "later" });
    expect(home.standIn.shown()).toEqual([]);
  });

  it.each([
    ["channel_not_found", "refused", "/invite @Passerelle"],
    ["is_archived", "refused", "archivé"],
    ["not_in_channel", "refused", "/invite @Passerelle"],
    ["invalid_auth", "refused", "SLACK_BOT_TOKEN"],
    ["missing_scope", "refused", "OAuth & Permissions"],
    ["invalid_blocks", "refused", "invalid_blocks"],
    ["internal_error", "later", "internal_error"],
    ["<html>502 Bad Gateway</html>", "later", "reached"],
  ])("tells the operator of %s: %s", async (error, kind, words) => {
    const home = await at(mode);
    home.standIn.server.failing.set("chat.postMessage", error);
    const posted = await home.adapter.post(posting(home, { kind: "show", output: QUESTION }));
    expect(posted.kind).toBe(kind);
    expect(posted.kind === "posted" ? "" : posted.why).toContain(words);
  });

  it("says in passing why something was refused, to its author alone", async () => {
    const home = await at(mode);
    home.ground.receive = async () => ({ kind: "refused", message: "Doucement <s’il vous plaît>." });
    await home.standIn.act("colleague", { kind: "say", text: "moi aussi" });
    await expect
      .poll(() => home.standIn.notices("colleague"))
      .toEqual(["Doucement &lt;s’il vous plaît&gt;."]);
    expect(home.standIn.shown()).toEqual([]);
  });

  it("answers the command in the person's direct messages, in one thread however often it comes", async () => {
    const home = await at(mode);
    const carried = command("mes élèves n’ont plus accès");
    const first = await home.standIn.carry(carried);
    await home.standIn.carry(carried);
    expect(JSON.stringify(first.reply)).toContain("messages privés");
    const roots = home.standIn.server.messages.filter((one) => one.channel === "D0ADMIN");
    expect(roots).toHaveLength(1);
    expect(home.ground.received).toHaveLength(1);
    expect(home.ground.received[0]).toMatchObject({
      place: `${TEAM}/D0ADMIN/${roots[0]?.ts}`,
      opens: true,
      input: { kind: "say", text: "mes élèves n’ont plus accès" },
    });
  });

  it("does not acknowledge a command whose thread could not be begun", async () => {
    const home = await at(mode);
    home.standIn.server.failing.set("conversations.open", "missing_scope");
    expect((await home.standIn.carry(command(""))).accepted).toBe(false);
    expect(home.ground.received).toEqual([]);
  });

  it("asks the question of a message its shortcut was used on, with its files", async () => {
    const home = await at(mode);
    await home.standIn.carry({
      type: "interactive",
      body: {
        type: "message_action",
        callback_id: "ask",
        trigger_id: "t1",
        team: { id: TEAM },
        user: { id: USERS.admin },
        channel: { id: CHANNEL },
        message: {
          ts: "1.2",
          user: USERS.colleague,
          text: "Accès refusé",
          files: [{ id: "F9", name: "a.log" }],
        },
      },
    });
    expect(inputs(home)).toEqual([
      { kind: "say", text: "Accès refusé" },
      { kind: "file", name: "a.log", ref: "F9" },
    ]);
    expect(new Set(home.ground.received.map((one) => one.place)).size).toBe(1);
    const orders = home.ground.received.map((one) => one.order);
    expect(orders).toEqual(orders.toSorted());
  });

  it("opens a draft in a modal and takes it back rewritten", async () => {
    const home = await at(mode);
    home.ground.draft = DRAFT;
    await shownId(home, DRAFT);
    await home.standIn.act("admin", { kind: "press", label: "Modifier" });
    expect(inputs(home)).toEqual([]);
    const [view] = home.standIn.server.views;
    expect(JSON.stringify(view)).toContain(JSON.stringify(DRAFT.body).slice(1, -1));
    expect(JSON.stringify(view)).toContain("Une donnée personnelle a été masquée");
    const submitted = {
      ...view,
      id: "V1",
      hash: "1.a",
      state: { values: { "part:0": { "part:0": { value: "Revu." } } } },
    };
    const carried: Carried = {
      type: "interactive",
      body: { type: "view_submission", team: { id: TEAM }, user: { id: USERS.admin }, view: submitted },
    };
    const [once, twice] = [await home.standIn.carry(carried), await home.standIn.carry(carried)];
    expect([once.accepted, twice.accepted]).toEqual([true, true]);
    expect(inputs(home)).toEqual([{ kind: "revise", body: "Revu." }]);
    expect(home.ground.received[0]?.place).toBe(`${TEAM}/${CHANNEL}/${home.standIn.thread}`);
  });

  it.each(["expired", "gone"])(
    "takes « edit » as a plain choice where no modal can be opened: %s",
    async (why) => {
      const home = await at(mode);
      home.ground.draft = why === "gone" ? null : DRAFT;
      if (why === "expired") home.standIn.expire();
      const id = await shownId(home, DRAFT);
      const { ack } = await home.standIn.act("admin", { kind: "press", label: "Modifier" });
      expect(ack.accepted).toBe(true);
      expect(inputs(home)).toEqual([{ kind: "choose", id: "edit", message: id }]);
    },
  );

  it("lists on the Home tab what is under way, and goes on with it", async () => {
    const home = await at(mode);
    const opened = event({ type: "app_home_opened", user: USERS.admin, tab: "home", channel: "D0ADMIN" });
    await home.standIn.carry(opened);
    const blocks = (): readonly Block[] =>
      (home.standIn.server.homes.get(USERS.admin)?.["blocks"] ?? []) as readonly Block[];
    expect(readable(blocks())).toContain("aucune démarche");
    const place = `${TEAM}/D0ADMIN/1700000000.000100`;
    home.ground.procedures = [
      {
        place,
        title: "Remettre en route",
        step: "Hébergé ?",
        progress: { done: 1, total: 4 },
        at: "2026-09-01",
      },
    ];
    await home.standIn.carry(opened);
    expect(readable(blocks())).toContain("Remettre en route");
    expect(JSON.stringify(blocks())).toContain("/archives/D0ADMIN/p1700000000000100");
    const press = (actionId: string, value?: string): Carried => ({
      type: "interactive",
      body: {
        type: "block_actions",
        team: { id: TEAM },
        user: { id: USERS.admin },
        container: { type: "view" },
        view: { type: "home" },
        trigger_id: "t",
        actions: [
          {
            type: "button",
            action_id: actionId,
            block_id: "b",
            action_ts: home.standIn.server.nextStamp(),
            value,
          },
        ],
      },
    });
    const resume = pressables(blocks()).find((one) => one.actionId === "resume");
    await home.standIn.carry(press("resume", resume?.value));
    await home.standIn.carry(press("start"));
    expect(inputs(home)).toEqual([{ kind: "open" }, { kind: "open" }]);
    expect(home.ground.received[0]).toMatchObject({ place, opens: true });
    expect(home.ground.received[1]?.place).toContain("/D0ADMIN/");
  });

  it("suggests what to ask in the assistant's pane, and takes what is asked there", async () => {
    const home = await at(mode, "en");
    const thread = "1729999327.187299";
    const started = { user_id: USERS.admin, channel_id: "D0ADMIN", thread_ts: thread, context: {} };
    const { accepted } = await home.standIn.carry(
      event({ type: "assistant_thread_started", assistant_thread: started, event_ts: "1.1" }),
    );
    expect(accepted).toBe(true);
    const [form] = home.standIn.server.prompts;
    expect(form).toMatchObject({ channel_id: "D0ADMIN", thread_ts: thread, title: "How can I help you?" });
    expect(JSON.parse(form?.["prompts"] ?? "[]")).toHaveLength(4);
    await home.standIn.carry(
      event({
        type: "message",
        channel: "D0ADMIN",
        channel_type: "im",
        user: USERS.admin,
        text: "I have to restart the connection",
        ts: "1729999330.000100",
        thread_ts: thread,
      }),
    );
    expect(home.ground.received).toMatchObject([{ place: `${TEAM}/D0ADMIN/${thread}`, opens: true }]);
  });

  it("takes a mention once although Slack tells of it twice", async () => {
    const home = await at(mode);
    const fields = {
      channel: CHANNEL,
      user: USERS.admin,
      text: `<@${BOT_USER}> aide`,
      ts: "1700000000.000200",
    };
    await home.standIn.carry(event({ ...fields, type: "message", channel_type: "channel" }));
    await home.standIn.carry(event({ ...fields, type: "app_mention" }));
    expect(home.ground.received).toHaveLength(1);
    expect(home.ground.received[0]).toMatchObject({
      opens: true,
      place: `${TEAM}/${CHANNEL}/1700000000.000200`,
    });
  });

  it("calls the agents, who take the conversation up from the card", async () => {
    const home = await at(mode);
    expect(home.adapter.agents).toBe(`${TEAM}/${AGENTS_CHANNEL}/`);
    const waits = `${TEAM}/${CHANNEL}/${home.standIn.thread}`;
    const call = { ticket: "P-7", place: waits, text: "**Accès refusé**", takenBy: null };
    const asked = posting(home, { kind: "call", call }, { place: home.adapter.agents ?? "" });
    home.standIn.lose(1);
    expect(await home.adapter.post(asked)).toMatchObject({ kind: "later" });
    const posted = await home.adapter.post({ ...asked, attempt: 2 });
    const [card] = home.standIn.calls();
    expect(posted).toEqual({ kind: "posted", id: card?.id });
    expect(home.standIn.calls()).toHaveLength(1);
    expect(card?.labels).toEqual(["Prendre en charge", "Ouvrir le fil"]);
    await home.standIn.act("agent", { kind: "press", label: "Prendre en charge" });
    expect(home.ground.received).toMatchObject([
      { place: waits, author: { agent: true }, input: { kind: "choose", id: "chat:take-over" } },
    ]);
    const taken = { ...call, takenBy: "Agathe" };
    const again = posting(home, { kind: "call", call: taken }, { place: asked.place, id: card?.id ?? "" });
    expect(await home.adapter.post(again)).toMatchObject({ kind: "posted" });
    expect(home.standIn.calls()[0]).toMatchObject({ edits: 1, labels: ["Ouvrir le fil"] });
  });

  it("says nothing of people in its log", async () => {
    const home = await at(mode);
    home.ground.receive = () => Promise.reject(new Error("Claire Fontaine wrote: mon secret"));
    await home.standIn.act("admin", { kind: "say", text: "mon secret" });
    home.standIn.server.failing.set("chat.postMessage", "invalid_blocks");
    await home.adapter.post(posting(home, { kind: "show", output: { ...QUESTION, text: "mon secret" } }));
    await home.standIn.malformed();
    const log = home.standIn.logged.join("\n");
    expect(log).not.toBe("");
    expect(log).not.toMatch(/secret|Claire|Fontaine|xoxb|xapp|0123456789abcdef/);
  });
});

describe("slack's connection", () => {
  it("waits for Slack where it cannot be reached yet", async () => {
    const standIn = await platform.open({ language: "fr" });
    over.push(() => standIn.close());
    standIn.server.control.refusing = true;
    const adapter = standIn.adapter();
    over.unshift(() => adapter.stop());
    const made = ground();
    const started = adapter.start(made.chat);
    await sleep(300);
    expect(standIn.server.linked()).toBe(false);
    standIn.server.control.refusing = false;
    await started;
    expect((await standIn.act("admin", { kind: "say", text: "bonjour" })).ack.accepted).toBe(true);
  });

  it("comes back however Slack refuses the next connection, and stops for good when told to", async () => {
    const home = await at(platform);
    const { server } = home.standIn;
    for (const error of ["internal_error", "invalid_auth"]) {
      server.failing.set("apps.connections.open", error);
      const before = server.called.filter((one) => one === "apps.connections.open").length;
      server.frame('{"type":"disconnect","reason":"refresh_requested"}');
      await expect
        .poll(() => server.called.filter((one) => one === "apps.connections.open").length, { timeout: 5_000 })
        .toBeGreaterThan(before + 1);
      server.failing.delete("apps.connections.open");
      await expect.poll(() => server.linked(), { timeout: 10_000 }).toBe(true);
    }
    expect((await home.standIn.act("admin", { kind: "say", text: "bonjour" })).ack.accepted).toBe(true);
    await home.adapter.stop();
    await expect.poll(() => server.linked()).toBe(false);
    const calls = server.called.length;
    await sleep(600);
    expect(server.called).toHaveLength(calls);
  }, 20_000);

  it.each([
    ["auth.test", "SLACK_BOT_TOKEN"],
    ["apps.connections.open", "SLACK_APP_TOKEN"],
  ])("does not start where %s is refused, and says which setting is wrong", async (method, setting) => {
    const standIn = await platform.open({ language: "fr" });
    over.push(() => standIn.close());
    standIn.server.failing.set(method, "invalid_auth");
    await expect(standIn.adapter().start(ground().chat)).rejects.toThrow(setting);
  });

  it("can be stopped while it waits to start", async () => {
    const standIn = await platform.open({ language: "fr" });
    over.push(() => standIn.close());
    standIn.server.control.refusing = true;
    const adapter = standIn.adapter();
    const started = adapter.start(ground().chat);
    await sleep(100);
    await adapter.stop();
    await started;
    expect(standIn.server.linked()).toBe(false);
  });

  it("takes nothing over HTTP before it is started, nor anything but a signed POST", async () => {
    const standIn = await httpPlatform.open({ language: "fr" });
    over.push(() => standIn.close());
    const made = await house(standIn);
    const stopped = standIn.make("admin", { kind: "say", text: "bonjour" });
    await made.adapter.stop();
    expect((await standIn.deliver(stopped)).accepted).toBe(false);
    await made.adapter.start(made.ground.chat);
    expect((await standIn.deliver(stopped)).accepted).toBe(true);
    expect((await standIn.forge(stopped))?.accepted).toBe(false);
    over.unshift(() => made.adapter.stop());
  });

  it("answers the challenge Slack verifies an address with", async () => {
    const home = await at(httpPlatform);
    const body = {
      type: "url_verification",
      token: "t",
      challenge: "3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P",
    };
    const { reply } = await home.standIn.carry({ type: "events_api", body });
    expect(JSON.parse(String(reply))).toEqual({ challenge: body.challenge });
  });
});

describe("who the agents are", () => {
  it("are the members of their channel where no group is configured", async () => {
    const standIn = await platform.open({ language: "fr" });
    over.push(() => standIn.close());
    const adapter = slackAdapter({ ...standIn.options, agentsGroup: undefined });
    const made = ground();
    await adapter.start(made.chat);
    over.unshift(() => adapter.stop());
    await standIn.act("agent", { kind: "say", text: "bonjour" });
    await standIn.act("admin", { kind: "say", text: "bonjour" });
    expect(made.received.map((one) => one.author.agent)).toEqual([true, false]);
    expect(standIn.server.called).not.toContain("usergroups.users.list");
  });
});
