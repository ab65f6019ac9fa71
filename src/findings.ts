import { z } from "zod";
import { ownerSchema } from "./dialogue/flow.ts";
import type { Drawing, Examined, Found, Place, Severity } from "./evidence/finding.ts";
import type { Figure, Language, Owner } from "./message.ts";
import type { Texts } from "./texts.ts";

/** The catalogue of what can be found: severity, who must act, the flow that mends it. */
export const findingsSchema = z.record(
  z.string(),
  z.strictObject({
    severity: z.enum(["error", "warning", "info"]),
    owner: ownerSchema,
    remedy: z.string().nullable(),
    /** The fact of the conversation it proves, by name. */
    proves: z.record(z.string(), z.string()).optional(),
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
  readonly figure: Figure | null;
};

/** What texts may name and a finding need not have. */
const UNSAID = {
  kind: "other",
  first: "none",
  last: "none",
  services: "none",
  pair: "none",
  difference: "none",
  user: "yes",
  read: "none",
  reference: "none",
  share: -1,
  seconds: -1,
};

/** An hour as clocks in France show it; one a log gives without its zone stays as it is. */
function localHour(hour: string): string {
  if (!hour.endsWith("Z")) return hour;
  const date = new Date(hour);
  return new Intl.DateTimeFormat("sv-SE", {
    timeZone: "Europe/Paris",
    dateStyle: "short",
    timeStyle: "medium",
  })
    .format(date)
    .replace(" ", "T");
}

/** The hours of a finding in words: « 01/09/2026 à 08:01:01 ». */
function hoursOf(values: Found["values"], texts: Texts, language: Language): Found["values"] {
  const told = ["first", "last"].flatMap((name) => {
    const hour = values[name];
    if (typeof hour !== "string" || hour === "none") return [];
    const [day = "", time = ""] = localHour(hour).split("T");
    const [year = "", month = "", date = ""] = day.split("-");
    return [[name, texts.say(language, "figures.hour", { year, month, date, time })] as const];
  });
  return Object.fromEntries(told);
}

const UNCOUNTED = { ...UNSAID, count: 2, list: "" };

function describeFinding(
  one: Found,
  catalogue: FindingsCatalogue,
  texts: Texts,
  language: Language,
): DescribedFinding {
  const entry = catalogue[one.code];
  if (entry === undefined) throw new Error(`finding ${one.code} is not in flows/findings.yaml`);
  const values = { ...UNSAID, ...one.values, ...hoursOf(one.values, texts, language), count: one.count };
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
  const { kind, summary, drawing } = examined;
  const figure = drawing === undefined ? null : figureOf(drawing, texts, language);
  return { kind, verdict: verdictOf(findings), findings, summary, figure };
}

/** A drawing with its codes put into words. */
export function figureOf(drawing: Drawing, texts: Texts, language: Language): Figure {
  const title = texts.say(language, `figures.${drawing.kind}`);
  const name = (code: string): string => texts.say(language, `findings.${code}.title`, UNCOUNTED);
  switch (drawing.kind) {
    case "timeline": {
      const { minutes } = drawing;
      const from = localHour(drawing.from);
      const series = drawing.series.map(({ code, counts }) => ({ name: name(code), counts }));
      return { kind: "timeline", title, from, minutes, series };
    }
    case "bars":
      return {
        kind: "bars",
        title,
        bars: drawing.bars.map(({ code, count }) => ({ name: name(code), count })),
      };
    case "sequence": {
      const hops = drawing.hops.map(({ from, to, what, status, wrong }) => {
        const label = texts.say(language, `figures.hop.${what}`, {
          status: status === 0 ? "none" : String(status),
        });
        return { from, to, label, wrong };
      });
      return {
        kind: "sequence",
        title,
        actors: [texts.say(language, "figures.browser"), ...drawing.actors],
        hops,
      };
    }
  }
}

/** The facts of the conversation that what was found foremost proves: what else a log holds is of other people. */
export function provedBy(examined: Examined, catalogue: FindingsCatalogue): Readonly<Record<string, string>> {
  const foremost = examined.found.find((one) => catalogue[one.code]?.severity !== "info");
  return foremost === undefined ? {} : (catalogue[foremost.code]?.proves ?? {});
}
