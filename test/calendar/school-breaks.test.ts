import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addBusinessDays } from "../../src/calendar/business-day.ts";
import { loadBreaks } from "../../src/calendar/load-breaks.ts";
import { parisInstant, parisTime } from "../../src/calendar/paris-time.ts";
import type { Zone } from "../../src/calendar/school-breaks.ts";
import { breaksOf } from "../../src/calendar/school-breaks.ts";
import { readModel } from "../../src/read-model.ts";
import { ROOT } from "../../src/root.ts";

const breaks = loadBreaks(ROOT);
const ZONES: readonly Zone[] = ["A", "B", "C"];
const never = (day: string): void => {
  throw new Error(`${day} is not known`);
};

describe("the school breaks", () => {
  it("are five and a bridge a year in each zone, none over another", () => {
    for (const zone of ZONES) {
      const own = breaks.breaks.filter((one) => one.zones.includes(zone));
      expect(own).toHaveLength(12);
      for (const [at, one] of own.entries()) {
        const after = own[at + 1];
        if (after !== undefined) expect(one.to < after.from, after.name).toBe(true);
        expect(one.from >= breaks.known.from && one.to <= breaks.known.to, one.name).toBe(true);
      }
    }
  });

  it("begin on a Saturday and end on a Sunday, two weeks later where they are not in summer", () => {
    const long = breaks.breaks.filter((one) => !/été|pont/.test(one.name));
    expect(long).toHaveLength(2 * (2 + 2 * 3));
    for (const { name, from, to } of long) {
      expect(new Date(`${from}T00:00Z`).getUTCDay(), name).toBe(6);
      expect((Date.parse(`${to}T00:00Z`) - Date.parse(`${from}T00:00Z`)) / 86_400_000, name).toBe(15);
    }
  });

  it("leave the three zones in winter a week apart", () => {
    for (const year of ["2026", "2027"]) {
      const starts = breaks.breaks.filter((one) => one.name === `hiver ${year}`).map((one) => one.from);
      const [first = "", second = "", third = ""] = starts.sort();
      expect(Date.parse(second) - Date.parse(first)).toBe(7 * 86_400_000);
      expect(Date.parse(third) - Date.parse(second)).toBe(7 * 86_400_000);
    }
  });

  it("are days off for who counts them, in his own zone", () => {
    const from = parisInstant({ date: "2027-02-05", time: "10:00:00" });
    const day = (zone: Zone): string =>
      parisTime(addBusinessDays(from, 1, { isBreak: breaksOf(breaks, zone, never) })).date;
    expect(ZONES.map(day)).toEqual(["2027-02-08", "2027-02-08", "2027-02-22"]);
  });

  it("are not assumed where they are not known, which is told once", () => {
    const told: string[] = [];
    const isBreak = breaksOf(breaks, "B", (day) => told.push(day));
    expect(isBreak("2027-09-01")).toBe(true);
    expect(told).toEqual([]);
    expect(isBreak("2027-12-25")).toBe(false);
    expect(isBreak("2028-02-10")).toBe(false);
    expect(isBreak("2024-12-25")).toBe(false);
    expect(told).toEqual(["2027-12-25"]);
  });
});

describe("a file of breaks that is wrong", () => {
  let root: string;
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), "passerelle-breaks-"));
    for (const folder of ["flows", "locales"]) {
      await cp(join(ROOT, folder), join(root, folder), { recursive: true });
    }
    const lines = [
      "known: { from: 2025-09-01, to: 2026-08-31 }",
      "breaks:",
      "  - { name: Noël, zones: [A, B, C], from: 2025-12-20, to: 2026-01-04 }",
      "  - { name: hiver, zones: [A], from: 2026-02-22, to: 2026-02-07 }",
    ];
    await writeFile(join(root, "flows", "school-breaks.yaml"), lines.join("\n"));
  });
  afterAll(() => rm(root, { recursive: true, force: true }));

  it("is named with the place, and by the model checker with its line", () => {
    expect(() => loadBreaks(root)).toThrow(/flows\/school-breaks\.yaml: breaks\.1: ends before it begins/);
    const faultsAt = (folder: string): readonly unknown[] =>
      readModel(folder)
        .faults.filter((one) => one.place.file === "flows/school-breaks.yaml")
        .map((one) => [one.rule, one.place.line]);
    expect(faultsAt(root)).toEqual([["unusable-data", 4]]);
    expect(faultsAt(ROOT)).toEqual([]);
  });
});
