import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addBusinessDays, businessDaysBetween, isBusinessDay } from "../../src/calendar/business-day.ts";
import type { CalendarOptions } from "../../src/calendar/business-day.ts";
import type { Region } from "../../src/calendar/holidays.ts";
import { parisInstant, parisTime } from "../../src/calendar/paris-time.ts";

const at = (date: string, time = "09:00:00"): Date => parisInstant({ date, time });
const told = (instant: Date): string => `${parisTime(instant).date} ${parisTime(instant).time}`;

/** Of every region, with or without a break in August. */
const calendars = fc.record({
  region: fc.constantFrom<Region | undefined>("metropole", "alsace-moselle", "reunion", undefined),
  isBreak: fc.constantFrom<CalendarOptions["isBreak"]>(undefined, (day) => day.slice(5, 7) === "08"),
});
const instants = fc.date({
  min: new Date("2020-01-01T00:00:00Z"),
  max: new Date("2040-12-31T23:59:59Z"),
  noInvalidDate: true,
});

describe("the clock of Paris", () => {
  it("is one hour ahead of UTC in winter and two in summer", () => {
    expect(told(new Date("2026-01-15T08:00:00Z"))).toBe("2026-01-15 09:00:00");
    expect(told(new Date("2026-07-15T22:30:00Z"))).toBe("2026-07-16 00:30:00");
    expect(at("2026-01-15", "00:00:00").toISOString()).toBe("2026-01-14T23:00:00.000Z");
    expect(at("2026-07-15", "00:00:00").toISOString()).toBe("2026-07-14T22:00:00.000Z");
  });

  it("has no 2:30 on the last Sunday of March and two on that of October", () => {
    expect(told(at("2026-03-29", "02:30:00"))).toBe("2026-03-29 03:30:00");
    expect(at("2026-10-25", "02:30:00").toISOString()).toBe("2026-10-25T01:30:00.000Z");
  });

  it("reads back what it shows, at any instant but the hour that comes twice", () => {
    fc.assert(
      fc.property(instants, (instant) => {
        const seconds = Math.floor(instant.getTime() / 1000) * 1000;
        const back = parisInstant(parisTime(instant)).getTime() - seconds;
        expect([0, 3_600_000]).toContain(back);
        if (back !== 0) expect(parisTime(instant).time).toMatch(/^02:/);
      }),
    );
  });
});

describe("a business day", () => {
  it("is none of Saturday, Sunday and the public holidays", () => {
    expect(isBusinessDay("2026-09-02")).toBe(true);
    expect(isBusinessDay("2026-09-05")).toBe(false);
    expect(isBusinessDay("2026-09-06")).toBe(false);
    expect(isBusinessDay("2026-11-11")).toBe(false);
    expect(isBusinessDay("2026-05-25")).toBe(false);
  });

  it("depends on where one is", () => {
    expect(isBusinessDay("2026-04-03")).toBe(true);
    expect(isBusinessDay("2026-04-03", { region: "alsace-moselle" })).toBe(false);
    expect(isBusinessDay("2025-12-26", { region: "alsace-moselle" })).toBe(false);
    expect(isBusinessDay("2026-06-10", { region: "guyane" })).toBe(false);
  });

  it("is none in a break", () => {
    expect(isBusinessDay("2026-09-02", { isBreak: (day) => day === "2026-09-02" })).toBe(false);
  });
});

describe("so many business days later", () => {
  it("is at the same hour, past weekends and holidays", () => {
    expect(told(addBusinessDays(at("2026-09-04", "17:45:10"), 3))).toBe("2026-09-09 17:45:10");
    // Ascension Thursday is left out, the Friday after it is not.
    expect(told(addBusinessDays(at("2026-05-13"), 1))).toBe("2026-05-15 09:00:00");
  });

  it("keeps the hour where the clocks change between", () => {
    const spring = addBusinessDays(at("2026-03-27"), 1);
    expect(told(spring)).toBe("2026-03-30 09:00:00");
    expect(spring.getTime() - at("2026-03-27").getTime()).toBe(71 * 3_600_000);
    const autumn = addBusinessDays(at("2026-10-23"), 1);
    expect(told(autumn)).toBe("2026-10-26 09:00:00");
    expect(autumn.getTime() - at("2026-10-23").getTime()).toBe(73 * 3_600_000);
  });

  it("goes over the turn of the year", () => {
    expect(told(addBusinessDays(at("2026-12-31", "18:00:00"), 1))).toBe("2027-01-04 18:00:00");
    expect(told(addBusinessDays(at("2026-12-24"), 1, { region: "alsace-moselle" }))).toBe(
      "2026-12-28 09:00:00",
    );
    // At 23:30 UTC of 31 December it is New Year's Day in Paris.
    expect(told(addBusinessDays(new Date("2025-12-31T23:30:00Z"), 1))).toBe("2026-01-02 00:30:00");
  });

  it("goes from a day off as from the day before it", () => {
    expect(told(addBusinessDays(at("2026-09-05"), 1))).toBe("2026-09-07 09:00:00");
    expect(addBusinessDays(at("2026-09-05"), 0)).toEqual(at("2026-09-05"));
  });

  it("is a business day, as many days on as were asked for, at the same hour and millisecond", () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: 1, max: 30 }), calendars, (from, count, options) => {
        const later = addBusinessDays(from, count, options);
        expect(isBusinessDay(parisTime(later).date, options)).toBe(true);
        expect(businessDaysBetween(from, later, options)).toBe(count);
        expect(parisTime(later).time).toBe(parisTime(from).time);
        expect(later.getUTCMilliseconds()).toBe(from.getUTCMilliseconds());
      }),
    );
  });

  it("is the same in two steps as in one", () => {
    const counts = fc.integer({ min: 0, max: 15 });
    fc.assert(
      fc.property(instants, counts, counts, calendars, (from, one, other, options) => {
        const once = addBusinessDays(from, one + other, options);
        expect(addBusinessDays(addBusinessDays(from, one, options), other, options)).toEqual(once);
      }),
    );
  });
});

describe("the business days between", () => {
  it("are counted from the next day on", () => {
    expect(businessDaysBetween(at("2026-09-02"), at("2026-09-02", "18:00:00"))).toBe(0);
    expect(businessDaysBetween(at("2026-09-04"), at("2026-09-07"))).toBe(1);
    expect(businessDaysBetween(at("2026-12-24"), at("2027-01-04"))).toBe(5);
    expect(businessDaysBetween(at("2026-09-07"), at("2026-09-04"))).toBe(0);
  });

  it("add up", () => {
    fc.assert(
      fc.property(fc.tuple(instants, instants, instants), calendars, (three, options) => {
        const close = three.map((one) => new Date(Date.UTC(2027, one.getUTCMonth(), one.getUTCDate(), 12)));
        const [from, middle, to] = close.toSorted((a, b) => a.getTime() - b.getTime());
        if (from === undefined || middle === undefined || to === undefined)
          throw new Error("three were given");
        expect(businessDaysBetween(from, middle, options) + businessDaysBetween(middle, to, options)).toBe(
          businessDaysBetween(from, to, options),
        );
      }),
    );
  });
});
