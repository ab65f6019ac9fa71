import { z } from "zod";
import { ownerSchema } from "./dialogue/flow.ts";
import type { Examined, Found, Place, Severity } from "./evidence/finding.ts";
import type { Language, Owner } from "./message.ts";
import type { Texts } from "./texts.ts";

/** The catalogue of what can be found: severity, who must act, the flow that mends it. */
export const findingsSchema = z.record(
  z.string(),
  z.strictObject({
    severity: z.enum(["error", "warning", "info"]),
    owner: ownerSchema,
    remedy: z.string().nullable(),
  }),
);

export type FindingsCatalogue = z.infer<typeof findingsSchema>;

/** `rejected` an error was found, `warning` at most a warning, `ok` neither, `unknown` nothing this assistant reads. */
export type Verdict = "ok" | "warning" | "rejected" | "unknown";

/** A finding in words. Nothing personal is in any of them. */
export type DescribedFinding = {
  readonly code: string;
  readonly severity: Severity;
  readonly owner: Owner;
  readonly title: string;
  readonly explanation: string;
  readonly remedy: string;
  readonly where: Place | null;
  readonly count: number;
  readonly examples: readonly string[];
};

export type DescribedFile = {
  readonly kind: Examined["kind"];
  readonly verdict: Verdict;
  readonly findings: readonly DescribedFinding[];
  readonly summary: Readonly<Record<string, unknown>>;
};

function describeFinding(
  one: Found,
  catalogue: FindingsCatalogue,
  texts: Texts,
  language: Language,
): DescribedFinding {
  const entry = catalogue[one.code];
  if (entry === undefined) throw new Error(`finding ${one.code} is not in flows/findings.yaml`);
  const values = { kind: "other", ...one.values, count: one.count };
  const say = (part: string): string => texts.say(language, `findings.${one.code}.${part}`, values);
  return {
    code: one.code,
    severity: one.severity ?? entry.severity,
    owner: entry.owner,
    title: say("title"),
    explanation: say("explanation"),
    remedy: say("remedy"),
    where: one.where,
    count: one.count,
    examples: one.examples,
  };
}

function verdictOf(findings: readonly DescribedFinding[]): Verdict {
  if (findings.some((one) => one.severity === "error")) return "rejected";
  if (findings.some((one) => one.severity === "warning")) return "warning";
  return findings.some((one) => one.code === "nothing-recognised") ? "unknown" : "ok";
}

/** What was examined, in words of `language`: the verdict is the worst severity found. */
export function describe(
  examined: Examined,
  catalogue: FindingsCatalogue,
  texts: Texts,
  language: Language,
): DescribedFile {
  const findings = examined.found.map((one) => describeFinding(one, catalogue, texts, language));
  return { kind: examined.kind, verdict: verdictOf(findings), findings, summary: examined.summary };
}
