import { randomUUID } from "node:crypto";
import { teamsAdapter } from "../../adapters/teams/teamsAdapter.ts";
import type { TeamsOptions } from "../../adapters/teams/teamsOptions.ts";
import { ROOT } from "../../src/root.ts";
import { loadTexts } from "../../src/texts.ts";
import type { Ack, Act, Platform, PlatformEvent, ShownMessage, StandIn, Who } from "../contracts/platform.ts";
import type { ConnectorState, KeptMessage, Member } from "./connector.ts";
import { openConnector } from "./connector.ts";
import { buttonsOf, labelsOf, pressOn, textOf } from "./seen.ts";
import { signingKey } from "./signing.ts";

export const CLIENT_ID = "0f9c1c2e-aaaa-4bbb-8ccc-111122223333";
export const TENANT_ID = "5d2a9b10-dddd-4eee-8fff-444455556666";
export const CLIENT_SECRET = "a-secret-that-must-never-be-logged";
export const CHANNEL = "19:c0ffee0123456789c0ffee0123456789@thread.tacv2";
export const THREAD = `${CHANNEL};messageid=1690000000000`;
export const AGENTS = "19:a9e000000123456789a9e00000012345@thread.tacv2";
const BOT = `28:${CLIENT_ID}`;

const PEOPLE: Readonly<Record<Who, Member>> = {
  admin: member("admin", "Camille Authier", "11"),
  colleague: member("colleague", "Dominique Berthelot", "22"),
  agent: member("agent", "Sacha Colombani", "33"),
  robot: { id: "28:99999999-0000-4000-8000-000000000000", aadObjectId: "", name: "Un autre robot" },
};

/** The id of somebody's own chat with the bot, as long as Teams makes them. */
export function chatOf(who: Who): string {
  return `a:1${who}-${"Xy7_".repeat(30)}`;
}

/** Teams, with more ways to look and to disturb than the suite asks for. */
export type TeamsStandIn = StandIn & {
  readonly state: ConnectorState;
  readonly url: string;
  /** Lines the adapter logged. */
  readonly logged: readonly string[];
  options(): TeamsOptions;
  /** Posts any activity with a good token of the platform; gives status and body of the answer. */
  send(activity: object, token?: string): Promise<Answer>;
  token(claims?: Readonly<Record<string, unknown>>): string;
  /** What the last press of that person was answered with. */
  answerTo(who: Who): unknown;
  /** An act's activity as Teams writes it, to be changed and sent. */
  activity(who: Who, act: Act): Record<string, unknown>;
};

export type Answer = { readonly status: number; readonly body: unknown; readonly milliseconds: number };

type Payload = { readonly who: Who; readonly activity: Record<string, unknown> };

/**
 * Microsoft Teams on loopback. Acts happen in a thread of a channel, which other people read and write too, or where
 * `direct` in each person's own chat with the bot. A file goes where Teams lets it go, which is that chat: what is shown is
 * what the admin sees in both.
 */
export const platform: Omit<Platform, "open"> & {
  open(options: { readonly language: "fr" | "en"; readonly direct?: boolean }): Promise<TeamsStandIn>;
} = {
  name: "teams",
  forgets: true,
  async open({ language, direct = false }) {
    const state = newState();
    const key = signingKey("of-the-key-set");
    const forger = signingKey("of-the-key-set");
    const server = await openConnector(state, key);
    const serviceUrl = `${server.url}/emea`;
    const texts = loadTexts(ROOT);
    const logged: string[] = [];
    const told = new Map<Who, string[]>();
    const answers = new Map<Who, unknown>();
    let mount = "";
    let expired = false;
    let clock = Date.now() - 3_600_000;

    function options(): TeamsOptions {
      const log = (object: object, text: string): void => {
        logged.push(
          JSON.stringify({ ...object, text }, (_, value: unknown) =>
            value instanceof Error ? String(value) : value,
          ),
        );
      };
      return {
        clientId: CLIENT_ID,
        clientSecret: CLIENT_SECRET,
        tenantId: TENANT_ID,
        agentsChannel: AGENTS,
        publicUrl: "https://passerelle.example.org",
        largestFile: 50_000_000,
        text: (spoken, id, values) => texts.say(spoken, id, values),
        log: { info: log, warn: log, error: log },
        endpoints: {
          login: server.url,
          openIdMetadata: `${server.url}/v1/.well-known/openidconfiguration`,
          service: serviceUrl,
          fileHosts: [server.url],
        },
      };
    }

    function token(claims: Readonly<Record<string, unknown>> = {}): string {
      const now = Math.floor(Date.now() / 1000);
      return key.sign({ ...claimsOf(serviceUrl, now), ...claims });
    }

    async function send(activity: object, bearer = token()): Promise<Answer> {
      return postTo(`${mount}/api/messages`, JSON.stringify(activity), bearer);
    }

    function frame(who: Who, conversation: string): Record<string, unknown> {
      clock += 1000;
      const personal = conversation.startsWith("a:");
      const { id, aadObjectId, name } = PEOPLE[who];
      return {
        id: String(clock),
        timestamp: new Date(clock).toISOString(),
        channelId: "msteams",
        serviceUrl: `${serviceUrl}/`,
        locale: language === "fr" ? "fr-FR" : "en-US",
        from: { id, name, ...(aadObjectId === "" ? { role: "bot" } : { aadObjectId }) },
        recipient: { id: BOT, name: "Passerelle" },
        conversation: {
          id: conversation,
          tenantId: TENANT_ID,
          conversationType: personal ? "personal" : "channel",
          ...(personal ? {} : { isGroup: true }),
        },
        channelData: { tenant: { id: TENANT_ID } },
      };
    }

    function message(who: Who, conversation: string, words: string): Record<string, unknown> {
      if (conversation.startsWith("a:")) return { ...frame(who, conversation), type: "message", text: words };
      return {
        ...frame(who, conversation),
        type: "message",
        textFormat: "plain",
        text: `<at>Passerelle</at> ${words}`.trim(),
        attachments: [{ contentType: "text/html", content: "<p>…</p>" }],
        entities: [
          { type: "mention", mentioned: { id: BOT, name: "Passerelle" }, text: "<at>Passerelle</at>" },
          { type: "clientInfo", locale: "fr-FR", country: "FR", platform: "Web" },
        ],
      };
    }

    function press(who: Who, verb: string, data: object, on: KeptMessage): Record<string, unknown> {
      const value = { action: { type: "Action.Execute", verb, data }, trigger: "manual" };
      const of = frame(who, on.conversation);
      return {
        ...of,
        id: `f:${randomUUID()}`,
        type: "invoke",
        name: "adaptiveCard/action",
        replyToId: on.id,
        value,
      };
    }

    const here = (who: Who): string => (direct ? chatOf(who) : THREAD);
    const seenBy = (who: Who): readonly KeptMessage[] =>
      state.messages.filter(({ conversation }) => conversation === here(who) || conversation === chatOf(who));

    function pressed(who: Who, label: string): Record<string, unknown> {
      const calls = state.messages.filter(({ conversation }) => conversation.startsWith(AGENTS));
      for (const one of [...(who === "agent" ? calls : []), ...seenBy(who)].toReversed()) {
        const found = pressOn(one.card, label);
        if (found !== null) return press(who, found.verb, found.data, one);
      }
      throw new Error(`nobody is shown ${label}`);
    }

    function activityOf(who: Who, act: Act): Record<string, unknown> {
      const say = (words: string): Record<string, unknown> => message(who, here(who), words);
      switch (act.kind) {
        case "open":
          return direct ? { ...frame(who, here(who)), type: "installationUpdate", action: "add" } : say("");
        case "say":
          return say(act.text);
        case "press":
          return pressed(who, act.label);
        case "back": {
          const on = seenBy(who).findLast(({ card }) => buttonsOf(card).some(({ verb }) => verb === "back"));
          return on === undefined
            ? say(texts.say(language, "teams.command.back.title"))
            : press(who, "back", {}, on);
        }
        case "restart":
          return say(texts.say(language, "teams.command.restart.title"));
        case "upload": {
          const path = `/files/${randomUUID()}`;
          state.files.set(path, (response) => response.end(act.content));
          return {
            ...message(who, chatOf(who), ""),
            attachments: [
              {
                contentType: "application/vnd.microsoft.teams.file.download.info",
                contentUrl: `https://contoso-my.sharepoint.com/personal/admin/Documents/${act.name}`,
                name: act.name,
                content: {
                  downloadUrl: `${server.url}${path}?tempauth=v1`,
                  uniqueId: randomUUID(),
                  fileType: "xml",
                },
              },
              { contentType: "text/html", content: '<attachment id="1"></attachment>' },
            ],
          };
        }
      }
    }

    function make(who: Who, act: Act): PlatformEvent {
      const activity = activityOf(who, act);
      return { id: String(activity["id"]), payload: { who, activity } satisfies Payload };
    }

    async function deliver(event: PlatformEvent): Promise<Ack> {
      const { who, activity } = event.payload as Payload;
      const { status, body, milliseconds } = await send(activity);
      // Whoever waits too long for an answer to a press is told so by Teams; what the answer says comes too late.
      if (activity["type"] === "invoke" && !expired) {
        answers.set(who, body);
        const sentence = sentenceOf(body);
        if (sentence !== null) told.set(who, [...(told.get(who) ?? []), sentence]);
      }
      return { accepted: status >= 200 && status < 300, milliseconds };
    }

    return {
      state,
      url: server.url,
      logged,
      options,
      send,
      token,
      answerTo: (who) => answers.get(who),
      activity: activityOf,
      adapter: () => teamsAdapter(options()),
      reach: (url) => (mount = url),
      async act(who, act) {
        const event = make(who, act);
        return { event, ack: await deliver(event) };
      },
      make,
      deliver,
      shown: () => seenBy("admin").map(shownOf),
      notices: (who) => [
        ...(told.get(who) ?? []),
        ...state.targeted.filter(({ to }) => to === PEOPLE[who].id).map(({ text }) => text),
      ],
      calls: () => state.messages.filter(({ conversation }) => conversation.startsWith(AGENTS)).map(shownOf),
      limit: (times, seconds) => (state.limited = { times, seconds: String(seconds) }),
      lose: (times) => (state.lost = times),
      async cut(milliseconds) {
        server.cut(milliseconds);
      },
      expire: () => (expired = true),
      async forge(event) {
        const { activity } = event.payload as Payload;
        const now = Math.floor(Date.now() / 1000);
        const good = claimsOf(serviceUrl, now);
        const bearers = [
          forger.sign(good),
          token({ aud: randomUUID() }),
          token({ iss: "https://somebody.example.org" }),
          token({ nbf: now - 7200, exp: now - 3600 }),
          token({ serviceurl: "https://somewhere.example.org/" }),
          `${token()}x`,
          "",
        ];
        const tried = await Promise.all(bearers.map((bearer) => send(activity, bearer)));
        const longest = Math.max(...tried.map(({ milliseconds }) => milliseconds));
        return { accepted: tried.some(({ status }) => status < 400), milliseconds: longest };
      },
      async malformed() {
        const url = `${mount}/api/messages`;
        for (const body of ["", "{", "[]", "null", '"text"', "{}"]) await postTo(url, body, token());
        const good = activityOf("admin", { kind: "say", text: "bonjour" });
        for (const name of ["id", "from", "recipient", "conversation", "serviceUrl", "type"]) {
          await send({ ...good, [name]: undefined });
          await send({ ...good, [name]: { odd: [1, null] } });
        }
        await send({ ...good, channelId: "webchat" });
        await send({ ...good, type: "invoke", name: "adaptiveCard/action", text: undefined, value: "odd" });
        await send({ ...good, type: "message", text: 12, entities: "odd", attachments: [null, 3] });
        await postTo(url, `{"text":"${"a".repeat(2_000_000)}"}`, token()).catch(() => undefined);
      },
      close: () => server.close(),
    };
  },
};

function member(name: Who, shown: string, digits: string): Member {
  const aadObjectId = `${digits.repeat(4)}-1111-4111-8111-111111111111`;
  return { id: `29:1${name}-${"Ab9_".repeat(20)}`, aadObjectId, name: shown };
}

function newState(): ConnectorState {
  const { admin, colleague, agent } = PEOPLE;
  return {
    clientId: CLIENT_ID,
    clientSecret: CLIENT_SECRET,
    tenantId: TENANT_ID,
    conversations: new Set([CHANNEL, AGENTS, chatOf("admin"), chatOf("colleague"), chatOf("agent")]),
    left: new Set(),
    members: new Map([
      [CHANNEL, [admin, colleague, agent]],
      [
        AGENTS,
        [{ ...colleague, id: "29:1somebody", aadObjectId: "77777777-1111-4111-8111-111111111111" }, agent],
      ],
    ]),
    messages: [],
    targeted: [],
    files: new Map(),
    limited: { times: 0, seconds: "0" },
    lost: 0,
    failing: null,
    targets: true,
    aheadMinutes: 0,
    tokens: new Set(),
    tokensAsked: 0,
  };
}

function claimsOf(serviceUrl: string, now: number): Readonly<Record<string, unknown>> {
  return {
    iss: "https://api.botframework.com",
    aud: CLIENT_ID,
    serviceurl: `${serviceUrl}/`,
    nbf: now - 60,
    exp: now + 3600,
  };
}

async function postTo(url: string, body: string, bearer: string): Promise<Answer> {
  const from = performance.now();
  const response = await fetch(url, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      ...(bearer === "" ? {} : { authorization: `Bearer ${bearer}` }),
    },
    body,
    signal: AbortSignal.timeout(15_000),
  });
  const text = await response.text();
  const told: unknown = text === "" ? null : JSON.parse(text);
  return { status: response.status, body: told, milliseconds: performance.now() - from };
}

function sentenceOf(body: unknown): string | null {
  const { type, value } = (body ?? {}) as { readonly type?: string; readonly value?: unknown };
  return type === "application/vnd.microsoft.activity.message" && typeof value === "string" ? value : null;
}

function shownOf({ id, edits, summary, card }: KeptMessage): ShownMessage {
  return { id, edits, fallback: summary, text: textOf(card), labels: labelsOf(card) };
}
