import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "libsql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openStore, StoreError } from "../../src/store/open-store.ts";
import { storeContract } from "../contracts/store.ts";

storeContract(async () => {
  const dataDir = await mkdtemp(join(tmpdir(), "passerelle-store-"));
  return {
    open: () => openStore({ dataDir }),
    destroy: () => rm(dataDir, { recursive: true, force: true }),
  };
}, "libsql");

describe("the embedded store", () => {
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "passerelle-embedded-"));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it("writes ahead and waits for the disk", async () => {
    const dataDir = join(folder, "fresh");
    const store = await openStore({ dataDir });
    const file = new Database(join(dataDir, "passerelle.db"));
    expect(file.pragma("journal_mode", { simple: true })).toMatchObject({ journal_mode: "wal" });
    file.close();
    await store.close();
  });

  it("is seen by another process while it is open", async () => {
    const dataDir = join(folder, "shared");
    const one = await openStore({ dataDir });
    const other = await openStore({ dataDir });
    expect(other.secret).toBe(one.secret);
    await other.close();
    await one.close();
  });

  it.each([
    ["a file where the folder should be", (path: string) => writeFileSync(path, "")],
    [
      "a file that is no database",
      (path: string) => {
        mkdirSync(path);
        writeFileSync(
          join(path, "passerelle.db"),
          "not a database, but long enough to be read as one".repeat(20),
        );
      },
    ],
  ])("names DATA_DIR before %s", async (name, spoil) => {
    const dataDir = join(folder, name.replaceAll(" ", "-"));
    spoil(dataDir);
    const error = await openStore({ dataDir }).catch((one: unknown) => one);
    expect(error).toBeInstanceOf(StoreError);
    expect((error as StoreError).message).toMatch(/^DATA_DIR: /);
    expect((error as StoreError).message).toContain(dataDir);
    expect((error as StoreError).message).not.toContain("\n");
  });

  // Nothing is unwritable to root.
  it.skipIf(process.getuid?.() === 0)("names DATA_DIR before a folder it may not write in", async () => {
    const dataDir = join(folder, "read-only");
    mkdirSync(dataDir);
    chmodSync(dataDir, 0o500);
    await expect(openStore({ dataDir })).rejects.toThrow(/^DATA_DIR: cannot write in .*; set DATA_DIR/);
    chmodSync(dataDir, 0o700);
  });
});
