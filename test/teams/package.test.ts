import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inflateSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fromBuffer } from "yauzl";
import { z } from "zod";
import { PackageError, packageApp } from "../../adapters/teams/packageApp.ts";
import { crc32 } from "../../adapters/teams/storedZip.ts";
import { ROOT } from "../../src/root.ts";
import { loadTexts } from "../../src/texts.ts";

const CLIENT_ID = "0f9c1c2e-aaaa-4bbb-8ccc-111122223333";
const texts = loadTexts(ROOT);
const OPTIONS = {
  clientId: CLIENT_ID,
  publicUrl: "https://passerelle.example.org/",
  text: texts.say.bind(texts),
};

const https = z
  .string()
  .max(2048)
  .regex(/^https:\/\//);
const guid = z.guid();
const scope = z.enum(["team", "personal", "groupChat", "copilot"]);

/**
 * The part of the schema that is used, strict as it is there:
 * https://developer.microsoft.com/json-schemas/teams/v1.25/MicrosoftTeams.schema.json
 */
const manifest = z.strictObject({
  $schema: z.url(),
  manifestVersion: z.literal("1.25"),
  version: z
    .string()
    .regex(/^\d+\.\d+\.\d+$/)
    .max(256),
  id: guid,
  developer: z.strictObject({
    name: z.string().max(32),
    websiteUrl: https,
    privacyUrl: https,
    termsOfUseUrl: https,
  }),
  name: z.strictObject({ short: z.string().max(30), full: z.string().max(100) }),
  description: z.strictObject({ short: z.string().min(1).max(80), full: z.string().min(1).max(4000) }),
  icons: z.strictObject({ color: z.literal("color.png"), outline: z.literal("outline.png") }),
  accentColor: z.string().regex(/^#[0-9a-f]{6}$/i),
  localizationInfo: z.strictObject({
    defaultLanguageTag: z.literal("fr"),
    additionalLanguages: z.array(z.strictObject({ languageTag: z.literal("en"), file: z.string() })),
  }),
  bots: z
    .array(
      z.strictObject({
        botId: guid,
        scopes: z.array(scope).max(4),
        isNotificationOnly: z.literal(false),
        supportsFiles: z.literal(true),
        supportsCalling: z.boolean(),
        supportsVideo: z.boolean(),
        commandLists: z
          .array(
            z.strictObject({
              scopes: z.array(scope).max(4),
              commands: z
                .array(z.strictObject({ title: z.string().max(32), description: z.string().max(128) }))
                .max(10),
            }),
          )
          .max(3),
      }),
    )
    .length(1),
  validDomains: z
    .array(
      z
        .string()
        .regex(/^[^/:]+(:\d+)?$/)
        .max(2048),
    )
    .max(16),
});

describe("the app's package", () => {
  let folder = "";
  const files = new Map<string, Buffer>();

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "passerelle-teams-"));
    const path = await packageApp(OPTIONS, join(folder, "made/here"));
    expect(path).toBe(join(folder, "made/here/passerelle-teams.zip"));
    await unzip(await readFile(path), files);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it("holds the manifest, its words in English and two icons", () => {
    expect([...files.keys()]).toEqual(["manifest.json", "en.json", "color.png", "outline.png"]);
  });

  it("has a manifest within the schema and its limits", () => {
    const read = manifest.parse(JSON.parse(files.get("manifest.json")?.toString("utf8") ?? ""));
    expect(read.id).toBe(CLIENT_ID);
    expect(read.bots[0]?.botId).toBe(CLIENT_ID);
    expect(read.bots[0]?.scopes).toEqual(["personal", "team", "groupChat"]);
    expect(read.validDomains).toEqual(["passerelle.example.org"]);
    expect(read.bots[0]?.commandLists[0]?.commands.map(({ title }) => title)).toEqual([
      "Où en suis-je",
      "Retour",
      "Recommencer",
      "Une personne",
    ]);
  });

  it("names in English what the manifest says in French, by its place there", () => {
    const french = JSON.parse(files.get("manifest.json")?.toString("utf8") ?? "") as object;
    const english = JSON.parse(files.get("en.json")?.toString("utf8") ?? "") as Record<string, string>;
    for (const [path, words] of Object.entries(english)) {
      if (path === "$schema") continue;
      const there = path
        .split(/[.[\]]+/)
        .filter(Boolean)
        .reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], french);
      expect(there, path).toEqual(expect.any(String));
      if (path !== "name.short") expect(words, path).not.toBe(there);
    }
    expect(english["bots[0].commandLists[0].commands[2].title"]).toBe("Start over");
    for (const key of ["name.short", "name.full", "description.short", "description.full"]) {
      expect(english[key]?.length).toBeLessThanOrEqual(
        { "name.short": 30, "name.full": 100, "description.short": 80 }[key] ?? 4000,
      );
    }
  });

  it.each([
    ["color.png", 192, 255],
    ["outline.png", 32, 0],
  ])("has the icon %s of %i points", (name, size, corner) => {
    const png = files.get(name) ?? Buffer.alloc(0);
    expect(png.subarray(0, 8).toString("latin1")).toBe("\u0089PNG\r\n\u001a\n");
    expect([png.readUInt32BE(16), png.readUInt32BE(20), png[24], png[25]]).toEqual([size, size, 8, 6]);
    const pixels = inflateSync(chunkOf(png, "IDAT"));
    expect(pixels.length).toBe(size * (size * 4 + 1));
    expect(pixels[4]).toBe(corner);
    const rows = Array.from({ length: size }, (_, y) =>
      pixels.subarray(y * (size * 4 + 1) + 1, (y + 1) * (size * 4 + 1)),
    );
    const drawn = rows.flatMap((row) =>
      [...row].filter((_, at) => at % 4 === 3 && row[at] === 255 && row[at - 1] === 255),
    );
    expect(drawn.length).toBeGreaterThan(size);
    // An outline icon is white and nothing else.
    if (corner === 0) {
      expect(
        rows.every((row) =>
          [...row].every((value, at) => at % 4 === 3 || row[at - (at % 4) + 3] === 0 || value === 255),
        ),
      ).toBe(true);
    }
  });

  it("is the same bytes each time", async () => {
    const again = await packageApp(OPTIONS, join(folder, "again"));
    expect(await readFile(again)).toEqual(await readFile(join(folder, "made/here/passerelle-teams.zip")));
  });

  it("is not made where a setting is wrong, and says which", async () => {
    await expect(packageApp({ ...OPTIONS, clientId: "abc" }, folder)).rejects.toThrow(PackageError);
    await expect(packageApp({ ...OPTIONS, clientId: "abc" }, folder)).rejects.toThrow(/TEAMS_CLIENT_ID/);
    await expect(packageApp({ ...OPTIONS, publicUrl: "http://x.fr" }, folder)).rejects.toThrow(/PUBLIC_URL/);
    await expect(packageApp({ ...OPTIONS, publicUrl: undefined }, folder, "en")).rejects.toThrow(
      /over https/,
    );
  });

  it("counts CRC-32 as everybody does", () => {
    expect(crc32(Buffer.from("123456789"))).toBe(0xcb_f4_39_26);
    expect(crc32(Buffer.alloc(0))).toBe(0);
  });
});

function chunkOf(png: Buffer, name: string): Buffer {
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at);
    const body = png.subarray(at + 4, at + 8 + length);
    expect(png.readUInt32BE(at + 8 + length)).toBe(crc32(body));
    if (body.subarray(0, 4).toString() === name) return body.subarray(4);
    at += 12 + length;
  }
  throw new Error(`no ${name}`);
}

/** Reads with yauzl, which checks sizes and, of what it reads, nothing is taken on trust: the CRC is counted here. */
function unzip(zip: Buffer, into: Map<string, Buffer>): Promise<void> {
  return new Promise((resolve, reject) => {
    fromBuffer(zip, { lazyEntries: true }, (error, file) => {
      if (error !== null) return reject(error);
      file.on("error", reject);
      file.on("end", () => resolve());
      file.on("entry", (entry) => {
        file.openReadStream(entry, (failed, stream) => {
          if (failed !== null) return reject(failed);
          const parts: Buffer[] = [];
          stream.on("data", (part: Buffer) => parts.push(part));
          stream.on("end", () => {
            const content = Buffer.concat(parts);
            if (crc32(content) !== entry.crc32) return reject(new Error(`CRC of ${entry.fileName}`));
            into.set(entry.fileName, content);
            file.readEntry();
          });
        });
      });
      file.readEntry();
    });
  });
}
