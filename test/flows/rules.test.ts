import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { Fault, Rule } from "../../src/dialogue/check/fault.ts";
import { RULES } from "../../src/dialogue/check/fault.ts";
import { checkProject } from "../../src/preview/check-project.ts";
import { ROOT } from "../../src/root.ts";
import { PREVIEWERS } from "../make/previewers.ts";

/**
 * Each folder of fixtures brings one fault into a small sound project. The line it must be found on ends in `# fault`;
 * a file's first lines may name the rule where the folder's name does not, rules broken besides (`# also:`), and the path
 * that breaks it (`# path: step settled ; step settled`).
 */
const FIXTURES = join(import.meta.dirname, "..", "fixtures", "flows");
const work = mkdtempSync(join(tmpdir(), "passerelle-flows-"));
afterAll(() => rmSync(work, { recursive: true, force: true }));

function compose(name: string): string {
  const root = join(work, name);
  cpSync(join(FIXTURES, "sound"), root, { recursive: true });
  cpSync(join(FIXTURES, name), root, { recursive: true });
  return root;
}

function faultsOf(root: string): readonly Fault[] {
  return checkProject(root, PREVIEWERS).faults;
}

type Expected = {
  readonly rule: string;
  readonly also: readonly string[];
  readonly path: string | null;
  readonly places: readonly string[];
};

function expected(name: string): Expected {
  let rule = name;
  let path: string | null = null;
  const also: string[] = [];
  const places: string[] = [];
  for (const entry of readdirSync(join(FIXTURES, name), { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    readFileSync(file, "utf8")
      .split("\n")
      .forEach((line, index) => {
        rule = /^# rule: (.*)$/.exec(line)?.[1] ?? rule;
        path = /^# path: (.*)$/.exec(line)?.[1] ?? path;
        also.push(...(/^# also: (.*)$/.exec(line)?.[1]?.split(" ") ?? []));
        if (line.endsWith("# fault")) places.push(`${relative(join(FIXTURES, name), file)}:${index + 1}`);
      });
  }
  return { rule, also, path, places };
}

const names = readdirSync(FIXTURES).filter((name) => name !== "sound");

describe("a fault in the flows", () => {
  it("is not found in the sound project", () => {
    expect(faultsOf(compose("sound"))).toEqual([]);
  });

  it("is not found in the flows served", () => {
    expect(faultsOf(ROOT)).toEqual([]);
  });

  it("has a fixture for every rule", () => {
    const shown = new Set(names.map((name) => expected(name).rule));
    expect(RULES.filter((rule: Rule) => !shown.has(rule))).toEqual([]);
  });

  it.each(names)("%s", (name) => {
    const { rule, also, path, places } = expected(name);
    const faults = faultsOf(compose(name));
    const main = faults.filter((one) => one.rule === rule);
    expect([...new Set(faults.map((one) => one.rule))].sort()).toEqual([rule, ...also].sort());
    // What does not fit is found once for each platform.
    const found = new Set(
      main.map((one) => `${one.place.file}:${one.place.line} ${one.values["platform"] ?? ""}`),
    );
    expect(found.size).toBe(main.length);
    expect([...new Set([...found].map((one) => one.split(" ")[0]))].sort()).toEqual(places.toSorted());
    if (path !== null) {
      expect(main[0]?.path.map((one) => `${one.step} ${one.settled}`).join(" ; ")).toBe(path);
    }
  });
});
