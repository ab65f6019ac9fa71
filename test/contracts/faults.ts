import { setTimeout as pause } from "node:timers/promises";
import { expect, it } from "vitest";
import { choosingTwice, hangingUp, oldChoices, typingAhead } from "./answer-faults.ts";
import type { Channel, Named, Person } from "./channel.ts";
import { following, limit, redelivery } from "./delivery-faults.ts";
import { gated } from "./gate.ts";
import type { Houses } from "./house.ts";
import { HOSTED, START, words } from "./house.ts";

/** What every channel must do when something goes wrong, as far as it can go wrong there. */
export function faultContract<P extends Person>(channel: Channel<P>, houses: Houses<P>): void {
  const { can } = channel;
  untidy(channel, houses);
  backlog(houses);
  between(houses);
  stopping(houses);
  if (can.redelivery !== undefined) redelivery(can.redelivery, houses);
  if (can.typingAhead !== undefined) typingAhead(can.typingAhead, houses);
  if (can.choosingTwice !== undefined) choosingTwice(houses);
  if (can.oldChoices !== undefined) oldChoices(can.oldChoices, houses);
  if (can.limit !== undefined && can.redelivery !== undefined) limit(can.limit, can.redelivery, houses);
  if (can.following !== undefined) following(can.following, houses);
  if (can.hangingUp !== undefined) hangingUp(can.hangingUp, houses);
  takesNot("takes nothing that is not the person’s own", can.forgery ?? {}, houses);
  takesNot("does not answer a program", can.programs ?? {}, houses);
  if (can.strangers !== undefined) strangers(can.strangers, houses);
}

function untidy<P extends Person>({ malformed }: Channel<P>, { house, seat }: Houses<P>): void {
  it.each(Object.entries(malformed))("keeps nothing of %s, and goes on", async (_name, send) => {
    const { assistant, turns } = await house();
    const person = await seat(assistant);
    const question = await person.choose(START);
    const shown = await send(person);
    expect(shown.text).not.toMatch(/Error|node_modules|\bat \w+ \(/);
    expect(await turns()).toHaveLength(2);
    const after = await person.choose(question.choices[0] ?? "");
    expect(after.choices.length).toBeGreaterThan(0);
    expect(await turns()).toHaveLength(3);
  });
}

function backlog<P extends Person>({ house, seat }: Houses<P>): void {
  it("shows who comes back what was stored meanwhile, once and in order", async () => {
    const { assistant, conversation, add } = await house();
    const person = await seat(assistant);
    await person.choose(START);
    await add("Vu avant de partir.");
    await person.next();
    await person.leave();
    const input = { kind: "say", text: HOSTED } as const;
    const taken = await assistant.take({ conversation: await conversation(), eventId: "unseen", input });
    if (taken.kind !== "taken") throw new Error(taken.message);
    const texts = ["Premier message.", "Deuxième message.", "Troisième message."];
    for (const text of texts) await add(text);

    const again = await seat(assistant, { again: true });
    const seen = words(again.greeting.text);
    expect(seen.match(/(Premier|Deuxième|Troisième) message|Vu avant/g)).toEqual(
      texts.map((text) => text.slice(0, -1)),
    );
    const asked = taken.messages.findLast((one) => one.type === "message");
    expect(again.greeting.choices).toEqual(asked?.choices.map((one) => one.label));
    await again.leave();
    const later = await seat(assistant, { again: true });
    expect(later.greeting.text).not.toContain("message.");
    expect(later.greeting.choices).toEqual(again.greeting.choices);
  });
}

function between<P extends Person>({ house, seat }: Houses<P>): void {
  it("leaves the question on show as it is when something is added", async () => {
    const { assistant, turns, add } = await house();
    const person = await seat(assistant);
    const question = await person.choose(START);
    const told = person.next();
    await add("Un agent a lu votre demande.");
    expect(words((await told).text)).toContain("Un agent a lu votre demande.");
    await person.choose(question.choices[0] ?? "");
    expect((await turns()).at(-1)?.input).toEqual({ kind: "choose", id: "hosted" });
  });
}

function stopping<P extends Person>({ house, seat }: Houses<P>): void {
  it("lets a turn under way end before it stops", async () => {
    const { assistant, turns } = await house();
    const gate = gated(assistant);
    const person = await seat(gate.assistant);
    const arrived = gate.close("before");
    const said = Promise.allSettled([person.choose(START)]);
    await arrived;
    const left = person.leave();
    // Whoever does not wait for the turn has stopped by then.
    expect(await Promise.race([left.then(() => "stopped"), pause(200, "waits")])).toBe("waits");
    gate.open();
    await left;
    expect(await turns()).toHaveLength(2);
    await said;
  });
}

function takesNot<P extends Person>(
  title: string,
  acts: Named<P, "forgery">,
  { house, seat }: Houses<P>,
): void {
  it.each(Object.entries(acts))(`${title}: %s`, async (_name, act) => {
    const { assistant, turns } = await house();
    const person = await seat(assistant);
    expect(await act(person, { choose: START })).toBe(false);
    expect(await turns()).toHaveLength(1);
    expect((await person.choose(START)).choices).not.toContain(START);
    expect(await turns()).toHaveLength(2);
  });
}

function strangers<P extends Person>(tries: Named<P, "strangers">, { house, seat }: Houses<P>): void {
  it.each(Object.entries(tries))(
    "keeps a conversation to the person it is held with: %s",
    async (_, attempt) => {
      const { assistant, store, conversation } = await house();
      const owner = await seat(assistant);
      await owner.say(HOSTED);
      const owned = await conversation();
      const before = await store.read.conversation(owned);
      const stranger = await seat(assistant);
      const theirs = await attempt(stranger, owner);
      expect(theirs).toMatch(/^404 /);
      expect(theirs).toEqual(await attempt(stranger, null));
      expect(await store.read.conversation(owned)).toEqual(before);
    },
  );
}
