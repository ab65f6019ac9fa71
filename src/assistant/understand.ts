import { OUT_OF_SCOPE } from "../language/model/judge.ts";
import type { Reading } from "../language/read.ts";
import { isOfPeople } from "../language/weighed.ts";
import type { Advice } from "../llm/advice.ts";
import type { Matter } from "./matter.ts";
import { isUnderWay } from "./matter.ts";
import type { Talk } from "./talk.ts";
import { where } from "./talk.ts";

/** What becomes of a message, beside the facts it gives. */
export type Understood =
  /** Taken up; `then` waits until the first is over. */
  | { readonly kind: "matter"; readonly matter: Matter; readonly then: Matter | null }
  /** Put as buttons. */
  | { readonly kind: "offers"; readonly matters: readonly Matter[] }
  | { readonly kind: "out-of-scope"; readonly topic: string | null }
  /** Words of courtesy: thanks, a greeting, « who are you? ». */
  | { readonly kind: "courtesy" }
  /** Somebody who looks after no ENT: he is told what helps him. */
  | { readonly kind: "visitor"; readonly speaker: string; readonly matter: Matter | null }
  | { readonly kind: "nothing" };

const NOTHING: Understood = { kind: "nothing" };

/** Intents that are never a matter to take up: said in passing. */
const PASSING: ReadonlySet<string> = new Set(["greeting", OUT_OF_SCOPE]);

/** So few words, naming no other matter, answer what was asked rather than change the subject. */
const FEW_WORDS = 7;

/** The intent a message of facts alone is taken for. */
const RESTART = "restart";

/** Readings less likely than this are not worth a button. */
const WORTH_OFFERING = 0.08;

/** What a message is about, where the conversation stands. `asked`: the fact the last question was about. */
export function understand(
  talk: Talk,
  reading: Reading,
  asked: string | null,
  advice: Advice | null,
): Understood {
  const { judged } = reading;
  const facts = Object.keys(reading.facts);
  // An answer to the question at hand is no change of subject.
  if (asked !== null && facts.includes(asked)) return NOTHING;
  const at = where(talk);
  const sure = judged !== null && judged.decision === "act" && !PASSING.has(judged.intent) ? judged : null;
  if (isVisitor(talk, reading)) return { kind: "visitor", speaker: reading.speaker ?? "", matter: sure };
  if (judged?.decision === "out-of-scope") {
    // « en fait si » or « je suis administrateur » speaks of nothing: it is no other matter.
    if (at !== undefined && (facts.length > 0 || !namesMatter(reading))) return NOTHING;
    if (reading.speaker === "admin" && facts.length === 0 && !namesMatter(reading))
      return { kind: "courtesy" };
    return { kind: "out-of-scope", topic: reading.topic };
  }
  if (judged?.decision === "act" && judged.intent === "greeting" && facts.length === 0)
    return { kind: "courtesy" };
  if (sure !== null) {
    if (isUnderWay(talk, sure)) return NOTHING;
    // « on est hébergés » alone begins the restart; told while something else is under way it is only a fact.
    if (at !== undefined && sure.intent === RESTART && facts.length > 0 && reading.wanted !== RESTART)
      return NOTHING;
    return { kind: "matter", matter: sure, then: reading.second };
  }
  return guessed(talk, reading, advice);
}

/** A message whose matter is not sure: what its facts imply, what a model advises, else the likely ones as buttons. */
function guessed(talk: Talk, { judged, facts }: Reading, advice: Advice | null): Understood {
  const names = Object.keys(facts);
  const at = where(talk);
  const begun = talk.state.situation.flat().some((one) => one.kind === "open");
  const take = (intent: string): Understood => ({
    kind: "matter",
    matter: { intent, case: null },
    then: null,
  });
  if (at === undefined && (names.includes("message") || names.includes("cas_code")))
    return take("login-failure");
  const options = (judged?.options ?? []).filter(
    (one) => one.score >= WORTH_OFFERING && !PASSING.has(one.intent) && !isUnderWay(talk, one),
  );
  if (advice !== null && !PASSING.has(advice.intent) && !isUnderWay(talk, advice)) {
    const agreed = options.some((one) => one.intent === advice.intent && one.case === advice.case);
    if (agreed) return { kind: "matter", matter: advice, then: null };
    return { kind: "offers", matters: [advice, ...options].slice(0, 3) };
  }
  // Where somebody cannot get in, what is described is no restart.
  if (at === undefined && names.some(isOfPeople)) {
    return options.length > 1 ? { kind: "offers", matters: options } : take("login-failure");
  }
  if (names.length > 0) return at === undefined && !begun ? take(RESTART) : NOTHING;
  if (judged === null || judged.intent === "greeting" || options.length === 0) return NOTHING;
  return { kind: "offers", matters: options };
}

/** Whether a message that is out of scope says of what it speaks, or is long enough to speak of something. */
function namesMatter({ topic, wanted, length }: Reading): boolean {
  return topic !== null || wanted === OUT_OF_SCOPE || length > FEW_WORDS;
}

/** Somebody who says he is a parent or a pupil and, before anything is under way, not an admin as well. */
function isVisitor(talk: Talk, { speaker }: Reading): boolean {
  return (speaker === "guardian" || speaker === "pupil") && where(talk) === undefined;
}
