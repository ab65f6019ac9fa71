import { createMachine, transition } from "xstate";
import type { AnyMachineSnapshot } from "xstate";
import { decode, encode } from "../src/dialogue/codec.ts";
import type { Flow, Flows } from "../src/dialogue/flow.ts";
import { flowSchema } from "../src/dialogue/flow.ts";
import { position } from "../src/dialogue/next.ts";
import { settle } from "../src/dialogue/situation.ts";

/** The same ten questions for both: an answer in, the next question out, the state as JSON in between. */
const QUESTIONS = Array.from({ length: 10 }, (_, index) => `q${index}`);

const flow: Flow = flowSchema.parse({
  flow: "toy",
  steps: [
    ...QUESTIONS.map((id) => ({
      id,
      kind: "ask",
      fact: `fact_${id.replace(/\d/, (d) => "abcdefghij"[Number(d)] ?? "")}`,
    })),
    { id: "end", kind: "end" },
  ],
});
const flows: Flows = new Map([["toy", flow]]);

/** Ten turns of our engine, from an empty conversation to its end. */
export function engineDialogue(): number {
  let json = encode([[{ kind: "open", key: "toy" }]]);
  let turns = 0;
  for (;;) {
    const situation = decode(json);
    const at = position(flows, situation);
    if (at === undefined || at.step.kind !== "ask") return turns;
    json = encode(settle(situation, [{ kind: "fact", key: at.step.fact, value: "yes", from: "chosen" }]));
    turns += 1;
  }
}

const machine = createMachine({
  id: "toy",
  initial: "q0",
  context: {},
  states: Object.fromEntries([
    ...QUESTIONS.map((id, index) => [id, { on: { ANSWER: { target: QUESTIONS[index + 1] ?? "end" } } }]),
    ["end", { type: "final" }],
  ]),
});

/** Ten turns of XState's pure `transition`, its snapshot through JSON each turn. */
export function xstateDialogue(): number {
  let json = JSON.stringify(machine.getInitialSnapshot(null as never));
  let turns = 0;
  for (;;) {
    const snapshot = machine.resolveState(JSON.parse(json) as never) as AnyMachineSnapshot;
    if (snapshot.status === "done" || snapshot.value === "end") return turns;
    const [next] = transition(machine, snapshot as never, { type: "ANSWER", value: "yes" } as never);
    json = JSON.stringify(next);
    turns += 1;
  }
}
