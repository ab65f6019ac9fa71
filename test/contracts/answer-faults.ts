import { expect, it } from "vitest";
import type { Named, Person } from "./channel.ts";
import { gated } from "./gate.ts";
import type { House, Houses } from "./house.ts";
import { HOSTED, START, words } from "./house.ts";

/** An answer the question after it offers too. */
const UNKNOWN = "Je ne sais pas";

/** Lines typed before the last is answered. */
export function typingAhead<P extends Person>(
  type: Named<P, "typingAhead">,
  { house, seat }: Houses<P>,
): void {
  it("takes what is typed while an answer is written, each line once and in order", async () => {
    const { assistant, turns } = await house();
    const gate = gated(assistant);
    const person = await seat(gate.assistant);
    const stored = gate.close("after");
    const first = person.choose(START);
    await stored;
    const lines = [HOSTED, "retour", "PRONOTE.net", "bonjour"];
    for (const line of lines) await type(person, `${line}\n`);
    gate.open();
    await first;
    const inputs = (await turns()).slice(2).map(({ input }) => (input?.kind === "say" ? input.text : ""));
    expect(inputs).toEqual(lines);
  });

  it("keeps the half of a line that was typed when an answer came", async () => {
    const { assistant, turns } = await house();
    const gate = gated(assistant);
    const person = await seat(gate.assistant);
    const stored = gate.close("after");
    const first = person.choose(START);
    await stored;
    await type(person, HOSTED.slice(0, 12));
    gate.open();
    await first;
    await person.say(HOSTED.slice(12));
    expect((await turns()).at(-1)?.input).toEqual({ kind: "say", text: HOSTED });
  });
}

function overSentence({ assistant }: House): string {
  return words(assistant.text("fr", "ui.question-over"));
}

/** Two answers to one question. */
export function choosingTwice<P extends Person>({ house, seat }: Houses<P>): void {
  it("takes one answer to a question, though a second was chosen before the next was shown", async () => {
    const home = await house();
    const gate = gated(home.assistant);
    const person = await seat(gate.assistant);
    const question = await person.choose(START);
    const stored = gate.close("after");
    const first = person.choose(question.choices[0] ?? "");
    await stored;
    const second = person.choose(UNKNOWN);
    gate.open();
    const answers = await Promise.all([first, second]);
    expect(words(answers.map((one) => one.text).join(" "))).toContain(overSentence(home));
    const kept = await home.turns();
    expect(kept).toHaveLength(3);
    expect(kept.at(-1)?.turn.facts).toEqual({ hosting: "hosted" });
  });
}

/** An answer to a question that is not asked any more. */
export function oldChoices<P extends Person>(
  choose: Named<P, "oldChoices">,
  { house, seat }: Houses<P>,
): void {
  it("says so where a question is answered that was answered already, and asks on", async () => {
    const home = await house();
    const person = await seat(home.assistant);
    const question = await person.choose(START);
    const second = await person.choose(question.choices[0] ?? "");
    expect(second.choices).toContain(UNKNOWN);
    const late = await choose(person, question, UNKNOWN);
    expect(words(late.text)).toBe(overSentence(home));
    expect(await home.turns()).toHaveLength(3);
    await choose(person, second, second.choices[0] ?? "");
    expect(await home.turns()).toHaveLength(4);
  });
}

/** A person who is gone before the answer. */
export function hangingUp<P extends Person>(hangUp: Named<P, "hangingUp">, { house, seat }: Houses<P>): void {
  it("finishes the turn of who hangs up in the middle, and can be gone on with", async () => {
    const { assistant, turns } = await house();
    const gate = gated(assistant);
    const person = await seat(gate.assistant);
    const question = await person.choose(START);
    const arrived = gate.close("before");
    const said = Promise.allSettled([person.choose(question.choices[0] ?? "")]);
    await arrived;
    const gone = hangUp(person);
    gate.open();
    await gone;
    await said;
    expect((await turns()).at(-1)?.turn.facts).toEqual({ hosting: "hosted" });
    const again = await seat(assistant, { again: true });
    expect(again.greeting.choices).not.toEqual(question.choices);
    expect((await again.back()).choices).toEqual(question.choices);
  });

  it("takes the last words of who hangs up at once", async () => {
    const { assistant, turns } = await house();
    const person = await seat(assistant);
    await person.choose(START);
    await hangUp(person, HOSTED);
    expect((await turns()).at(-1)?.input).toEqual({ kind: "say", text: HOSTED });
  });
}
