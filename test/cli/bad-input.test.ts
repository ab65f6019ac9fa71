import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CatalogueError, loadCatalogue } from "../../src/catalogue.ts";
import { ROOT } from "../../src/root.ts";
import { containerXml, UAI } from "../make/container.ts";
import type { Ran } from "./run.ts";
import { passerelle } from "./run.ts";

/** One line on standard error, nothing on standard output, exit status 2. */
function expectRefused(ran: Ran, pattern: RegExp): void {
  expect(ran).toMatchObject({ status: 2, stdout: "" });
  expect(ran.stderr.trimEnd().split("\n"), ran.stderr).toHaveLength(1);
  expect(ran.stderr).toMatch(pattern);
  expect(ran.stderr).not.toMatch(/\bat .*\.js:\d+/);
}

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "passerelle-bad-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("a wrong setting", () => {
  it.each([
    [{ PORT: "http" }, /^passerelle: PORT=http is not a port/],
    [{ SMTP_URL: "mail.example.org" }, /^passerelle: SMTP_URL=.*for example SMTP_URL=smtp:/],
    [{ DATABASE_URL: "postgres://db/x" }, /^passerelle: DATABASE_URL is set/],
    [{ LOG_LEVEL: "loud" }, /^passerelle: LOG_LEVEL=loud/],
  ])("%j stops the program with one line that names it", (env, pattern) => {
    expectRefused(passerelle(["start"], { env }), pattern);
  });

  it("a port in use is named, with one to try", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const { port } = server.address() as AddressInfo;
    expectRefused(
      passerelle(["start"], { env: { PORT: String(port) } }),
      new RegExp(`PORT: ${port} .*try PORT=\\d+`),
    );
    server.close();
  });

  it("a data folder that cannot be written in is named", () => {
    const path = join(folder, "file");
    writeFileSync(path, "");
    expectRefused(
      passerelle(["start"], { env: { PORT: "0", DATA_DIR: path } }),
      /^passerelle: DATA_DIR: cannot write in .*; set DATA_DIR/,
    );
  });
});

describe("a flow file with a fault", () => {
  it.each([
    ["YAML that cannot be read", "flow: restart\nsteps:\n  - id: [\n", /restart\.yaml/],
    ["a step of no kind", "flow: restart\nsteps:\n  - id: one\n    kind: nothing\n", /restart\.yaml.*kind/],
  ])("%s: one line that names the file", (_, yaml, pattern) => {
    const root = join(folder, `flows-${Math.random()}`);
    cpSync(join(ROOT, "flows"), join(root, "flows"), { recursive: true });
    cpSync(join(ROOT, "locales"), join(root, "locales"), { recursive: true });
    writeFileSync(join(root, "flows", "restart.yaml"), yaml);
    expect(() => loadCatalogue(root)).toThrow(CatalogueError);
    expect(() => loadCatalogue(root)).toThrow(pattern);
    const ran = passerelle(["flows", "check", root]);
    expect(ran.status).toBe(1);
    expect(ran.stdout).toMatch(/flows\/restart\.yaml:\d+/);
  });
});

describe("a command that cannot be carried out", () => {
  it.each([
    [["dance"], /unknown command dance; see passerelle help/],
    [["chat", "--json"], /--json goes with --script/],
    [["chat", "--lang", "de"], /--lang de/],
    [["chat", "--script", "nowhere.jsonl", "--json"], /no script nowhere\.jsonl/],
    [["chat", "--dance"], /chat: .*--dance/],
    [["check"], /check: which file\?/],
    [["check", "x.xml", "--today", "tomorrow"], /--today tomorrow/],
    [["check", "x.xml", "--uai", "1234567A"], /--uai 1234567A/],
    [["flows", "dance"], /flows dance/],
    [["flows", "graph", "--format", "png"], /--format png/],
    [["flows", "check", "nowhere"], /no folder flows\/ in nowhere/],
    [["outbox", "show", "nothing"], /nothing/],
  ])("%j is one line", (args, pattern) => {
    expectRefused(passerelle(args), pattern);
  });

  it.each([
    ["not json", /line 2 .*not JSON/],
    ['{"shout":"hello"}', /line 2 .*none of/],
    ['{"say":"a","choose":"b"}', /line 2 .*none of/],
    ['{"back":"yes"}', /line 2 .*none of/],
  ])("a script whose second line is %s: the line is named", (line, pattern) => {
    const ran = passerelle(["chat", "--script", "-", "--json"], { input: `{"say":"bonjour"}\n${line}\n` });
    expect(ran.status).toBe(2);
    expect(ran.stderr).toMatch(pattern);
    expect(
      ran.stdout
        .trimEnd()
        .split("\n")
        .every((one) => JSON.parse(one) !== null),
    ).toBe(true);
  });

  it("an upload of no file, an unknown choice, an empty and an endless text: one sentence each, and the script goes on", () => {
    const script = [
      { choose: "restart" },
      { upload: "/nowhere/identifiants.xml" },
      { choose: "nothing" },
      { say: " " },
      { say: "a".repeat(30_000) },
      { choose: "hosted" },
    ];
    const ran = passerelle(["chat", "--script", "-", "--json", "--lang", "fr"], {
      input: script.map((line) => JSON.stringify(line)).join("\n"),
    });
    expect(ran).toMatchObject({ status: 0, stderr: "" });
    const lines = ran.stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as { type: string; id?: string; text?: string; facts?: object });
    const refused = lines.filter((line) => line.id?.startsWith("refused") === true);
    expect(refused).toHaveLength(4);
    for (const { text } of refused) expect(text).toMatch(/^.{20,250}[.!?]$/s);
    expect(refused[0]?.text).toContain("identifiants.xml");
    expect(lines.at(-1)).toMatchObject({ type: "turn", facts: { hosting: "hosted" } });
  });
});

describe("check", () => {
  it("names a missing file and still answers for the others", () => {
    const file = join(folder, "good.xml");
    writeFileSync(file, containerXml({ date: "2026-09-01T08:00:00+02:00" }));
    const ran = passerelle(["check", "nowhere.xml", file, "--json", "--today", "2026-09-02", "--uai", UAI]);
    expect(ran.status).toBe(0);
    expect(ran.stderr).toContain("nowhere.xml");
    const { files } = JSON.parse(ran.stdout) as { files: { file: string; verdict: string }[] };
    expect(files).toMatchObject([{ file, kind: "identifiers-container", verdict: "ok" }]);
  });

  it("ends with 1 where a file is rejected, and with 2 where none could be read", () => {
    const file = join(folder, "empty.xml");
    writeFileSync(file, "");
    const rejected = passerelle(["check", file, "--json"]);
    expect(rejected.status).toBe(1);
    expect(JSON.parse(rejected.stdout)).toMatchObject({ files: [{ kind: "empty", verdict: "rejected" }] });
    expect(passerelle(["check", "nowhere.xml", "--json"]).status).toBe(2);
  });

  it("takes a file of a hundred megabytes in its stride", () => {
    const file = join(folder, "huge.xml");
    writeFileSync(file, Buffer.concat([Buffer.from("<a>"), Buffer.alloc(100 * 2 ** 20, 0x61)]));
    const ran = passerelle(["check", file, "--json"]);
    expect(ran.status).toBe(1);
    const { files } = JSON.parse(ran.stdout) as { files: { findings: { code: string }[] }[] };
    expect(files[0]?.findings.map((one) => one.code)).toContain("limits-exceeded");
  });
});

describe("what is asked of the commands in ordinary times", () => {
  it("help names every command", () => {
    const { status, stdout } = passerelle(["help"]);
    expect(status).toBe(0);
    for (const name of ["start", "chat", "check", "flows", "outbox", "migrate"])
      expect(stdout).toContain(`passerelle ${name}`);
    expect(passerelle([]).stdout).toBe(stdout);
    expect(passerelle(["--help"], { env: { LANG: "en_GB.UTF-8" } }).stdout).not.toBe(stdout);
  });

  it("flows paths covers every section of the guide, and is what the README states", () => {
    const ran = passerelle(["flows", "paths", "--json"]);
    expect(ran.status).toBe(0);
    const { flows, guide } = JSON.parse(ran.stdout) as {
      flows: { id: string; longest: number; shortest: number; questions: number; paths: number }[];
      guide: Record<string, string[]>;
    };
    for (const section of [
      "1",
      "2.1",
      "2.2",
      "2.3",
      "2.4",
      "3.1",
      "3.2",
      "3.3",
      "3.4",
      "4.1",
      "4.2",
      "5.1",
      "5.2",
    ]) {
      expect(guide[section]?.length, section).toBeGreaterThan(0);
    }
    const restart = flows.find((one) => one.id === "restart");
    const readme = readFileSync(join(ROOT, "README.md"), "utf8");
    expect(readme).toContain(`${restart?.longest} steps`);
    expect(readme).toContain(`${restart?.shortest} steps`);
    expect(readme).toContain(`${restart?.questions} questions`);
  });

  it("flows check is green and says how much it looked at", () => {
    expect(passerelle(["flows", "check"])).toMatchObject({ status: 0, stderr: "" });
    expect(JSON.parse(passerelle(["flows", "check", "--json"]).stdout)).toEqual({ faults: [] });
  });

  it("an empty outbox says so, and migrate says that all is up to date", () => {
    expect(passerelle(["outbox", "list"]).stdout.trim()).toMatch(/^.{10,200}$/s);
    expect(passerelle(["migrate"]).status).toBe(0);
  });
});
