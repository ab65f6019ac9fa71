import type { StoredTurn, Update } from "../../adapter.ts";
import type { Figure, FigureTable, Language, Ticket } from "../../../src/message.ts";

/** A text of `locales/` in the language of what is being shown. */
export type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string;

/** What the pages are rendered from. */
export type Scene = {
  readonly say: Say;
  readonly language: Language;
  /** Null before the first input: the greeting is then shown from a sample. */
  readonly conversation: string | null;
  readonly turns: readonly StoredTurn[];
  /** What was added between turns. */
  readonly updates: readonly Update[];
  /** A fresh event id for each form, so that a form sent twice is one turn. */
  readonly eventId: () => string;
  /** A figure in rows, in the language of what is being shown. */
  readonly table: (figure: Figure) => FigureTable;
};

function offers(turn: StoredTurn): boolean {
  return turn.messages.some((output) => output.type !== "ticket" && output.choices.length > 0);
}

/** The last turn that was answered or offers something: only its choices, and those added since, can still be made. */
export function liveFrom(turns: readonly StoredTurn[]): number {
  return Math.max(
    0,
    turns.findLastIndex((turn) => turn.input !== null || offers(turn)),
  );
}

/** Each ticket as it stands now: its first card says so too. */
export function latestTickets({
  turns,
  updates,
}: Pick<Scene, "turns" | "updates">): ReadonlyMap<string, Ticket> {
  const latest = new Map<string, Ticket>();
  for (const output of [...turns, ...updates].flatMap((one) => one.messages)) {
    if (output.type === "ticket") latest.set(output.id, output);
  }
  return latest;
}

/** Labels of the choices offered before turn `at`, the latest wording first. */
export function labelOf(turns: readonly StoredTurn[], at: number, choice: string): string | undefined {
  for (let index = at - 1; index >= 0; index -= 1) {
    for (const output of turns[index]?.messages ?? []) {
      const found = output.type === "ticket" ? undefined : output.choices.find((one) => one.id === choice);
      if (found !== undefined) return found.label;
    }
  }
  return undefined;
}

function edits(turn: StoredTurn | undefined): boolean {
  return turn?.input?.kind === "choose" && turn.input.id === "edit";
}

/** A draft edited in place is two turns, `edit` and the new text; people made one gesture. */
export function isEditing(turns: readonly StoredTurn[], at: number): "opening" | "saving" | null {
  if (edits(turns[at]) && turns[at + 1]?.input?.kind === "say") return "opening";
  return edits(turns[at - 1]) && turns[at]?.input?.kind === "say" ? "saving" : null;
}

/** A text that may not exist, e.g. the title of a flow that has none. */
export function maybeSay(
  scene: Pick<Scene, "say">,
  key: string,
  values?: Parameters<Say>[1],
): string | undefined {
  try {
    return scene.say(key, values);
  } catch {
    return undefined;
  }
}
