import { describe, expect, it } from "vitest";
import { explore } from "../../src/dialogue/check/explore.ts";
import type { Flow } from "../../src/dialogue/flow.ts";
import { next } from "../../src/dialogue/next.ts";
import type { Mark, Situation } from "../../src/dialogue/situation.ts";
import { extend, UNKNOWN } from "../../src/dialogue/situation.ts";
import { readModel } from "../../src/read-model.ts";
import { ROOT } from "../../src/root.ts";

const { model } = readModel(ROOT);

function flowOf(id: string): Flow {
  const flow = model.flows.get(id);
  if (flow === undefined) throw new Error(`no flow ${id}`);
  return flow;
}

/** Facts a person may have stated before any question, each not said, or said to be one of its values or unknown. */
const STATED = ["hosting", "setup", "same_machine", "product", "identifiers_distributed", "urls_changed"];

function situations(): readonly Situation[] {
  let all: Mark[][] = [[{ kind: "open", key: "restart" }]];
  for (const fact of STATED) {
    const values = [...(model.facts.get(fact)?.values ?? []), UNKNOWN];
    all = all.flatMap((marks) => [
      marks,
      ...values.map((value): Mark[] => [...marks, { kind: "fact", key: fact, value, from: "said" }]),
    ]);
  }
  return all.map((marks) => [marks]);
}

const restart = flowOf("restart");
const starts = situations();
const graph = explore(restart, model.flows, model.facts, starts);

/** One way from a start to its end: every step done, questions left open answered with each of their values in turn. */
function walkOn(start: Situation, turn: number): Situation {
  let situation = start;
  for (let steps = 0; steps < 100; steps++) {
    const at = next(restart, model.flows, situation);
    if (at === undefined) return situation;
    const { step } = at;
    const domain = step.kind === "ask" ? model.facts.get(step.fact) : undefined;
    const values =
      step.kind === "ask"
        ? [...(domain?.free === true ? ["x"] : (step.offer ?? domain?.values ?? [])), UNKNOWN]
        : [];
    const mark: Mark =
      step.kind === "ask"
        ? {
            kind: "fact",
            key: step.fact,
            value: values[(turn + steps) % values.length] ?? UNKNOWN,
            from: "chosen",
          }
        : { kind: "outcome", key: at.path, value: step.kind === "explain" ? "shown" : "done" };
    const again: Mark[] = step.kind === "ask" ? [{ kind: "outcome", key: at.path, value: "again" }] : [];
    situation = extend(situation, [mark, ...again]);
  }
  throw new Error("no end after a hundred steps");
}

describe("the restart, whatever was stated ahead", () => {
  it("never leaves anyone without a next step, and always comes to its end step", () => {
    expect(starts).toHaveLength(4 * 4 * 4 * 5 * 6 * 4);
    const over = graph.nodes.filter((node) => node.at === undefined);
    expect(over.length).toBeGreaterThan(0);
    expect(graph.nodes.filter((node) => node.at !== undefined && node.edges.length === 0)).toEqual([]);
    for (const node of over) expect(node.from?.node.at?.path).toBe("restart/end");
  });

  it("says one thing, and only one, of what was kept from last year; what is stopped is started again", () => {
    const told = /^restart\/(kept-|lost-moved|never-set|hosting-unknown)/;
    for (const [turn, start] of starts.entries()) {
      const outcomes = walkOn(start, turn)
        .flat()
        .filter((mark) => mark.kind === "outcome");
      const order = outcomes.map((mark) => mark.key);
      expect(order.filter((path) => told.test(path))).toHaveLength(1);
      for (const flow of ["web-hosted", "client-hosted", "web-self", "client-self"]) {
        const settings = order.filter((path) => path.startsWith(`${flow}/`));
        if (settings.length === 0) continue;
        expect(settings[0]).toBe(`${flow}/stop`);
        expect(settings.at(-1)).toBe(`${flow}/publish`);
        expect(settings.length).toBeGreaterThan(2);
      }
      const deleted = order.indexOf("last-year-identifiers/delete");
      if (deleted >= 0) expect(deleted).toBeLessThan(order.indexOf("new-identifiers/import"));
    }
  });
});
