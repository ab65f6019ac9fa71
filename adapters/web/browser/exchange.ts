import type { Answer } from "./deliver.ts";
import { deliver, postJson } from "./deliver.ts";
import { freshId } from "./dom.ts";
import { keepPending } from "./kept.ts";
import { apply, dropEcho, echoWords } from "./log.ts";
import { complain } from "./notices.ts";
import { shown } from "./shown.ts";

let busy = false;

const idle: (() => void)[] = [];

/** Resolves once nothing is on its way. */
export function whenIdle(): Promise<void> {
  return busy ? new Promise((resolve) => idle.push(resolve)) : Promise.resolve();
}

/** Whether something is on its way: one thing at a time, in the order it was done. */
export function isBusy(): boolean {
  return busy;
}

/**
 * Runs one exchange: shows `words` at once, then what is answered. Resolves to whether it was taken; a refusal is told.
 * `answered` null: the person gave up.
 */
export async function exchange(
  words: string,
  call: () => Promise<Answer | null>,
  focus: boolean,
): Promise<boolean> {
  busy = true;
  document.body.setAttribute("aria-busy", "true");
  complain("");
  echoWords(words);
  const answer = await call();
  busy = false;
  document.body.removeAttribute("aria-busy");
  keepPending(null);
  for (const go of idle.splice(0)) go();
  if (answer?.kind === "done") {
    apply(answer.changes, focus);
    return true;
  }
  dropEcho();
  if (answer?.code === "conversation-changed") location.replace("/");
  else if (answer !== null) complain(answer.message);
  return false;
}

/** Sends one turn; kept until it is answered, so that a reload in between sends it again. */
export function sendTurn(
  path: string,
  input: Record<string, unknown>,
  words: string,
  focus: boolean,
): Promise<boolean> {
  const fields: Record<string, unknown> = { eventId: freshId(), ...input };
  keepPending({ path, fields, words });
  const body = (): object => ({
    ...fields,
    conversation: shown.conversation,
    after: shown.count,
    seq: shown.seq,
  });
  return exchange(words, () => deliver(() => postJson(path, body)), focus);
}
