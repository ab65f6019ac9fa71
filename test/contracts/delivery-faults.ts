import { afterEach, expect, it, vi } from "vitest";
import type { Named, Person, Told } from "./channel.ts";
import { gated } from "./gate.ts";
import type { Houses } from "./house.ts";
import { HOSTED, START, words } from "./house.ts";

/** Events that come again, cross one another, or are answered to nobody. */
export function redelivery<P extends Person>(
  event: Named<P, "redelivery">,
  { house, seat }: Houses<P>,
): void {
  it.each([1, 2, 3, 4, 5])("takes an event delivered %i times once, however they cross", async (times) => {
    const { assistant, turns } = await house();
    const person = await seat(assistant);
    const events = [event(person, { choose: START }), event(person, { say: HOSTED })] as const;
    const deliveries = Array.from({ length: 2 * times }, (_, at) => events[at % 2 === 0 ? 0 : 1]);
    const answers = await Promise.all(deliveries.map((deliver) => deliver()));
    for (const of of [0, 1]) {
      const own = answers.filter((_, at) => at % 2 === of);
      expect(new Set(own.map((one) => JSON.stringify(one))).size).toBe(1);
    }
    const kept = await turns();
    expect(kept).toHaveLength(3);
    expect(kept.at(-1)?.turn.facts).toMatchObject({ hosting: "hosted" });
  });

  it("answers an event that comes again after later ones as the first time, and moves nothing", async () => {
    const { assistant, turns } = await house();
    const person = await seat(assistant);
    const start = event(person, { choose: START });
    const question = await start();
    const second = await person.choose(question.choices[0] ?? "");
    expect(await start()).toEqual(question);
    expect(await turns()).toHaveLength(3);
    expect((await person.back()).choices).toEqual(question.choices);
    expect((await person.choose(question.choices[0] ?? "")).choices).toEqual(second.choices);
  });

  it("gives the answer that was lost when the event is sent again", async () => {
    const { assistant, turns } = await house();
    const gate = gated(assistant);
    const person = await seat(gate.assistant);
    const start = event(person, { choose: START });
    const stored = gate.close("after");
    const line = new AbortController();
    const lost = start(line.signal);
    await stored;
    line.abort();
    await expect(lost).rejects.toThrow();
    gate.open();
    const question = await start();
    expect(question.choices.length).toBeGreaterThan(1);
    expect(await turns()).toHaveLength(2);
  });
}

/** More turns than are taken of one person. */
export function limit<P extends Person>(
  secondsToWait: Named<P, "limit">,
  event: Named<P, "redelivery">,
  { house, seat }: Houses<P>,
): void {
  afterEach(() => {
    vi.useRealTimers();
  });

  it("says how long to wait where there are too many turns, and takes the turn after that", async () => {
    // Only the time of day: it passes without anybody waiting for it.
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
    const pass = (seconds: number): unknown => vi.setSystemTime(Date.now() + seconds * 1000);
    const { assistant, turns } = await house();
    const person = await seat(assistant, { turnsAMinute: 2 });
    await person.choose(START);
    const question = await person.say(HOSTED);
    const answer = event(person, { choose: question.choices[0] ?? "" });
    const refused = await answer();
    const wait = secondsToWait(person) ?? 0;
    expect(wait).toBeGreaterThan(2);
    expect(words(refused.text)).toContain(String(wait));
    pass(wait - 2);
    await answer();
    expect(secondsToWait(person)).not.toBeNull();
    expect(await turns()).toHaveLength(3);
    pass(2);
    const taken = await answer();
    expect(secondsToWait(person)).toBeNull();
    expect(taken.choices).not.toEqual(question.choices);
    expect(await turns()).toHaveLength(4);
  });
}

/** A line that is cut while something is told over it. */
export function following<P extends Person>(follow: Named<P, "following">, { house, seat }: Houses<P>): void {
  it("goes on where the line was cut, wherever it was: nothing lost, nothing twice, all in order", async () => {
    const { assistant, add } = await house();
    const person = await seat(assistant);
    const texts = ["un", "deux", "trois", "quatre", "cinq"].map((number) => `Message ${number} ✓`);
    for (const text of texts.slice(0, 4)) await add(text);
    let size = 0;
    const whole = await follow(person, 0, (told, bytes) => {
      size = bytes;
      return told.length === 4;
    });
    expect(whole.map((one) => one.text)).toEqual(texts.slice(0, 4));
    await add(texts[4] ?? "");
    for (let at = 1; at < size; at += 43) {
      const before = await follow(person, 0, (_, bytes) => bytes >= at);
      const missing = texts.length - before.length;
      const after: readonly Told[] = await follow(
        person,
        before.at(-1)?.seq ?? 0,
        (told) => told.length >= missing,
      );
      const both = [...before, ...after].map((one) => one.text);
      expect(both, `cut after ${at} bytes`).toEqual(texts);
    }
  });
}
