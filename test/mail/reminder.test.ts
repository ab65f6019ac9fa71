import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addBusinessDays, isBusinessDay } from "../../src/calendar/business-day.ts";
import { parisInstant, parisTime } from "../../src/calendar/paris-time.ts";
import { reminderLetter, askedIn } from "../../src/mail/reminder-letter.ts";
import type { SentMail } from "../../src/mail/reminder.ts";
import { dueReminders } from "../../src/mail/reminder.ts";
import { realWorld } from "../make/world.ts";

const at = (date: string, time: string): Date => parisInstant({ date, time: `${time}:00` });

/** Sent on Friday 4 September 2026, at 10:00. */
function sent(more: Partial<SentMail> = {}): SentMail {
  return {
    id: "PSL-7F3K2M-1",
    ticket: "PSL-7F3K2M-1",
    conversation: "c1",
    sent_at: at("2026-09-04", "10:00").toISOString(),
    answered: false,
    reminders: [],
    ...more,
  };
}

/** The reminders proposed where the program looks every half hour, each noted as it is proposed. */
function proposed(mail: SentMail, until: Date, options = {}): readonly Date[] {
  let known = mail;
  const all: Date[] = [];
  for (let now = new Date(mail.sent_at); now < until; now = new Date(now.getTime() + 1_800_000)) {
    for (const due of dueReminders([known], now, options)) {
      expect(due.number).toBe(all.length + 1);
      all.push(now);
      known = { ...known, reminders: all.map((one) => one.toISOString()) };
    }
  }
  return all;
}

describe("a reminder", () => {
  it("is due after three business days without an answer", () => {
    expect(dueReminders([sent()], at("2026-09-09", "09:59"))).toEqual([]);
    expect(dueReminders([sent()], at("2026-09-09", "10:00"))).toEqual([
      { mail: "PSL-7F3K2M-1", ticket: "PSL-7F3K2M-1", conversation: "c1", number: 1 },
    ]);
    expect(dueReminders([sent({ answered: true })], at("2026-09-09", "10:00"))).toEqual([]);
  });

  it("waits for working hours, and never comes on a day off", () => {
    const late = sent({ sent_at: at("2026-09-04", "19:30").toISOString() });
    expect(dueReminders([late], at("2026-09-09", "19:30"))).toEqual([]);
    expect(dueReminders([late], at("2026-09-10", "07:59"))).toEqual([]);
    expect(dueReminders([late], at("2026-09-10", "08:00"))).toHaveLength(1);
    expect(dueReminders([late], at("2026-09-10", "18:00"))).toEqual([]);
    expect(dueReminders([late], at("2026-09-12", "11:00"))).toEqual([]);
    expect(dueReminders([late], at("2026-11-11", "11:00"))).toEqual([]);
    const calendar = { region: "alsace-moselle" } as const;
    expect(dueReminders([late], at("2027-03-26", "11:00"))).toHaveLength(1);
    expect(dueReminders([late], at("2027-03-26", "11:00"), { calendar })).toEqual([]);
  });

  it("is proposed a second time after as many days, and not a third", () => {
    const all = proposed(sent(), at("2026-12-01", "12:00"));
    expect(all).toEqual([at("2026-09-09", "10:00"), at("2026-09-14", "10:00")]);
  });

  it("is reckoned from the last mail of its ticket, of which one answer is enough", () => {
    const reminder = sent({ id: "r", sent_at: at("2026-09-10", "15:00").toISOString() });
    const first = sent({ reminders: [at("2026-09-09", "10:00").toISOString()] });
    expect(dueReminders([reminder, first], at("2026-09-14", "17:00"))).toEqual([]);
    expect(dueReminders([reminder, first], at("2026-09-15", "15:00"))).toEqual([
      { mail: first.id, ticket: first.ticket, conversation: "c1", number: 2 },
    ]);
    expect(dueReminders([{ ...reminder, answered: true }, first], at("2026-09-15", "15:00"))).toEqual([]);
  });

  it("is of its own ticket, and none is due where they are turned off", () => {
    const other = sent({ id: "b", ticket: "PSL-7F3K2M-2", sent_at: at("2026-09-08", "10:00").toISOString() });
    const now = at("2026-09-09", "10:30");
    expect(dueReminders([other, sent()], now).map((one) => one.ticket)).toEqual(["PSL-7F3K2M-1"]);
    expect(dueReminders([sent()], now, { days: 0 })).toEqual([]);
    expect(dueReminders([sent()], now, { days: 4 })).toEqual([]);
  });

  it("never comes too soon, outside working hours or more than twice", () => {
    const sentAt = fc.date({
      min: new Date("2024-01-01"),
      max: new Date("2030-01-01"),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(sentAt, fc.integer({ min: 1, max: 6 }), (from, days) => {
        const mail = sent({ sent_at: from.toISOString() });
        const all = proposed(mail, new Date(from.getTime() + 45 * 86_400_000), { days });
        expect(all).toHaveLength(2);
        for (const [number, now] of all.entries()) {
          const { date, time } = parisTime(now);
          expect(isBusinessDay(date)).toBe(true);
          expect(time >= "08:00:00" && time < "18:00:00").toBe(true);
          const before = all[number - 1] ?? from;
          expect(now.getTime()).toBeGreaterThanOrEqual(addBusinessDays(before, days).getTime());
        }
      }),
      { numRuns: 30 },
    );
  });
});

describe("the letter of a reminder", () => {
  const reminded = {
    number: "PSL-7F3K2M-1",
    subject: "[PSL-7F3K2M-1] UAI 0440001M – PRONOTE / e-lyco : adresses publiques à enregistrer",
    sentAt: "2026-09-01T22:30:00Z",
    body: "Bonjour,\n\nMerci d’enregistrer dans votre serveur CAS\nles adresses publiques de PRONOTE.\n\n- UAI : 0440001M",
    reminder: 1,
  } as const;
  const { texts } = realWorld();

  it("stays in its thread, and quotes number, day in Paris and what was asked", () => {
    const { subject, body } = reminderLetter(texts, "fr", reminded);
    expect(subject).toBe(`Re: ${reminded.subject}`);
    expect(reminderLetter(texts, "fr", { ...reminded, subject }).subject).toBe(subject);
    expect(body).toMatch(/^Bonjour,\n/);
    expect(body).toContain("le 2 septembre 2026");
    expect(body).toContain(
      "> Merci d’enregistrer dans votre serveur CAS les adresses publiques de PRONOTE.\n",
    );
    expect(body).toContain("PSL-7F3K2M-1");
    expect(body).toContain("elle en est\u00A0?");
  });

  it("says the first of a month as it is said, and another thing the second time", () => {
    const first = reminderLetter(texts, "fr", { ...reminded, sentAt: "2026-10-01T10:00:00Z" });
    expect(first.body).toContain("le 1er octobre 2026");
    const last = reminderLetter(texts, "fr", { ...reminded, reminder: 2 });
    expect(last.body).toContain("du 2 septembre 2026");
    expect(last.body).not.toBe(reminderLetter(texts, "fr", reminded).body);
    const english = reminderLetter(texts, "en", reminded).body;
    expect(english).toContain("on 2 September 2026");
    expect(english).not.toMatch(/Bonjour|réponse/);
  });

  it("quotes one line, however the mail is written", () => {
    expect(askedIn("Bonjour,\n\n\nQuand ?")).toBe("Quand ?");
    expect(askedIn("Bonjour, pouvez-vous regarder ?\n\nMerci")).toBe("Bonjour, pouvez-vous regarder ?");
    expect(askedIn("")).toBe("");
    const long = askedIn(`Madame, Monsieur,\n\n${"interconnexion ".repeat(40)}`);
    expect(long.length).toBeLessThanOrEqual(161);
    expect(long).toMatch(/interconnexion…$/);
  });
});
