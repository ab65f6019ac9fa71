import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { afterAll, describe, expect, it } from "vitest";
import * as discordLimits from "../../adapters/discord/limits.ts";
import * as slackLimits from "../../adapters/slack/limits.ts";
import * as teamsLimits from "../../adapters/teams/limits.ts";
import type { Fault } from "../../src/dialogue/check/fault.ts";
import type { TextEntry } from "../../src/dialogue/check/model.ts";
import { main } from "../../src/main.ts";
import type { Language } from "../../src/message.ts";
import { LANGUAGES } from "../../src/message.ts";
import { checkProject } from "../../src/preview/check-project.ts";
import { unfit } from "../../src/preview/unfit.ts";
import type { ReadModel } from "../../src/read-model.ts";
import { readModel } from "../../src/read-model.ts";
import { ROOT } from "../../src/root.ts";
import { PREVIEWERS } from "../make/previewers.ts";

const SOUND = join(import.meta.dirname, "..", "fixtures", "flows", "sound");
const work = mkdtempSync(join(tmpdir(), "passerelle-platforms-"));
afterAll(() => rmSync(work, { recursive: true, force: true }));

/** The small sound project with one text of one language put in place of another. */
function project(name: string, file: string, before: string, after: string): string {
  const root = join(work, name);
  cpSync(SOUND, root, { recursive: true });
  const path = join(root, file);
  const was = readFileSync(path, "utf8");
  expect(was).toContain(before);
  writeFileSync(path, was.replace(before, after));
  return root;
}

/** Words of so many letters, that no platform takes for anything but words. */
function words(length: number): string {
  return "mot "
    .repeat(Math.ceil(length / 4))
    .slice(0, length - 1)
    .padEnd(length, "s");
}

type Told = {
  readonly at: string;
  readonly platform: unknown;
  readonly size: unknown;
  readonly limit: unknown;
};

function told(faults: readonly Fault[]): readonly Told[] {
  return faults.map(({ place, values }) => ({
    at: `${place.file}:${place.line}`,
    platform: values["platform"],
    size: values["length"] ?? values["count"],
    limit: values["limit"],
  }));
}

describe.each(LANGUAGES)("what does not fit, in %s", (language) => {
  const file = `locales/${language}/facts.yaml`;
  const at = `${file}:5`;

  it.each([
    [75, []],
    [76, [{ platform: "Slack", limit: 75 }]],
    [80, [{ platform: "Slack", limit: 75 }]],
    [
      81,
      [
        { platform: "Slack", limit: 75 },
        { platform: "Discord", limit: 80 },
      ],
    ],
    [
      200,
      [
        { platform: "Slack", limit: 75 },
        { platform: "Discord", limit: 80 },
      ],
    ],
    [
      201,
      [
        { platform: "Slack", limit: 75 },
        { platform: "Discord", limit: 80 },
        { platform: "Teams", limit: 200 },
      ],
    ],
  ])("a label of %i characters", (length, platforms) => {
    const root = project(`label-${language}-${length}`, file, "red: Rouge", `red: "${words(length)}"`);
    const expected = platforms.map((one) => ({ ...one, at, size: length }));
    const { faults } = checkProject(root, PREVIEWERS);
    expect(told(faults)).toEqual(expected);
    expect(faults.every((one) => one.rule === "text-too-long")).toBe(true);
    expect(faults.every((one) => one.values["key"] === "facts.colour.values.red")).toBe(true);
    // Each platform is asked by itself, and without any there is nothing to exceed.
    for (const previewer of PREVIEWERS) {
      expect(told(checkProject(root, [previewer]).faults)).toEqual(
        expected.filter((one) => one.platform === previewer.platform),
      );
    }
    expect(checkProject(root, []).faults).toEqual([]);
  });

  it.each([
    [3_500, []],
    [3_700, ["Discord"]],
    [17_000, ["Discord"]],
    [20_000, ["Slack", "Discord"]],
    [24_000, ["Slack", "Discord"]],
    [40_000, ["Slack", "Discord", "Teams"]],
  ])("a text of %i characters", (length, platforms) => {
    const paint = `locales/${language}/paint.yaml`;
    const root = project(`text-${language}-${length}`, paint, "blue: Du bleu.", `blue: "${words(length)}"`);
    const found = checkProject(root, PREVIEWERS).faults;
    expect(found.map((one) => one.rule)).toEqual(platforms.map(() => "text-too-long"));
    expect(found.map((one) => one.values["platform"])).toEqual(platforms);
    for (const { place, values } of found) {
      expect(`${place.file}:${place.line} ${values["key"]}`).toBe(`${paint}:2 paint.blue`);
      expect(Number(values["length"])).toBeGreaterThan(Number(values["limit"]));
    }
  });

  it("the longest way to fill a text is what counts", () => {
    const paint = `locales/${language}/paint.yaml`;
    const select = `blue: "{colour, select, red {${words(3_400)}} other {court}} {blocked_list} {page_faq}"`;
    const found = checkProject(project(`select-${language}`, paint, "blue: Du bleu.", select), PREVIEWERS);
    const long = found.faults.filter((one) => one.rule === "text-too-long");
    expect(told(long)).toMatchObject([{ at: `${paint}:2`, platform: "Discord" }]);
  });

  it("an address that only hides behind its label", () => {
    const paint = `locales/${language}/paint.yaml`;
    const link = "blue: Du bleu, [voir](nuancier:bleu).";
    const [found, ...more] = checkProject(
      project(`link-${language}`, paint, "blue: Du bleu.", link),
      PREVIEWERS,
    ).faults;
    expect(more).toEqual([]);
    expect(found).toMatchObject({
      rule: "text-not-shown",
      place: { file: paint, line: 2 },
      values: { key: "paint.blue", platform: "Teams", count: 2, words: "nuancier bleu" },
    });
  });
});

describe("answers to one question", () => {
  it.each([
    [24, []],
    [25, ["Discord 25"]],
    [99, ["Discord 25"]],
    [100, ["Slack 100", "Discord 25"]],
    [500, ["Slack 100", "Discord 25", "Teams"]],
  ])("%i, and one for who does not know", (count, platforms) => {
    const values = Array.from({ length: count }, (_, at) => `"${at + 1}"`).join(", ");
    const root = project(`choices-${count}`, "flows/facts.yaml", "[small, large]", `[${values}]`);
    const paint = join(root, "flows", "paint.yaml");
    const was = readFileSync(paint, "utf8");
    writeFileSync(
      paint,
      was.replace("  - { id: brush", "  - { id: size, kind: ask, fact: size }\n  - { id: brush"),
    );
    const found = checkProject(root, PREVIEWERS).faults.filter((one) => one.rule === "too-many-choices");
    expect(found.map((one) => `${one.values["platform"]} ${one.values["limit"]}`)).toEqual(
      platforms.map((one) => expect.stringMatching(new RegExp(`^${one}`)) as string),
    );
    for (const { place, values: of } of found) {
      expect(`${place.file}:${place.line}`).toBe("flows/paint.yaml:8");
      expect(of).toMatchObject({ path: "paint/size", count: count + 1 });
    }
  });
});

describe("the project's own texts", () => {
  const read = readModel(ROOT);

  /** The project with some texts of one language replaced. */
  function withTexts(language: Language, changed: Readonly<Record<string, string>>): ReadModel {
    const table = new Map(read.model.texts.get(language));
    for (const [key, said] of Object.entries(changed)) {
      const entry = table.get(key);
      expect(entry, key).toBeDefined();
      table.set(key, { ...(entry as TextEntry), text: said });
    }
    const texts = new Map([...read.model.texts, [language, table]]);
    return { ...read, model: { ...read.model, texts } };
  }

  it("all fit, on every platform", () => {
    expect(read.faults).toEqual([]);
    expect(unfit(read, PREVIEWERS)).toEqual([]);
  });

  it.each(LANGUAGES)("are looked at wherever people read them, in %s", (language) => {
    const labels = [
      "facts.hosting.values.hosted",
      "facts.message.values.http-503",
      "facts.unknown",
      "ui.choice.done",
      "ui.choice.case-done",
      "ui.choice.send",
      "ui.choice.edit",
      "ui.choice.form-cancel",
      "ui.choice.other",
      "ui.intent.restart",
      "ui.intent.ticket-status",
      `cases.title.${[...read.model.cases.keys()].at(-1) ?? ""}`,
      "slack.back",
      "slack.choose",
      "discord.back",
    ];
    const messages = [
      "ui.greeting",
      "ui.out-of-scope.hardware",
      "ui.conflict",
      "ui.offer",
      "ui.ticket.new",
      "ui.visitor.pupil",
      "chat.held",
      "facts.product.question",
      "restart.end",
      "web-hosted.stop",
      `case.${[...read.model.cases.keys()].at(-1) ?? ""}`,
      "draft.problem.opening",
      "findings.container-ok.explanation",
    ];
    const changed = Object.fromEntries([
      // No two are the same, so that each is known by its words.
      ...labels.map((key, at) => [key, `${at} ${words(90)}`] as const),
      ...messages.map((key) => [key, words(6_000)] as const),
    ]);
    const found = unfit(withTexts(language, changed), PREVIEWERS).filter(
      (one) => one.rule === "text-too-long",
    );
    const named = new Set(found.map((one) => one.values["key"]));
    expect([...labels, ...messages].filter((key) => !named.has(key))).toEqual([]);
    for (const { place, values } of found) {
      const key = String(values["key"]);
      // A letter of an English conversation is in French first.
      if (key in changed && !key.startsWith("draft."))
        expect(place).toEqual(read.model.texts.get(language)?.get(key)?.place);
    }
  });

  it("flows check refuses a folder of one's own for one label, and says where, on what and by how much", async () => {
    const root = join(work, "own");
    cpSync(join(ROOT, "flows"), join(root, "flows"), { recursive: true });
    cpSync(join(ROOT, "locales"), join(root, "locales"), { recursive: true });
    const file = join(root, "locales", "en", "facts.yaml");
    const was = readFileSync(file, "utf8");
    const label = /^ {4}hosted: .*$/m.exec(was);
    expect(label).not.toBeNull();
    writeFileSync(file, was.replace(label?.[0] ?? "", `    hosted: ${words(90)}`));
    const line = was.slice(0, label?.index).split("\n").length;
    const stdout = new PassThrough();
    const said = text(stdout);
    const streams = { stdin: new PassThrough(), stdout, stderr: new PassThrough() };
    const status = await main(["flows", "check", root, "--json", "--lang", "en"], streams);
    stdout.end();
    const { faults } = JSON.parse(await said) as {
      faults: readonly { rule: string; file: string; line: number; message: string }[];
    };
    expect(status).toBe(1);
    expect(faults).toHaveLength(2);
    for (const [at, platform] of [
      [0, /Slack.*75/],
      [1, /Discord.*80/],
    ] as const) {
      expect(faults[at]).toMatchObject({ rule: "text-too-long", file: "locales/en/facts.yaml", line });
      expect(faults[at]?.message).toMatch(/facts\.hosting\.values\.hosted.*90/);
      expect(faults[at]?.message).toMatch(platform);
    }
  });
});

describe("docs/platforms.md", () => {
  const page = readFileSync(join(ROOT, "docs", "platforms.md"), "utf8");

  /** The rows of a platform's table: name of the limit, and its number. */
  function rows(platform: string): Readonly<Record<string, number>> {
    const [, section = ""] = page.split(`\n## ${platform}\n`);
    const table = section.split("\n## ")[0] ?? "";
    return Object.fromEntries(
      [...table.matchAll(/^\| `(\w+)` \| ([\d,]+) \|/gm)].map((row) => [
        row[1] ?? "",
        Number(row[2]?.replaceAll(",", "")),
      ]),
    );
  }

  function numbers(exported: object): Readonly<Record<string, number>> {
    return Object.fromEntries(
      Object.entries(exported).flatMap(([name, value]): [string, number][] =>
        typeof value === "number"
          ? [[name, value]]
          : typeof value === "object"
            ? Object.entries(numbers(value))
            : [],
      ),
    );
  }

  it.each([
    ["Slack", slackLimits],
    ["Discord", discordLimits],
    ["Teams", teamsLimits],
  ])("tells every limit of %s as its adapter has it", (platform, limits) => {
    expect(Object.keys(numbers(limits)).length).toBeGreaterThan(10);
    expect(rows(platform)).toEqual(numbers(limits));
  });
});
