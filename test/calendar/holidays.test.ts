import { afterEach, describe, expect, it } from "vitest";
import { holidaysOf } from "../../src/calendar/holidays.ts";
import { dayAfter, easterByEpact } from "./easter.ts";

const zone = process.env["TZ"];
afterEach(() => {
  if (zone === undefined) delete process.env["TZ"];
  else process.env["TZ"] = zone;
});

const FIXED = ["01-01", "05-01", "05-08", "07-14", "08-15", "11-01", "11-11", "12-25"];

/** The days of the law, from an Easter found another way. */
function expected(year: number): readonly string[] {
  const easter = easterByEpact(year);
  const moving = [1, 39, 50].map((days) => dayAfter(easter, days));
  return [...new Set([...FIXED.map((day) => `${year}-${day}`), ...moving])].sort();
}

const sorted = (days: ReadonlySet<string>): readonly string[] => [...days].sort();

describe("public holidays", () => {
  it("are held against an Easter of another reckoning, which gives the known ones", () => {
    const known = ["2000-04-23", "2008-03-23", "2024-03-31", "2026-04-05", "2027-03-28", "2038-04-25"];
    expect(known.map((day) => easterByEpact(Number(day.slice(0, 4))))).toEqual(known);
  });

  it("are the eleven of the law, every year from 2020 to 2040 and from 1900 to 2105", () => {
    for (let year = 1900; year <= 2105; year++) {
      expect(sorted(holidaysOf(year)), String(year)).toEqual(expected(year));
    }
    for (let year = 2020; year <= 2040; year++) expect(holidaysOf(year).size, String(year)).toBe(11);
  });

  it("are two more in Alsace and Moselle", () => {
    for (let year = 2020; year <= 2040; year++) {
      const more = [dayAfter(easterByEpact(year), -2), `${year}-12-26`];
      expect(sorted(holidaysOf(year, "alsace-moselle")), String(year)).toEqual(
        [...expected(year), ...more].sort(),
      );
    }
    expect(holidaysOf(2026, "alsace-moselle")).toContain("2026-04-03");
    expect(holidaysOf(2026)).not.toContain("2026-04-03");
  });

  it("are one more overseas, each its own", () => {
    const own = (["guadeloupe", "guyane", "martinique", "mayotte", "reunion"] as const).map((region) =>
      sorted(holidaysOf(2026, region)).filter((day) => !holidaysOf(2026).has(day)),
    );
    expect(own).toEqual([["2026-05-27"], ["2026-06-10"], ["2026-05-22"], ["2026-04-27"], ["2026-12-20"]]);
  });

  it.each(["UTC", "Europe/Paris", "Australia/Sydney", "America/Santiago", "Pacific/Kiritimati"])(
    "are the same days where the process lives in %s",
    (place) => {
      process.env["TZ"] = place;
      expect(Intl.DateTimeFormat().resolvedOptions().timeZone).toBe(place);
      for (let year = 2020; year <= 2040; year++) expect(sorted(holidaysOf(year))).toEqual(expected(year));
    },
  );
});
