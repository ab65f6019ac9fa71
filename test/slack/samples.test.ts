import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Incoming, Self } from "../../adapters/slack/incoming.ts";
import { readAction } from "../../adapters/slack/readAction.ts";
import { readCommand, readShortcut, readSubmission } from "../../adapters/slack/readCall.ts";
import { readEvent } from "../../adapters/slack/readEvent.ts";
import { ROOT } from "../../src/root.ts";

const FOLDER = join(ROOT, "adapters/slack/samples");
const SELF: Self = { team: "T061EG9R6", user: "U0LAN0Z89", bot: "B0" };
const DIRECT = "T061EG9R6/D024BE91L/1355517523.000005";

const MENTION: Incoming = {
  kind: "deliver",
  deliveries: [
    {
      eventId: "C123ABC456/1515449522.000016",
      place: "T061EG9R6/C123ABC456/1515449522.000016",
      order: "1515449522.000016",
      user: "U061F7AUR",
      opens: true,
      input: {
        kind: "say",
        text: "les comptes de l’ENT sont refusés : <cas:authenticationFailure code='INVALID_SERVICE'> sur la page PRONOTE",
      },
    },
  ],
};

/** What each payload Slack's documentation shows becomes; null: none of the assistant's business. */
const BECOMES: Readonly<Record<string, Incoming | null>> = {
  "app-mention": MENTION,
  // The same message, told of as one of its channel.
  "message-of-mention": MENTION,
  "app-mention-bare": {
    kind: "deliver",
    deliveries: [
      {
        eventId: "C123ABC456/1515449522.000016",
        place: "T061EG9R6/C123ABC456/1515449000.000100",
        order: "1515449522.000016",
        user: "U061F7AUR",
        opens: true,
        input: { kind: "open" },
      },
    ],
  },
  "message-in-thread": {
    kind: "deliver",
    deliveries: [
      {
        eventId: "C123ABC456/1355517523.000005",
        place: "T061EG9R6/C123ABC456/1355517500.000001",
        order: "1355517523.000005",
        user: "U2147483697",
        opens: false,
        input: { kind: "say", text: "elle est hébergée" },
      },
    ],
  },
  "message-in-channel": null,
  "message-direct": {
    kind: "deliver",
    deliveries: [
      {
        eventId: "D024BE91L/1355517523.000005",
        place: DIRECT,
        order: "1355517523.000005",
        user: "U2147483697",
        opens: true,
        input: { kind: "say", text: "Bonjour, le lien avec PRONOTE ne marche plus" },
      },
    ],
  },
  "message-file-share": {
    kind: "deliver",
    deliveries: [
      { input: { kind: "say", text: "Voici le journal" }, suffix: "", after: "" },
      { input: { kind: "file", name: "pronote.log", ref: "F0S43PZDF" }, suffix: "/F0S43PZDF", after: ".1" },
      { input: { kind: "file", name: "capture", ref: "F0S43P1CZ" }, suffix: "/F0S43P1CZ", after: ".2" },
    ].map(({ input, suffix, after }) => ({
      eventId: `D024BE91L/1358546515.000008${suffix}`,
      place: "T061EG9R6/D024BE91L/1358546500.000001",
      order: `1358546515.000008${after}`,
      user: "U2147483697",
      opens: true,
      input: input as Extract<Incoming, { kind: "deliver" }>["deliveries"][number]["input"],
    })),
  },
  "message-bot": null,
  "message-of-another-app": null,
  "message-own": null,
  "message-changed": null,
  "message-deleted": null,
  "channel-join": null,
  "app-home-opened": { kind: "home", user: "U123ABC456" },
  "app-home-messages": null,
  "assistant-thread-started": {
    kind: "prompts",
    user: "U123ABC456",
    channel: "D123ABC456",
    thread: "1729999327.187299",
  },
  "slash-command": {
    kind: "direct",
    eventId: "command/13345224609.738474920.8088930838d88f008e0",
    user: "U2147483697",
    inputs: [{ kind: "say", text: "mes élèves n’ont plus accès" }],
  },
  "slash-command-bare": {
    kind: "direct",
    eventId: "command/13345224609.738474920.8088930838d88f008e1",
    user: "U2147483697",
    inputs: [{ kind: "open" }],
  },
  "message-shortcut": {
    kind: "direct",
    eventId: "shortcut/13345224609.8534564800.6f8ab1f53e13d0cd15f96106292d5536",
    user: "U0D15K92L",
    inputs: [{ kind: "say", text: "Mes parents reçoivent « Accès refusé » & rien d’autre" }],
  },
  "button-pressed": {
    kind: "deliver",
    deliveries: [
      {
        eventId: "press/1548426417.840180/UA8RXUSPL",
        place: "T061EG9R6/CBR2V3XEX/1548261000.000100",
        order: "1548426417.840180",
        user: "UA8RXUSPL",
        opens: false,
        input: { kind: "choose", id: "hosting:hosted", message: "1548261230.000100,1548261231.000200" },
      },
    ],
  },
  "menu-entry-chosen": {
    kind: "deliver",
    deliveries: [
      {
        eventId: "press/1548426417.840181/UA8RXUSPL",
        place: "T061EG9R6/D024BE91L/1548261000.000100",
        order: "1548426417.840181",
        user: "UA8RXUSPL",
        opens: false,
        input: { kind: "choose", id: "ent:mbn", message: "1548261231.000200" },
      },
    ],
  },
  "link-followed": null,
  "call-taken-over": {
    kind: "deliver",
    deliveries: [
      {
        eventId: "press/1548426417.840183/UAGENT",
        place: DIRECT,
        order: "1548426417.840183",
        user: "UAGENT",
        opens: false,
        input: { kind: "choose", id: "chat:take-over", message: "1548261231.000200" },
      },
    ],
  },
  "home-resumed": {
    kind: "deliver",
    deliveries: [
      {
        eventId: "press/1548426417.840184/UA8RXUSPL",
        place: DIRECT,
        order: "1548426417.840184",
        user: "UA8RXUSPL",
        opens: true,
        input: { kind: "open" },
      },
    ],
  },
  "home-started": {
    kind: "direct",
    eventId: "press/1548426417.840185/UA8RXUSPL",
    user: "UA8RXUSPL",
    inputs: [{ kind: "open" }],
  },
  "draft-edit-pressed": {
    kind: "edit",
    trigger: "12321423423.333649436676.edit",
    place: "T061EG9R6/D024BE91L/1548261000.000100",
    plain: {
      eventId: "press/1548426417.840186/UA8RXUSPL",
      place: "T061EG9R6/D024BE91L/1548261000.000100",
      order: "1548426417.840186",
      user: "UA8RXUSPL",
      opens: false,
      input: { kind: "choose", id: "edit", message: "1548261231.000200" },
    },
  },
  "draft-submitted": {
    kind: "deliver",
    deliveries: [
      {
        eventId: "view/VNHU13V36/156663117.cd33ad1f",
        place: "T061EG9R6/D024BE91L/1548261000.000100",
        order: "1548426500.000000",
        user: "UA8RXUSPL",
        opens: false,
        input: { kind: "revise", body: "Bonjour,\n\nla connexion est refusée.\nCordialement" },
      },
    ],
  },
};

/** Each reader knows what is its own: no payload is taken by two. */
function read(body: unknown): readonly Incoming[] {
  return [
    readEvent(body, SELF),
    readCommand(body, SELF),
    readShortcut(body, SELF),
    readAction(body, SELF),
    readSubmission(body, 1_548_426_500),
  ].filter((one) => one !== null);
}

describe("slack's payloads", () => {
  const names = readdirSync(FOLDER).map((file) => file.replace(/\.json$/, ""));

  it("are all judged", () => {
    expect(names.toSorted()).toEqual(Object.keys(BECOMES).toSorted());
  });

  it.each(names)("%s", (name) => {
    const body: unknown = JSON.parse(readFileSync(join(FOLDER, `${name}.json`), "utf8"));
    const expected = BECOMES[name];
    expect(read(body)).toEqual(expected === null ? [] : [expected]);
    const own = read(body).flatMap((one) => (one.kind === "deliver" ? one.deliveries : []));
    expect(own.every((one) => one.eventId.length <= 200 && one.place.length <= 200)).toBe(true);
  });

  it("are dropped whatever is missing or of another type in them", () => {
    for (const name of names) {
      const text = readFileSync(join(FOLDER, `${name}.json`), "utf8");
      const body = JSON.parse(text) as Record<string, unknown>;
      for (const key of Object.keys(body)) {
        for (const odd of [undefined, null, 4, "", [], {}]) {
          expect(() => read({ ...body, [key]: odd })).not.toThrow();
        }
      }
    }
  });
});
