import { describe, expect, it } from "vitest";
import type { Draft, Message, Output } from "../../src/message.ts";
import { awaiting, openScript, reply } from "./drive.ts";

const UAI = "0440001M";
const WEB = `https://${UAI}.index-education.net/pronote/`;
const SELF_WEB = "https://pronote.college-exemple.fr/pronote/";
const CLIENT = "https://pronote.college-exemple.fr:49300/";

type Situation = {
  readonly hosting: "hosted" | "self-hosted";
  readonly product: "web" | "client" | "both";
  readonly identifiers: "everyone" | "not-staff" | "not-families" | "nobody";
  readonly sameMachine: "yes" | "no";
};

const SITUATIONS: readonly Situation[] = (["hosted", "self-hosted"] as const).flatMap((hosting) =>
  (["web", "client", "both"] as const).flatMap((product) =>
    (["everyone", "not-staff", "not-families", "nobody"] as const).flatMap((identifiers) =>
      (["yes", "no"] as const).map((sameMachine) => ({ hosting, product, identifiers, sameMachine })),
    ),
  ),
);

type Story = {
  readonly outputs: readonly Output[];
  readonly facts: Readonly<Record<string, string>>;
  readonly done: boolean;
  readonly asked: readonly string[];
};

/** Plays a yearly restart to its end as an admin in this situation would. */
async function play(situation: Situation): Promise<Story> {
  const facts: Record<string, string> = {
    hosting: situation.hosting,
    product: situation.product,
    identifiers_distributed: situation.identifiers,
    same_machine: situation.sameMachine,
    setup: "yearly",
    urls_changed: situation.sameMachine === "no" ? "yes" : "no",
    ent: "e-lyco",
    uai: UAI,
    pronote_version: "2026",
    public_url_web: situation.hosting === "hosted" ? WEB : SELF_WEB,
    public_url_client: CLIENT,
  };
  const script = await openScript();
  try {
    let answered = await script.send({ choose: "restart" });
    const outputs: Output[] = [...answered.outputs];
    const asked: string[] = [];
    for (let turns = 0; !answered.turn.done; turns++) {
      expect(turns, "the story goes on for ever").toBeLessThan(60);
      const question = awaiting(answered);
      if (question === undefined) throw new Error("nothing is asked, yet the story is not over");
      if (question.type === "message" && question.asks !== null) asked.push(question.asks);
      answered = await script.send(reply(facts, question));
      outputs.push(...answered.outputs);
    }
    return { outputs, facts: answered.turn.facts, done: answered.turn.done, asked };
  } finally {
    await script.close();
  }
}

const isMessage = (one: Output): one is Message => one.type === "message";
const isDraft = (one: Output): one is Draft => one.type === "draft";

function stepsOf(story: Story): readonly string[] {
  return [...new Set(story.outputs.filter(isMessage).map((one) => one.step))];
}

function before(steps: readonly string[], first: string, second: string): void {
  expect(steps, `${first} is shown`).toContain(first);
  expect(steps, `${second} is shown`).toContain(second);
  expect(steps.indexOf(first), `${first} before ${second}`).toBeLessThan(steps.indexOf(second));
}

/** Sections the situation calls for, by the guide: what else is shown would be noise. */
function expectedSections({ hosting, product, identifiers, sameMachine }: Situation): Set<string> {
  const sections = new Set(["1", "2.1", "3.1", "3.2", "3.3", "3.4", "4.1", "5.1", "5.2"]);
  if (product !== "client") sections.add("4.2");
  if (sameMachine === "no") sections.add("2.4");
  const kept = hosting === "hosted" || sameMachine === "yes";
  const openWeb = product !== "client" && (identifiers === "not-families" || identifiers === "nobody");
  const openClient = product !== "web" && (identifiers === "not-staff" || identifiers === "nobody");
  if (!kept || openWeb || openClient) sections.add(hosting === "hosted" ? "2.2" : "2.3");
  return sections;
}

function touched({ product, identifiers, hosting, sameMachine }: Situation): {
  web: boolean;
  client: boolean;
} {
  const kept = hosting === "hosted" || sameMachine === "yes";
  const web = product !== "client" && (!kept || identifiers === "not-families" || identifiers === "nobody");
  const client = product !== "web" && (!kept || identifiers === "not-staff" || identifiers === "nobody");
  return { web, client };
}

describe("a yearly restart, in every situation", () => {
  it.concurrent.each(SITUATIONS)(
    "$hosting, $product, identifiers: $identifiers, same machine: $sameMachine",
    async (situation) => {
      const story = await play(situation);
      const steps = stepsOf(story);
      const place = situation.hosting === "hosted" ? "hosted" : "self";
      const { web, client } = touched(situation);

      expect(story.done).toBe(true);
      expect(steps.at(-1)).toBe("restart/end");

      // Every fact is asked once at most, and what was answered is what is known.
      expect(story.asked).toEqual([...new Set(story.asked)]);
      expect(story.facts).toMatchObject({
        hosting: situation.hosting,
        product: situation.product,
        identifiers_distributed: situation.identifiers,
        setup: "yearly",
        uai: UAI,
        ent: "e-lyco",
      });
      expect(story.asked.includes("same_machine")).toBe(situation.hosting === "self-hosted");
      expect(story.asked).not.toContain("ent"); // the UAI of this département says it

      // The sections this situation needs are covered, and no other.
      const sections = new Set(story.outputs.filter(isMessage).flatMap((one) => one.guide));
      expect(sections).toEqual(expectedSections(situation));

      // Settings only between stop and start, and nothing is stopped for nothing.
      for (const [product, set] of [
        ["web", web],
        ["client", client],
      ] as const) {
        const flow = `${product}-${place}`;
        const shown = steps.filter((step) => step.startsWith(`${flow}/`));
        if (!set) {
          expect(shown).toEqual([]);
          continue;
        }
        expect(shown[0]).toBe(`${flow}/stop`);
        expect(shown.at(-1)).toBe(`${flow}/publish`);
        expect(shown.length).toBeGreaterThan(2);
      }
      const other = situation.hosting === "hosted" ? "self" : "hosted";
      expect(steps.filter((step) => step.includes(`-${other}/`))).toEqual([]);

      // Deleted before imported, exported in between, checked at the end.
      before(steps, "last-year-identifiers/delete", "new-identifiers/export");
      before(steps, "new-identifiers/export", "new-identifiers/file");
      before(steps, "new-identifiers/file", "new-identifiers/import");
      before(steps, "new-identifiers/import", "first-connection/test");
      if (web || client) {
        const publish = `${client ? "client" : "web"}-${place}/publish`;
        before(steps, publish, "last-year-identifiers/delete");
      }

      // The URLs leave as a mail to itslearning, where they changed.
      const drafts = story.outputs.filter(isDraft);
      expect(drafts.length).toBe(situation.sameMachine === "no" ? 1 : 0);
      for (const draft of drafts) {
        expect(draft).toMatchObject({
          route: "itslearning",
          channel: "mail",
          to: "support.fr@itslearning.com",
        });
        expect(draft.body).toContain(UAI);
        if (situation.product !== "client") expect(draft.body).toContain(story.facts["public_url_web"]);
        if (situation.product !== "web") expect(draft.body).toContain(CLIENT);
      }
    },
  );
});
