import { createHash } from "node:crypto";
import type { Input, StoredInput } from "../../adapters/adapter.ts";
import { factsOf, UNKNOWN } from "../dialogue/situation.ts";
import { redact } from "../escalation/redact.ts";
import type { Ask, Examined } from "../evidence/finding.ts";
import { besideOthers } from "../evidence/across-files.ts";
import { describe, provedBy } from "../findings.ts";
import { ownWords } from "../language/own-words.ts";
import { pastedEvidence } from "../language/pasted.ts";
import type { Adviser } from "../llm/adviser.ts";
import type { Language } from "../message.ts";
import { advise } from "./advise.ts";
import type { Received } from "./receive.ts";
import type { Notes, State } from "./state.ts";
import { supportWords } from "./support-words.ts";
import type { TurnInput } from "./turn.ts";
import { TEXT_LIMIT } from "./turn.ts";
import type { World } from "./world.ts";

export type Examine = (content: AsyncIterable<Uint8Array>, ask: Ask) => Promise<Examined>;

/** An input with all that must be found out before the transaction: a file examined, a text made safe to store. */
export type ReadyInput = {
  readonly input: TurnInput;
  /** What the turn keeps of it: redacted words, never a file's content. */
  readonly stored: StoredInput;
  /** Tells this input from another under the same event id: the input itself, or the hash of words and files. */
  readonly hash: string;
};

/** What is known of the conversation a file comes into. */
export type About = {
  readonly language: Language;
  readonly state: State;
  readonly notes: Notes;
  readonly now: Date;
};

/** The calendar day in Europe/Paris, `YYYY-MM-DD`: the day the file's dates are held against. */
export function parisDay(now: Date): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Paris", dateStyle: "short" }).format(now);
}

function hash(...parts: readonly string[]): string {
  return createHash("sha256").update(parts.join("\0")).digest("hex");
}

/**
 * Passes the bytes on and takes their hash on the way. Whoever has seen enough may stop: `digest` reads to the end, so
 * that it is the whole file's, and that a fault of what comes after (cut, too large) is not missed.
 */
function hashing(content: AsyncIterable<Uint8Array>): {
  readonly content: AsyncIterable<Uint8Array>;
  digest(): Promise<string>;
} {
  const sum = createHash("sha256");
  const source = content[Symbol.asyncIterator]();
  async function next(): Promise<IteratorResult<Uint8Array, undefined>> {
    const read = await source.next();
    if (read.done === true) return { done: true, value: undefined };
    sum.update(read.value);
    return read;
  }
  return {
    content: { [Symbol.asyncIterator]: () => ({ next }) },
    async digest() {
      while (!(await next()).done);
      return sum.digest("hex");
    },
  };
}

/** What an input is made ready with. */
export type Readying = {
  readonly world: World;
  readonly examine: Examine;
  /** A language model, where one is configured. */
  readonly adviser?: Adviser | undefined;
};

/** Makes an input ready; null where it comes into no conversation that is known and would have to be looked at. */
export async function readyInput(
  parts: Readying,
  input: Input,
  about: () => Promise<About | null>,
): Promise<ReadyInput | null> {
  switch (input.kind) {
    case "say":
      return readyText(parts, input.text, about);
    case "choose":
      return { input, stored: { kind: "choose", id: input.id }, hash: `choose ${input.id}` };
    case "revise": {
      const body = redact(input.body, { keep: supportWords(parts.world) }).text;
      return { input, stored: { kind: "revise", body }, hash: hash("revise", input.body) };
    }
    case "back":
    case "restart":
      return { input, stored: input, hash: input.kind };
    case "file": {
      const known = await about();
      return known === null ? null : readyFile(parts, input, known);
    }
  }
}

/** A text made safe to store; an artefact pasted into it is examined, and where it is not sure a model is asked. */
async function readyText(
  parts: Readying,
  text: string,
  about: () => Promise<About | null>,
): Promise<ReadyInput> {
  const { world, adviser } = parts;
  const asSaid = { hash: hash("say", text), stored: { kind: "say", text: "" } } as const;
  if (text.length > TEXT_LIMIT) return { ...asSaid, input: { kind: "say", text } };
  const redacted = redact(text, { keep: supportWords(world) }).text;
  const ready = { ...asSaid, stored: { kind: "say", text: redacted } } as const;
  const paste = pastedEvidence(ownWords(text).body);
  const known = paste === null && adviser === undefined ? null : await about();
  if (known === null || known.state.mode === "editing") return { ...ready, input: { kind: "say", text } };
  const received = paste === null ? null : await receivedOf(parts, bytesOf(paste.evidence), known);
  if (paste !== null && received !== null && received.described.verdict !== "unknown") {
    return { ...ready, input: { kind: "say", text, pasted: { received, rest: paste.rest } } };
  }
  const advice = adviser === undefined ? null : await advise(world, adviser, known, text, redacted);
  return { ...ready, input: { kind: "say", text, advice } };
}

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text.trim());
}

async function readyFile(
  parts: Readying,
  input: Extract<Input, { kind: "file" }>,
  about: About,
): Promise<ReadyInput> {
  const through = hashing(input.content);
  const received = await receivedOf(parts, through.content, about);
  // A file's name may be a person's: it is not kept as it is.
  const name = redact(input.name).text.slice(0, 120);
  return {
    input: { kind: "file", received },
    stored: { kind: "file", name },
    hash: hash("file", await through.digest()),
  };
}

/** Examines an artefact, held against what is known of the conversation. */
async function receivedOf(
  { world, examine }: Readying,
  content: AsyncIterable<Uint8Array>,
  { language, state, notes, now }: About,
): Promise<Received> {
  const known = factsOf(state.situation);
  const alone = await examine(content, {
    today: parisDay(now),
    uai: known.get("uai")?.value,
    seen: new Set(notes.files),
    declared: ["public_url_web", "public_url_client"].flatMap((fact) => {
      const url = known.get(fact)?.value;
      return url === undefined || url === UNKNOWN ? [] : [url];
    }),
  });
  // Another school is a contradiction the person is asked about, so only addresses are held against earlier files.
  const examined = besideOthers(alone, {
    clues: [{ services: notes.services ?? [], tickets: {} }],
    uais: [],
  });
  const described = describe(examined, world.catalogue.findings, world.texts, language);
  const facts = { ...provedBy(examined, world.catalogue.findings), ...examined.facts };
  return { described, facts, fingerprint: examined.fingerprint, services: examined.clues?.services ?? [] };
}
