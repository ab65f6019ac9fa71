import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { ROOT } from "../src/root.ts";

/** A relative import, with whether only types come in. */
type Import = { readonly from: string; readonly to: string; readonly types: boolean };

function sources(folder: string): readonly string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)));
}

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s+(type\s)?[^;"']*?from\s+"(\.[^"]+)"|import\("(\.[^"]+)"\)|new URL\("(\.[^"]+)"/g;

function importsOf(file: string): readonly Import[] {
  const text = readFileSync(join(ROOT, file), "utf8");
  return [...text.matchAll(IMPORT)].map((match) => ({
    from: file,
    to: relative(ROOT, join(ROOT, dirname(file), match[2] ?? match[3] ?? match[4] ?? "")),
    types: match[1] !== undefined,
  }));
}

const all = [...sources("src"), ...sources("adapters")].flatMap(importsOf);

/** The room a file is in: `src/<room>`, `adapters/<channel>`, or the file itself where it stands at the top. */
function room(file: string): string {
  const parts = file.split("/");
  return parts.length > 2 ? parts.slice(0, 2).join("/") : file;
}

function crossing(from: string): readonly Import[] {
  return all.filter((one) => room(one.from) === from && room(one.to) !== from);
}

/** What the program and its channels know each other by. */
const CONTRACTS = ["adapters/adapter.ts", "adapters/chat.ts", "adapters/mail.ts", "adapters/preview.ts"];
/** What several channels need to render, of no platform. */
const SHARED = ["splitText", "markdownTree", "figureLines", "lostWords"].map((name) => `adapters/${name}.ts`);

const show = (one: Import): string => `${one.from} → ${one.to}`;

const LIBRARY =
  /(?:^|\n)\s*(?:import|export)\s+(?!type\s)[^;"']*?from\s+"([^".][^"]*)"|import\("([^".][^"]*)"\)/g;

/** The libraries that are loaded with a file, by it and all it imports. */
function librariesOf(file: string, seen: Set<string> = new Set()): readonly string[] {
  seen.add(file);
  const own = [...readFileSync(join(ROOT, file), "utf8").matchAll(LIBRARY)].map(
    (one) => one[1] ?? one[2] ?? "",
  );
  const next = importsOf(file).filter((one) => !one.types && !seen.has(one.to));
  return [...new Set([...own, ...next.flatMap((one) => librariesOf(one.to, seen))])];
}

describe("walls", () => {
  it("reads the imports it judges by", () => {
    expect(all.length).toBeGreaterThan(300);
    expect(all.some((one) => one.from === "src/main.ts" && one.to === "adapters/web/webAdapter.ts")).toBe(
      true,
    );
  });

  it.each(["src/dialogue", "src/language", "src/evidence", "src/roster"])(
    "%s imports nothing of the project but messages and others' types",
    (pure) => {
      const wrong = crossing(pure).filter(
        (one) =>
          one.to !== "src/message.ts" &&
          !(one.types && /^src\/(dialogue|language|evidence|roster)\//.test(one.to)),
      );
      expect(wrong.map(show)).toEqual([]);
    },
  );

  it("a channel imports only the adapters' contract and messages", () => {
    const wrong = all.filter(
      (one) =>
        one.from.startsWith("adapters/") &&
        room(one.to) !== room(one.from) &&
        ![...CONTRACTS, ...SHARED, "src/message.ts"].includes(one.to),
    );
    expect(wrong.map(show)).toEqual([]);
  });

  it("nothing but the composition root imports a channel", () => {
    const wrong = all.filter(
      (one) =>
        !one.from.startsWith("adapters/") &&
        one.from !== "src/main.ts" &&
        one.to.startsWith("adapters/") &&
        !CONTRACTS.includes(one.to),
    );
    expect(wrong.map(show)).toEqual([]);
  });

  it("nothing imports the composition root, and commands are imported by it alone", () => {
    expect(all.filter((one) => one.to === "src/main.ts").map(show)).toEqual([]);
    const wrong = all.filter(
      (one) =>
        one.to.startsWith("src/cli/") && !one.from.startsWith("src/cli/") && one.from !== "src/main.ts",
    );
    expect(wrong.map(show)).toEqual([]);
  });

  it.each(["slack", "discord", "teams"])("what %s would show is told without its library", (channel) => {
    const libraries = librariesOf(`adapters/${channel}/preview.ts`);
    expect(libraries.length).toBeGreaterThan(0);
    expect(libraries.filter((name) => /slack|discord|microsoft|teams|^node:/.test(name))).toEqual([]);
    // The reading of imports tells a library where there is one.
    expect(librariesOf(`adapters/${channel}/${channel}Adapter.ts`).join(" ")).toMatch(
      /slack|discord|microsoft/,
    );
  });

  it("pure rooms read no clock, no chance, no file, no network", () => {
    const effects =
      /\bDate\.now\(|\bnew Date\(\)|Math\.random\(|from "node:(fs|net|http|https|child_process)/;
    const wrong = [...sources("src/dialogue"), ...sources("src/language")].filter((file) =>
      effects.test(readFileSync(join(ROOT, file), "utf8")),
    );
    expect(wrong).toEqual([]);
  });
});
