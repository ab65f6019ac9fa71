import { outcomeSchema } from "./condition.ts";
import type { Mark, Provenance, Situation } from "./situation.ts";

/**
 * A situation as short JSON: one list a turn, one string a mark.
 * `hosting=c:hosted` a fact (first letter of its provenance) · `restart/stop.done` an outcome · `>restart` a flow
 * opened · `!uai-mismatch` a finding. Kept under 1 KB for a whole restart.
 */

const LETTER: Readonly<Record<Provenance, string>> = {
  said: "s",
  chosen: "c",
  upload: "u",
  probe: "p",
  inferred: "i",
  ticket: "t",
};

const PROVENANCE = new Map(Object.entries(LETTER).map(([name, letter]) => [letter, name as Provenance]));

function encodeMark(mark: Mark): string {
  switch (mark.kind) {
    case "fact":
      return `${mark.key}=${LETTER[mark.from]}:${mark.value}`;
    case "outcome":
      return `${mark.key}.${mark.value === "shown" ? "" : mark.value}`;
    case "open":
      return `>${mark.key}`;
    case "finding":
      return `!${mark.key}`;
  }
}

function decodeMark(text: string): Mark | undefined {
  if (text.startsWith(">")) return { kind: "open", key: text.slice(1) };
  if (text.startsWith("!")) return { kind: "finding", key: text.slice(1) };
  const fact = /^([a-z_]+)=([a-z]):(.*)$/s.exec(text);
  if (fact) {
    const from = PROVENANCE.get(fact[2] ?? "");
    return from && { kind: "fact", key: fact[1] ?? "", value: fact[3] ?? "", from };
  }
  const dot = text.lastIndexOf(".");
  if (dot < 0) return undefined;
  const outcome = outcomeSchema.safeParse(text.slice(dot + 1) || "shown");
  return outcome.success ? { kind: "outcome", key: text.slice(0, dot), value: outcome.data } : undefined;
}

/** JSON of a situation. */
export function encode(situation: Situation): string {
  return JSON.stringify(situation.map((group) => group.map(encodeMark)));
}

/** The situation a JSON holds; marks of a kind this version no longer knows are left out. */
export function decode(json: string): Situation {
  const groups = JSON.parse(json) as string[][];
  return groups.map((group) => group.map(decodeMark).filter((mark) => mark !== undefined));
}
