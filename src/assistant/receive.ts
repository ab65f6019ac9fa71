import type { Mark } from "../dialogue/situation.ts";
import type { DescribedFinding, DescribedFile } from "../findings.ts";
import { menuKey } from "./commands.ts";
import { addInferred, sortFacts } from "./facts.ts";
import { mark, messageId, phrase, tell, tellFigure, tellText, where } from "./talk.ts";
import type { Talk } from "./talk.ts";
import { speak, tellMenu } from "./speak.ts";
import { choicesAt } from "./render.ts";

/** What was found in a file, described in the person's language, with the facts it proves. */
export type Received = {
  readonly described: DescribedFile;
  readonly facts: Readonly<Record<string, string>>;
  /** Recognises the same identifiers file again. */
  readonly fingerprint: string | null;
  /** PRONOTE's addresses as the file spells them. */
  readonly services: readonly string[];
};

/** Fingerprints kept: enough to notice the same old file sent twice. */
const FILES_KEPT = 8;
const SERVICES_KEPT = 8;

/** Findings a conversation keeps of one file: its state stays small. */
const MARKED = 6;

/** Findings told in full; the rest are counted. */
const TOLD = 4;

/** What a file says of the identifiers file: nothing where it is of another matter. */
function fileFact(file: DescribedFile): string | undefined {
  if (file.kind === "identifiers-container") return file.verdict === "rejected" ? "damaged" : "checked";
  return file.findings.some((one) => one.code === "wrong-file" || one.code === "clear-personal-data")
    ? "wrong"
    : undefined;
}

/** The flow that mends the worst of what was found, where nothing else is under way. */
function remedyFlow(talk: Talk, file: DescribedFile): string | undefined {
  const worst =
    file.findings.find((one) => one.severity === "error") ??
    file.findings.find((one) => one.severity === "warning");
  const flow = worst === undefined ? null : talk.world.catalogue.findings[worst.code]?.remedy;
  return flow !== null && flow !== undefined && talk.world.catalogue.flows.has(flow) ? flow : undefined;
}

/** The title on a line of its own, then what it means and what to do. */
export function findingText({
  title,
  explanation,
  remedy,
}: Pick<DescribedFinding, "title" | "explanation" | "remedy">): string {
  return `**${title}**\n\n${[explanation, remedy].filter((part) => part !== "").join(" ")}`;
}

/**
 * Takes what an upload proved: says it, settles the facts, puts contradictions, goes on from there. `said`: what the
 * words beside it state.
 */
export function receive(talk: Talk, received: Received, said: readonly Mark[] = []): void {
  const { described, fingerprint } = received;
  const { findings } = described;
  talk.findings.push(...findings.map((finding) => finding.code));

  const found = new Map(Object.entries(received.facts));
  const verdict = fileFact(described);
  if (verdict !== undefined) found.set("identifiers_file", verdict);
  const sorted = sortFacts(talk, found, "upload");
  const marks: Mark[] = [...said, ...sorted.marks];
  for (const finding of findings.filter((one) => one.severity !== "info").slice(0, MARKED)) {
    marks.push({ kind: "finding", key: finding.code });
  }
  const before = where(talk);
  const opens = verdict === undefined ? remedyFlow(talk, described) : "check-file";
  if (before === undefined && opens !== undefined) marks.unshift({ kind: "open", key: opens });
  mark(talk, marks);
  talk.state = { ...talk.state, conflicts: sorted.conflicts };
  if (fingerprint !== null) {
    const files = [...talk.notes.files.filter((one) => one !== fingerprint), fingerprint].slice(-FILES_KEPT);
    talk.notes = { ...talk.notes, files };
  }
  if (received.services.length > 0) {
    const services = [...new Set([...(talk.notes.services ?? []), ...received.services])].slice(
      -SERVICES_KEPT,
    );
    talk.notes = { ...talk.notes, services };
  }
  addInferred(talk);

  for (const finding of findings.slice(0, TOLD)) tellText(talk, findingText(finding));
  if (described.figure !== null) tellFigure(talk, described.figure);
  if (findings.length > TOLD) tell(talk, "ui.more-findings", { count: findings.length - TOLD });

  const at = where(talk);
  if (at === undefined && talk.state.conflicts.length === 0) {
    tellMenu(talk, menuKey(talk));
    return;
  }
  const sameRequest = at?.step.kind === "request" && before?.path === at.path;
  if (!sameRequest || talk.state.conflicts.length > 0) {
    speak(talk);
    return;
  }
  talk.out.push({
    type: "message",
    id: messageId(talk),
    text: phrase(talk, "ui.file-again"),
    step: at.path,
    asks: null,
    guide: at.step.guide,
    choices: choicesAt(talk.world, talk.state.language, at),
    awaits: "file",
  });
}
