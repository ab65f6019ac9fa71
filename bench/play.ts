import { encodeState, newState, NO_NOTES } from "../src/assistant/state.ts";
import type { Notes, State } from "../src/assistant/state.ts";
import { greet, turn } from "../src/assistant/turn.ts";
import type { Stepped, TurnInput } from "../src/assistant/turn.ts";
import type { World } from "../src/assistant/world.ts";
import { awaiting, reply } from "../test/stories/drive.ts";

export type Played = {
  readonly turns: number;
  readonly questions: number;
  /** Messages with a step of their own. */
  readonly steps: number;
  /** The most the state weighed, in bytes of UTF-8. */
  readonly bytes: number;
};

/** What an admin who knows `facts` answers to what was said last, as every story answers. */
function answerTo(facts: Readonly<Record<string, string>>, { messages, turn: said }: Stepped): TurnInput {
  const asked = awaiting({ outputs: messages, turn: said });
  if (asked === undefined) throw new Error("nothing awaits an answer");
  const line = reply(facts, asked);
  return "say" in line
    ? { kind: "say", text: line.say }
    : { kind: "choose", id: "choose" in line ? line.choose : "" };
}

/** Plays a yearly restart to its end in memory, and weighs its state at every turn. */
export function playRestart(world: World, facts: Readonly<Record<string, string>>): Played {
  let state: State = newState("fr", true);
  let notes: Notes = NO_NOTES;
  const steps = new Set<string>();
  let bytes = 0;
  let questions = 0;
  const context = (seq: number) => ({
    seq,
    now: "2026-09-02T08:00:00.000Z",
    caseNumber: "PSL-000000",
    idleHours: 0,
    tickets: [],
  });
  const take = (stepped: Stepped): Stepped => {
    ({ state, notes } = stepped);
    bytes = Math.max(bytes, Buffer.byteLength(encodeState(state)));
    for (const one of stepped.messages) {
      if (one.type === "message" && one.asks !== null) questions += 1;
      if (one.type !== "ticket") steps.add(one.step);
    }
    return stepped;
  };
  take(greet(world, state, notes, context(0)));
  let input: TurnInput = { kind: "choose", id: "restart" };
  for (let seq = 1; seq < 100; seq++) {
    const stepped = turn(world, state, notes, input, context(seq));
    if (stepped.kind === "refused") throw new Error(stepped.message);
    take(stepped);
    if (stepped.turn.done) return { turns: seq, questions, steps: steps.size, bytes };
    input = answerTo(facts, stepped);
  }
  throw new Error("the restart does not end");
}
