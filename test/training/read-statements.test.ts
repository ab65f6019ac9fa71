import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { statementFaults } from "../../src/check-statements.ts";
import { ROOT } from "../../src/root.ts";
import { readStatements } from "../../src/training/read-statements.ts";

let root = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "passerelle-statements-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(name: string, content: string): void {
  mkdirSync(join(root, "flows", "statements"), { recursive: true });
  writeFileSync(join(root, "flows", "statements", `${name}.yaml`), content);
}

describe("flows/statements", () => {
  it("labels every line for every fact of its file", () => {
    write(
      "one",
      [
        "facts: [hosting, setup]",
        "unlisted: nothing",
        "lines:",
        "  hosting hosted, setup first: |",
        "    tout est chez l'éditeur, première fois",
        "  setup yearly: |",
        "    comme chaque année",
        "  nothing: |",
        "    Bonjour,\\nmerci",
        "",
      ].join("\n"),
    );
    expect(readStatements(root)).toEqual({
      unlisted: ["hosting", "setup"],
      lines: [
        { text: "tout est chez l'éditeur, première fois", facts: { hosting: "hosted", setup: "first" } },
        { text: "comme chaque année", facts: { hosting: null, setup: "yearly" } },
        { text: "Bonjour,\nmerci", facts: { hosting: null, setup: null } },
      ],
    });
  });

  it("learns from none where there is no such folder", () => {
    expect(readStatements(root)).toEqual({ lines: [], unlisted: [] });
  });

  it("names the file and the place that cannot be used", () => {
    write("bad", "lines:\n  nothing: |\n    x\n");
    expect(() => readStatements(root)).toThrow(/^flows\/statements\/bad\.yaml: facts: /);
  });

  it("holds no line twice that is labelled in two ways", () => {
    const labels = new Map<string, string>();
    const twice: string[] = [];
    for (const { text, facts } of readStatements(ROOT).lines) {
      for (const [fact, value] of Object.entries(facts)) {
        const key = `${fact} | ${text}`;
        const before = labels.get(key);
        if (before !== undefined && before !== String(value)) twice.push(key);
        labels.set(key, String(value));
      }
    }
    expect(twice).toEqual([]);
  });
});

describe("the check of statements", () => {
  const facts = new Map([["hosting", { values: ["hosted"], told: true, free: false, unknown: true }]]);
  const source = (data: { facts: string[]; lines: Record<string, string> }) => ({
    file: "flows/statements/x.yaml",
    data,
    line: (path: readonly (string | number)[]) => path.length,
  });

  it("accepts facts and values there are", () => {
    expect(
      statementFaults(source({ facts: ["hosting"], lines: { "hosting hosted": "x", nothing: "y" } }), facts),
    ).toEqual([]);
  });

  it("refuses a fact there is none of, one the file was not labelled for, and a value it does not have", () => {
    const found = statementFaults(
      source({ facts: ["hosting", "weather"], lines: { "hosting cloudy": "x", "setup first": "y" } }),
      facts,
    );
    expect(found.map((one) => [one.rule, one.values["fact"], one.place.line])).toEqual([
      ["unknown-fact", "weather", 1],
      ["unknown-value", "hosting", 2],
      ["unknown-fact", "setup", 2],
    ]);
  });
});
