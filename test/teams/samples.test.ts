import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { activityOf } from "../../adapters/teams/activity.ts";
import type { Reading } from "../../adapters/teams/readActivity.ts";
import { readActivity } from "../../adapters/teams/readActivity.ts";
import { ROOT } from "../../src/root.ts";
import { CLIENT_ID, TENANT_ID } from "./stand-in.ts";

const FOLDER = join(ROOT, "adapters/teams/samples");

type Sample = { readonly source: string; readonly activity: object };

function sample(name: string): Sample {
  return JSON.parse(readFileSync(join(FOLDER, `${name}.json`), "utf8")) as Sample;
}

function reading(activity: object): Reading {
  const read = activityOf(activity);
  if (read === null) throw new Error("not an activity");
  return readActivity(read, {
    clientId: CLIENT_ID,
    tenants: new Set([TENANT_ID]),
    service: "https://smba.trafficmanager.net/teams",
    commands: new Map([["recommencer", "restart"]]),
    agent: false,
  });
}

const inputs = (name: string): unknown => {
  const read = reading(sample(name).activity);
  return read.kind === "deliveries" ? read.deliveries.map(({ input }) => input) : read;
};

const CHAT = "emea|a:17I0kl9EkpE1O9PH5TWrzrLNwnWWcfrU7QZjKR0WSfOpzbfcAOXFhvpzYZcZyC1qXh4eqAEuCWBDTNJ4WrzLr";
const THREAD = "emea|19:253b1f341670408fb6fe51050b6e5ceb@thread.tacv2;messageid=1485983194839";

/** What each documented payload is: what it delivers, or why it is passed over. */
const MEANINGS: Readonly<Record<string, unknown>> = {
  "message-personal": [{ kind: "say", text: "Bonjour, PRONOTE ne s’ouvre plus depuis l’ENT" }],
  "message-personal-bare": [{ kind: "say", text: "retour" }],
  "message-channel": [{ kind: "say", text: "bonjour, peux-tu aider Alex Wilber ?" }],
  "message-channel-bare-mention": [{ kind: "open" }],
  "message-channel-without-mention": { kind: "ignored", why: "not mentioned" },
  "message-channel-with-file": [{ kind: "say", text: "voici le journal" }],
  "message-with-file": [
    { kind: "say", text: "voici" },
    {
      kind: "file",
      name: "file_example.txt",
      ref: "download:https://contoso.sharepoint.com/personal/johnadams_contoso_com/_layouts/15/download.aspx?UniqueId=1150d938&tempauth=v1",
    },
  ],
  "message-with-image": [
    {
      kind: "file",
      name: "image-1.png",
      ref: "image:https://smba.trafficmanager.net/emea/v3/attachments/0-frca-d1-0123456789/views/original",
    },
  ],
  "message-with-foreign-image": [{ kind: "say", text: "regardez" }],
  "message-from-bot": { kind: "ignored", why: "from a bot" },
  "message-other-tenant": { kind: "ignored", why: "another tenant" },
  "card-action": [{ kind: "choose", id: "hosted", message: "1622749882508" }],
  "card-action-menu": [{ kind: "choose", id: "other", message: "1622749882507,1622749882508" }],
  "card-action-refresh": { kind: "ignored", why: "automatic refresh" },
  "card-action-of-another-app": { kind: "ignored", why: "not our button" },
  "installation-add": [{ kind: "open" }],
  "installation-add-team": { kind: "ignored", why: "installationUpdate" },
  "installation-remove": { kind: "ignored", why: "installationUpdate" },
  "conversation-update": { kind: "ignored", why: "conversationUpdate" },
  "message-reaction": { kind: "ignored", why: "messageReaction" },
  "message-update": { kind: "ignored", why: "messageUpdate" },
  "file-consent": { kind: "ignored", why: "invoke fileConsent/invoke" },
};

describe("documented payloads", () => {
  it("has a meaning for each, and each says where it is from", () => {
    const names = readdirSync(FOLDER).map((file) => file.replace(/\.json$/, ""));
    expect(names.toSorted()).toEqual(Object.keys(MEANINGS).toSorted());
    for (const name of names) expect(sample(name).source).toMatch(/^https:\/\/learn\.microsoft\.com\//);
  });

  it.each(Object.keys(MEANINGS))("%s", (name) => {
    expect(inputs(name)).toEqual(MEANINGS[name]);
  });

  it("tells who, where and when", () => {
    const read = reading(sample("message-personal").activity);
    if (read.kind !== "deliveries") throw new Error(read.kind);
    const [one] = read.deliveries;
    expect(one?.author).toEqual({
      id: "7faf8ba1-2f8c-4c3d-8d2b-111122223333",
      name: "Megan Bowen",
      language: "fr",
      agent: false,
    });
    expect(one?.place).toBe(CHAT);
    expect(one?.opens).toBe(true);
    expect(one?.order).toBe("2017-02-01T21:10:07.437Z 1485983408511 00");
  });

  it("names a thread, and knows of a file that a channel does not hand over", () => {
    const read = reading(sample("message-channel-with-file").activity);
    if (read.kind !== "deliveries") throw new Error(read.kind);
    expect(read.fileOfChannel).toBe(true);
    expect(read.deliveries[0]?.place).toBe(THREAD);
  });

  it("takes a quoted message for no file", () => {
    const { activity } = sample("message-channel-with-file");
    const quoting = reading({
      ...activity,
      attachments: [
        { contentType: "messageReference", content: "{}" },
        { contentType: "text/html", content: '<attachment id="1485983408511"></attachment><p>oui</p>' },
      ],
    });
    expect(quoting).toMatchObject({ kind: "deliveries", fileOfChannel: false });
  });

  it("gives one id to the same event, and another to each other one", () => {
    const ids = Object.keys(MEANINGS).flatMap((name) => {
      const read = reading(sample(name).activity);
      return read.kind === "deliveries" ? read.deliveries.map(({ eventId }) => eventId) : [];
    });
    expect(new Set(ids).size).toBe(ids.length);
    expect(Math.max(...ids.map((id) => id.length))).toBeLessThanOrEqual(200);
    const again = reading(sample("message-with-file").activity);
    if (again.kind !== "deliveries") throw new Error(again.kind);
    for (const { eventId } of again.deliveries) expect(ids).toContain(eventId);
  });

  it("gives the id of an event of any length within 200 characters", () => {
    const { activity } = sample("message-personal");
    const far = reading({ ...activity, id: `f:${"9".repeat(900)}` });
    const near = reading({ ...activity, id: `f:${"9".repeat(901)}` });
    if (far.kind !== "deliveries" || near.kind !== "deliveries") throw new Error("ignored");
    expect(far.deliveries[0]?.eventId.length).toBeLessThanOrEqual(200);
    expect(far.deliveries[0]?.eventId).not.toBe(near.deliveries[0]?.eventId);
  });

  it("takes a title of the command menu for the command", () => {
    const { activity } = sample("message-personal");
    expect(reading({ ...activity, text: " Recommencer " })).toMatchObject({
      deliveries: [{ input: { kind: "restart" } }],
    });
  });

  it("lets nobody speak whose directory is not told, and no press act at a strange connector", () => {
    const { activity } = sample("message-personal");
    expect(reading({ ...activity, conversation: { id: "a:1x" }, channelData: {} })).toEqual({
      kind: "ignored",
      why: "another tenant",
    });
    expect(reading({ ...activity, serviceUrl: "https://smba.example.org/emea/" })).toMatchObject({
      kind: "ignored",
    });
    const { activity: pressed } = sample("card-action");
    const value = (place: string): object => ({
      action: { verb: "choose", data: { id: "chat:take-over", place } },
      trigger: "manual",
    });
    expect(reading({ ...pressed, value: value("https://evil.example.org|19:x@thread.tacv2") })).toEqual({
      kind: "ignored",
      why: "not a place",
    });
    expect(reading({ ...pressed, value: value(CHAT) })).toMatchObject({
      deliveries: [{ place: CHAT, input: { kind: "choose", id: "chat:take-over" } }],
    });
  });

  it("keeps the order in which things happened, to the very id", () => {
    const { activity } = sample("message-personal");
    const at = (timestamp: string | undefined, id: string): string => {
      const read = reading({ ...activity, timestamp, id });
      return read.kind === "deliveries" ? (read.deliveries[0]?.order ?? "") : "";
    };
    const told = [
      at("2017-02-01T21:10:07.4370000Z", "1485983407437"),
      at("2017-02-01T21:10:07.437Z", "1485983407438"),
      at("2017-02-01T22:10:08+01:00", "f:1"),
      at(undefined, "1485983409000"),
    ];
    expect(told.toSorted()).toEqual(told);
    expect(new Set(told).size).toBe(4);
  });
});
