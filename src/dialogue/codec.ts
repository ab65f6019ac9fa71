import type { Mark, Provenance, Situation } from "./situation.ts";
import { isOutcome } from "./situation.ts";

/**
 * A situation as short JSON: one string a turn, one line of it a mark.
 * `hosting=c:hosted` a fact (first letter of its provenance) · `restart/stop+` a step done, `restart/intro.` one shown,
 * `restart/stop.blocked` any other outcome · `>restart` a flow opened · `!uai-mismatch` a finding. Kept under 1 KB for a
 * whole restart.
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

const OPEN = ">".charCodeAt(0);
const FINDING = "!".charCodeAt(0);

/** A value never breaks the line its mark stands on. */
function oneLine(value: string): string {
  return value.includes("\n") ? value.replaceAll("\n", " ") : value;
}

function encodeMark(mark: Mark): string {
  switch (mark.kind) {
    case "fact":
      return `${mark.key}=${LETTER[mark.from]}:${oneLine(mark.value)}`;
    case "outcome":
      if (mark.value === "done") return `${mark.key}+`;
      return mark.value === "shown" ? `${mark.key}.` : `${mark.key}.${mark.value}`;
    case "open":
      return `>${mark.key}`;
    case "finding":
      return `!${mark.key}`;
  }
}

function decodeMark(text: string): Mark | undefined {
  const first = text.charCodeAt(0);
  if (first === OPEN) return { kind: "open", key: text.slice(1) };
  if (first === FINDING) return { kind: "finding", key: text.slice(1) };
  const equals = text.indexOf("=");
  if (equals > 0) {
    const from = PROVENANCE.get(text.charAt(equals + 1));
    return from && { kind: "fact", key: text.slice(0, equals), value: text.slice(equals + 3), from };
  }
  if (text.endsWith("+")) return { kind: "outcome", key: text.slice(0, -1), value: "done" };
  const dot = text.lastIndexOf(".");
  if (dot < 0) return undefined;
  const value = text.slice(dot + 1) || "shown";
  return isOutcome(value) ? { kind: "outcome", key: text.slice(0, dot), value } : undefined;
}

/** JSON of a situation. */
export function encode(situation: Situation): string {
  const groups = situation.map((group) => {
    let lines = "";
    for (const mark of group) lines += lines === "" ? encodeMark(mark) : `\n${encodeMark(mark)}`;
    return lines;
  });
  return JSON.stringify(groups);
}

/** The situation its JSON holds, already parsed; marks of a kind this version no longer knows are left out. */
export function fromStored(groups: readonly string[]): Situation {
  return groups.map((group) => {
    const marks: Mark[] = [];
    for (const line of group.includes("\n") ? group.split("\n") : [group]) {
      const mark = decodeMark(line);
      if (mark !== undefined) marks.push(mark);
    }
    return marks;
  });
}

/** The situation a JSON holds; marks of a kind this version no longer knows are left out. */
export function decode(json: string): Situation {
  return fromStored(JSON.parse(json) as string[]);
}
