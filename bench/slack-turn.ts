import { performance } from "node:perf_hooks";
import type { Line } from "./line.ts";
import { ms } from "./line.ts";
import { median, quantile } from "./median.ts";
import { startProgram } from "./slack/program.ts";
import type { Shown, Slack } from "./slack/slack.ts";
import { openSlack } from "./slack/slack.ts";

const TURNS = 60;
const CONVERSATIONS = 200;
const TURNS_EACH = 6;
const WARM_UP = 2;
const HAND_OFF_MS = 50;

/** How long each turn took: from the press to the next question, and to the acknowledgement; in milliseconds. */
type Taken = { readonly shown: number; readonly acknowledged: number };

/** One conversation: a question answered and taken back, again and again, each as soon as the next is shown. */
async function talk(slack: Slack, url: string, user: string, turns: number): Promise<readonly Taken[]> {
  const begun = slack.mention(url, user);
  let question: Shown = await begun.shown;
  await begun.acknowledged;
  const taken: Taken[] = [];
  for (let turn = 0; turn < turns; turn++) {
    // The last button is the way back.
    const button = turn % 2 === 0 ? question.buttons[0] : question.buttons.at(-1);
    if (button === undefined) throw new Error("a question without an answer");
    const from = performance.now();
    const pressed = slack.press(url, user, begun.thread, question, button);
    question = await pressed.shown;
    taken.push({ shown: question.at - from, acknowledged: await pressed.acknowledged });
  }
  return taken;
}

/**
 * Whole turns in Slack over HTTP, the store in memory, against Vercel's Chat SDK with its memory state: both verify the event,
 * show the next question and change the one answered, through the same stand-in of Slack's Web API.
 */
export async function measureSlackTurn(rounds: number): Promise<readonly Line[]> {
  const slack = await openSlack();
  const passerelle = await startProgram("passerelle", slack.api);
  const vercel = await startProgram("vercel", slack.api);
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < rounds + WARM_UP; round++) {
    for (const [program, times] of [
      [passerelle, ours],
      [vercel, theirs],
    ] as const) {
      const taken = await talk(slack, program.url, `U${round}`, TURNS);
      if (round >= WARM_UP) times.push(...taken.map((one) => one.shown));
    }
  }
  vercel.stop();
  const handOff = await atOnce(slack, passerelle.url);
  passerelle.stop();
  slack.close();

  const ratio = median(theirs) / median(ours);
  const [last, theirLast] = [quantile(ours, 0.99), quantile(theirs, 0.99)];
  return [
    {
      what: "whole turn in Slack, store in memory",
      figure: `${ms(median(ours))}, p99 ${ms(last)}; Vercel's chat ${ms(median(theirs))}, p99 ${ms(theirLast)}; ${ratio.toFixed(2)} times its speed`,
      wanted: "≥ 3 times, p99 lower",
      ok: ratio >= 3 && last < theirLast,
    },
    handOff,
  ];
}

/** How soon an event is acknowledged where many converse at once, each answering as soon as he is asked. */
async function atOnce(slack: Slack, url: string): Promise<Line> {
  const from = performance.now();
  const taken = await Promise.all(
    Array.from({ length: CONVERSATIONS }, (_, person) => talk(slack, url, `UX${person}`, TURNS_EACH)),
  );
  const seconds = (performance.now() - from) / 1_000;
  const acknowledged = taken.flat().map((one) => one.acknowledged);
  return {
    what: `hand-off from receiving to acknowledging, ${CONVERSATIONS} conversations at once`,
    figure: `${ms(median(acknowledged))}, p99 ${ms(quantile(acknowledged, 0.99))}; ${(acknowledged.length / seconds).toFixed(0)} turns a second`,
    wanted: `< ${HAND_OFF_MS} ms`,
    ok: median(acknowledged) < HAND_OFF_MS,
  };
}
