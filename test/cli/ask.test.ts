import { describe, expect, it } from "vitest";
import { passerelle } from "./run.ts";

type Answer = {
  readonly id?: string;
  readonly language: string;
  readonly intent: string;
  readonly case: string | null;
  readonly confidence: number;
  readonly decision: string;
  readonly options: readonly { readonly intent: string; readonly score: number }[];
  readonly facts: Readonly<Record<string, string>>;
  readonly spans: Readonly<Record<string, readonly [number, number]>>;
  readonly then?: { readonly case: string | null };
};

function asked(...args: readonly string[]): Answer {
  const { status, stdout, stderr } = passerelle(["ask", ...args, "--json"]);
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  return JSON.parse(stdout) as Answer;
}

describe("ask", () => {
  it("tells intent, case, facts and where they stand", () => {
    const text = "On est hébergés chez Index-Education, PRONOTE 2026 : trop de redirections depuis lundi";
    const answer = asked(text);
    expect(answer).toMatchObject({
      language: "fr",
      intent: "login-failure",
      case: "redirect-loop",
      decision: "act",
      facts: { hosting: "hosted", pronote_version: "2026" },
    });
    expect(answer.confidence).toBeGreaterThan(0.9);
    expect(answer.options).toHaveLength(3);
    const [from, to] = answer.spans["hosting"] ?? [0, 0];
    expect(text.slice(from, to)).toContain("hébergés");
  });

  it("names a second matter, and what is none of ours", () => {
    const two = asked(
      "Deux soucis : tout est grisé dans la console. Par ailleurs deux élèves ont le même identifiant CAS.",
    );
    expect(two).toMatchObject({ case: "settings-greyed-out", then: { case: "duplicate-cas-identifier" } });
    expect(asked("what is for lunch today").decision).toBe("out-of-scope");
  });

  it("answers a batch line by line, from a file or from standard input", () => {
    const input = '{"id":"a","text":"bonjour"}\n\n{"id":2,"text":"the page has expired"}\n';
    const { status, stdout } = passerelle(["ask", "--batch", "-", "--json"], { input });
    const lines = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Answer);
    expect(status).toBe(0);
    expect(lines.map((one) => [one.id, one.language, one.intent])).toEqual([
      ["a", "fr", "greeting"],
      [2, "en", "login-failure"],
    ]);
  });

  it("says it in words where JSON is not asked for", () => {
    const { status, stdout } = passerelle(["ask", "trop de redirections avec e-lyco"]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/login-failure \/ redirect-loop +compris/);
    expect(stdout).toMatch(/redirections/);
    expect(stdout).toContain("ent = e-lyco");
  });

  it.each([
    [["ask"], "", /which message\? for example/],
    [["ask", "--batch", "/nowhere.jsonl"], "", /no file \/nowhere\.jsonl/],
    [["ask", "--batch", "-"], '{"id":1,"text":"bonjour"}\nnot json\n', /line 2 is not JSON/],
    [["ask", "--batch", "-"], '{"id":1}\n', /line 1 has no "text"/],
    [["ask", "--what"], "", /--what/],
  ])("%j is one line and status 2", (args, input, message) => {
    const { status, stderr } = passerelle(args, { input });
    expect(status).toBe(2);
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(stderr).toMatch(message);
  });
});
