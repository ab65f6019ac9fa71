import { Bench } from "tinybench";
import { createMachine, transition } from "xstate";
import type { AnyMachineSnapshot } from "xstate";
import { decode, encode } from "../src/dialogue/codec.ts";
import type { Flow, Flows } from "../src/dialogue/flow.ts";
import { flowSchema } from "../src/dialogue/flow.ts";
import { position } from "../src/dialogue/next.ts";
import { settle } from "../src/dialogue/situation.ts";
import type { Line } from "./line.ts";
import { ms } from "./line.ts";
import { median } from "./median.ts";

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
function engineDialogue(): number {
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
function xstateDialogue(): number {
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

/** An engine turn with its state as JSON, against XState's `transition` with its snapshot as JSON. */
export async function measureEngine(rounds: number): Promise<readonly Line[]> {
  const turns = engineDialogue();
  if (turns !== QUESTIONS.length || xstateDialogue() !== turns) throw new Error("the two dialogues differ");
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const bench = new Bench({ time: 300, warmupTime: 100 });
    bench.add("engine", engineDialogue).add("xstate", xstateDialogue);
    await bench.run();
    const [engine, xstate] = bench.tasks.map((task) =>
      task.result.state === "completed" ? task.result.latency.p50 / turns : Number.NaN,
    );
    ours.push(engine ?? Number.NaN);
    theirs.push(xstate ?? Number.NaN);
  }
  const ratio = median(theirs.map((value, index) => value / (ours[index] ?? Number.NaN)));
  return [
    {
      what: "engine turn with JSON state",
      figure: `${ms(median(ours))}; XState transition + JSON ${ms(median(theirs))}; ${ratio.toFixed(1)} times as fast`,
      wanted: "≥ 5 times",
      ok: ratio >= 5,
    },
  ];
}
