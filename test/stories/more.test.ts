import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Message, Output } from "../../src/message.ts";
import { containerXml, UAI } from "../make/container.ts";
import type { Answered } from "./drive.ts";
import { awaiting, openScript, reply } from "./drive.ts";

const isMessage = (one: Output): one is Message => one.type === "message";

/** Plays what `opening` opens to its end, and gives what was said. */
async function play(
  opening: string,
  facts: Readonly<Record<string, string>>,
  args: readonly string[] = [],
): Promise<{ readonly outputs: readonly Output[]; readonly last: Answered }> {
  const script = await openScript({ args });
  try {
    let answered = await script.send({ choose: opening });
    const outputs: Output[] = [...script.greeting.outputs, ...answered.outputs];
    for (let turns = 0; !answered.turn.done; turns++) {
      expect(turns, "the story goes on for ever").toBeLessThan(60);
      const question = awaiting(answered);
      if (question === undefined) throw new Error("nothing is asked, yet the story is not over");
      answered = await script.send(reply(facts, question));
      outputs.push(...answered.outputs);
    }
    return { outputs, last: answered };
  } finally {
    await script.close();
  }
}

const SITUATIONS = (["hosted", "self-hosted"] as const).flatMap((hosting) =>
  (["web", "client", "both"] as const).map((product) => ({ hosting, product })),
);

describe("a first activation", () => {
  it.concurrent.each(SITUATIONS)(
    "$hosting, $product: every setting is made, nothing is deleted",
    async ({ hosting, product }) => {
      const { outputs, last } = await play("restart", {
        hosting,
        product,
        identifiers_distributed: "nobody",
        setup: "first",
        same_machine: "yes",
        urls_changed: "yes",
        uai: UAI,
        pronote_version: "2026",
        public_url_web: "https://pronote.college-exemple.fr/pronote/",
        public_url_client: "https://pronote.college-exemple.fr:49300/",
      });
      const steps = outputs.filter(isMessage).map((one) => one.step);
      const place = hosting === "hosted" ? "hosted" : "self";
      for (const one of product === "both" ? ["web", "client"] : [product]) {
        expect(steps).toContain(`${one}-${place}/stop`);
        expect(steps).toContain(`${one}-${place}/publish`);
      }
      // There is nothing of last year's to delete, and both addresses must be told.
      expect(
        steps.filter(
          (step) => step.startsWith("last-year-identifiers/") || step.startsWith("reset-identifiers/"),
        ),
      ).toEqual([]);
      expect(outputs.some((one) => one.type === "draft" && one.route === "itslearning")).toBe(true);
      expect(last.turn.step).toBe("restart/end");
    },
  );
});

describe("someone who knows nothing", () => {
  it.concurrent("still comes to the end, with every spelling of the labels shown", async () => {
    const { outputs, last } = await play("restart", {});
    expect(last.turn.done).toBe(true);
    const text = outputs
      .filter(isMessage)
      .map((one) => one.text)
      .join("\n");
    expect(text).toMatch(/selon la version/);
  });
});

describe("in English", () => {
  it.concurrent.each(SITUATIONS)(
    "$hosting, $product: no French but PRONOTE’s own labels",
    async ({ hosting, product }) => {
      const { outputs } = await play(
        "restart",
        {
          hosting,
          product,
          identifiers_distributed: "nobody",
          setup: "yearly",
          same_machine: "no",
          urls_changed: "yes",
          uai: UAI,
          pronote_version: "2026",
          public_url_web: "https://pronote.college-exemple.fr/pronote/",
          public_url_client: "https://pronote.college-exemple.fr:49300/",
        },
        ["--lang", "en"],
      );
      for (const one of outputs) {
        if (one.type !== "message") continue;
        const own = one.text.replace(/\*\*[^*]+\*\*|`[^`]+`|“[^”]+”/g, "");
        expect(own, one.step).not.toMatch(/\b(?:votre|vous|est|sont|dans|cliquez|une|les|des)\b/i);
        expect(one.choices.map((choice) => choice.label).join(" "), one.step).not.toMatch(
          /\b(?:Je|C’est fait|Bloqué|Plus tard)\b/,
        );
      }
    },
  );
});

describe("every text shown", () => {
  it.concurrent("has no placeholder left, and French puts its no-break spaces", async () => {
    for (const hosting of ["hosted", "self-hosted"]) {
      const { outputs } = await play("restart", {
        hosting,
        product: "both",
        identifiers_distributed: "nobody",
        setup: "yearly",
        same_machine: "no",
        urls_changed: "yes",
        uai: UAI,
        public_url_web: "https://pronote.college-exemple.fr/pronote/",
        public_url_client: "https://pronote.college-exemple.fr:49300/",
      });
      for (const one of outputs) {
        const text = one.type === "draft" ? one.body : one.text;
        expect(text, JSON.stringify(one)).not.toMatch(/\{\w+[,}]|undefined|\[object/);
        const prose = text.replace(/`[^`]*`|https?:\S+/g, "");
        expect(prose).not.toMatch(/[a-zà-ÿ»)][;!?](?:\s|$)/m);
        expect(prose).not.toMatch(/ [:;!?»]|« [^ ]/);
      }
    }
  });
});

describe("the file, in the middle of the procedure", () => {
  it.concurrent("is checked where it is asked for; a wrong one is asked for again", async () => {
    const script = await openScript();
    const facts = {
      hosting: "hosted",
      product: "web",
      identifiers_distributed: "everyone",
      setup: "yearly",
      urls_changed: "no",
      uai: UAI,
      pronote_version: "2026",
    };
    const good = join(script.dataDir, "identifiants.xml");
    writeFileSync(good, containerXml({ date: new Date(Date.now() - 86_400_000).toISOString() }));
    const wrong = join(script.dataDir, "export.html");
    writeFileSync(wrong, "<!doctype html><html><body>INVENTE Zoé 3B</body></html>");
    try {
      let answered = await script.send({ choose: "restart" });
      for (let turns = 0; turns < 40; turns++) {
        const question = awaiting(answered);
        if (question?.type === "message" && question.awaits === "file") break;
        if (question === undefined) throw new Error("over");
        answered = await script.send(reply(facts, question));
      }
      const at = answered.turn.step;
      const refused = await script.send({ upload: wrong });
      expect(refused.turn.findings).toContain("wrong-file");
      expect(refused.turn.step).toBe(at);
      const taken = await script.send({ upload: good });
      expect(taken.turn.findings).toEqual(["container-ok"]);
      expect(taken.turn.step).not.toBe(at);
      expect(JSON.stringify(refused.outputs)).not.toContain("INVENTE");
    } finally {
      await script.close();
    }
  });
});
