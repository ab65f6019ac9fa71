import type { Language, Output } from "../../src/message.ts";
import { harOf, looping } from "../make/har.ts";
import { auditBlock, ticket } from "../make/logs.ts";
import type { Talk } from "../make/talk.ts";
import { startTalk } from "../make/talk.ts";

/** What was said in one turn of a real conversation. */
export type Sample = {
  readonly name: string;
  readonly language: Language;
  readonly messages: readonly Output[];
};

const PAGE = "https://passerelle.example.org/open/0197b3c2f0a94d1e8f5a2c7d6e4b3a19";

/** Addresses as long as real ones. */
export const pageLink = (choice: string | null): string =>
  choice === null ? PAGE : `${PAGE}?choose=${choice}`;

/** Failures of four hours, at several schools: enough for a picture of when they happened. */
const LOG = [1, 2, 3, 60, 61, 130, 131, 132, 200]
  .map((minute, at) =>
    auditBlock({ action: "SERVICE_TICKET_VALIDATE_FAILED", what: ticket(at), at: minute * 60 }),
  )
  .join("");

/** Turns of every kind: a question, steps with menu paths, a file asked for, figures, a letter to agree to, a ticket. */
export async function samples(language: Language): Promise<readonly Sample[]> {
  const found: Sample[] = [];
  const talk = await startTalk(language);
  const keep = async (name: string, turn: ReturnType<Talk["choose"]>): Promise<void> => {
    found.push({ name, language, messages: (await turn).messages });
  };
  try {
    await keep("question", talk.choose("restart"));
    for (const id of ["hosted", "yearly", "web", "nobody", "no", "2026", "unknown"]) await talk.choose(id);
    await keep("steps", talk.choose("e-lyco"));
    await keep("log", talk.upload("cas.log", LOG));
    await keep("trace", talk.upload("trace.har", harOf(looping(3))));
    await talk.restart();
    await keep("file", talk.choose("check-file"));
    await talk.restart();
    for (const id of ["declare-urls", "hosted", "web", "2026", "unknown", "e-lyco"]) await talk.choose(id);
    await keep("letter", talk.choose("unknown"));
    await talk.restart();
    await keep("person", talk.choose("person"));
  } finally {
    await talk.end();
  }
  return found;
}
