import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { interactionEvent } from "../../adapters/discord/interactionEvent.ts";
import { messageEvent } from "../../adapters/discord/messageEvent.ts";
import { readInteraction } from "../../adapters/discord/readInteraction.ts";
import type { ChannelKind } from "../../adapters/discord/readMessage.ts";
import { readMessage } from "../../adapters/discord/readMessage.ts";
import { ROOT } from "../../src/root.ts";

type Sample = {
  readonly source: string;
  readonly event: "MESSAGE_CREATE" | "INTERACTION_CREATE";
  readonly channel: ChannelKind;
  readonly data: unknown;
};

const FOLDER = join(ROOT, "adapters/discord/samples");
const names = readdirSync(FOLDER).map((file) => file.replace(/\.json$/, ""));

const agents = { role: "539082325061836999", channel: "1" };
const around = { me: "1100000000000000001", myRole: null, language: "fr", agents } as const;

/** What a sample becomes: deliveries of a message, or what an interaction asks for. */
function read(name: string): unknown {
  const sample = JSON.parse(readFileSync(join(FOLDER, `${name}.json`), "utf8")) as Sample;
  expect(sample.source).toMatch(/^https:\/\/docs\.discord\.com\/developers\//);
  return sample.event === "MESSAGE_CREATE"
    ? readMessage(messageEvent.parse(sample.data), { ...around, kind: sample.channel })
    : readInteraction(interactionEvent.parse(sample.data), sample.channel, agents);
}

const ORDER = "00334385199974967042";
const CHANNEL = "290926798626357999/290926798999357250";
const THREAD = "290926798626357999/645027906669510667";
const supa = { id: "53908099506183680", name: "Supa", language: "fr", agent: false };
const mason = { id: "53908232506183680", name: "Mason", language: "en", agent: true };

function written(place: string, opens: boolean, input: object): object {
  return { eventId: "334385199974967042", place, order: ORDER, author: supa, opens, input };
}

function pressed(input: object, more: object = {}): object {
  return {
    eventId: "786008729715212338",
    place: THREAD,
    order: "00786008729715212338",
    author: mason,
    opens: false,
    input,
    ...more,
  };
}

const NEW = "290926798626357999/334385199974967042";
const MESSAGE = "844397162624450620";

const becomes: Readonly<Record<string, unknown>> = {
  "message-mention": [written(NEW, true, { kind: "say", text: "la page PRONOTE reste blanche" })],
  "message-bare-mention": [written(NEW, true, { kind: "open" })],
  "message-without-mention": [],
  "message-in-thread": [written(CHANNEL, false, { kind: "say", text: "elle est hébergée" })],
  "message-in-thread-not-readable": [],
  "message-direct": [written("dm/290926798999357250", true, { kind: "say", text: "bonjour" })],
  "message-with-file": [
    written(CHANNEL, false, {
      kind: "file",
      name: "identifiants.xml",
      ref: "290926798999357250/334385199974967042/334385199974967050",
    }),
  ],
  "message-forwarded": [written(CHANNEL, false, { kind: "say", text: "Erreur : service non enregistré" })],
  "message-crossposted": [],
  "message-of-another-bot": [],
  "message-thread-created": [],
  "command-with-matter": {
    kind: "open",
    channel: "645027906669510667",
    delivery: pressed({ kind: "say", text: "page blanche" }, { opens: true }),
  },
  "command-back-in-thread": {
    kind: "deliver",
    by: "command",
    delivery: pressed({ kind: "back" }, { opens: true }),
  },
  "command-back-in-channel": { kind: "elsewhere", author: mason },
  "command-unknown": { kind: "nothing" },
  "command-in-direct-message": {
    kind: "deliver",
    by: "command",
    delivery: pressed(
      { kind: "open" },
      { opens: true, place: "dm/645027906669510667", author: { ...mason, language: "fr", agent: false } },
    ),
  },
  autocomplete: { kind: "suggest", typed: "pag", author: { ...mason, language: "fr" } },
  button: {
    kind: "deliver",
    by: "component",
    delivery: pressed({ kind: "choose", id: "hosted", message: MESSAGE }),
  },
  "button-back": { kind: "deliver", by: "component", delivery: pressed({ kind: "back" }) },
  "button-edit": { kind: "edit", delivery: pressed({ kind: "choose", id: "edit", message: MESSAGE }) },
  "button-take-over": {
    kind: "take",
    delivery: pressed({ kind: "choose", id: "chat:take-over", message: MESSAGE }),
  },
  "button-of-another": { kind: "nothing" },
  menu: {
    kind: "deliver",
    by: "component",
    delivery: pressed({ kind: "choose", id: "pronote-2026", message: MESSAGE }),
  },
  window: {
    kind: "deliver",
    by: "window",
    delivery: pressed({ kind: "revise", body: "Bonjour,\n\nMerci." }),
  },
  "window-in-rows": {
    kind: "deliver",
    by: "window",
    delivery: pressed({ kind: "revise", body: "Bonjour,\n\nMerci." }),
  },
  "window-empty": { kind: "nothing" },
};

describe("payloads as Discord documents them", () => {
  it("are all read here", () => {
    expect(names.toSorted()).toEqual(Object.keys(becomes).toSorted());
  });

  it.each(names)("%s", (name) => {
    expect(read(name)).toEqual(becomes[name]);
  });
});
