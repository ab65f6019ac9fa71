import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Document } from "yaml";
import { isNode, LineCounter, parseDocument } from "yaml";
import { z } from "zod";
import { fixedPlaceholders, labelText } from "./assistant/values.ts";
import { breaksSchema } from "./calendar/school-breaks.ts";
import { statementFaults } from "./check-statements.ts";
import { CASE_FLOW, caseFlow, casesSchema } from "./dialogue/case.ts";
import type { Fault } from "./dialogue/check/fault.ts";
import { fault } from "./dialogue/check/fault.ts";
import { LONG_VALUE } from "./dialogue/check/long-value.ts";
import type { FactDomain, KnownCase, Mention, Model, Place, TextEntry } from "./dialogue/check/model.ts";
import type { Flow } from "./dialogue/flow.ts";
import { flowSchema } from "./dialogue/flow.ts";
import type { Language } from "./message.ts";
import { LANGUAGES } from "./message.ts";
import { flatten } from "./texts.ts";
import type { Spoken } from "./training/read-examples.ts";
import { examplesSchema } from "./training/read-examples.ts";
import { statementsSchema } from "./training/read-statements.ts";
import { sentences } from "./training/sentences.ts";

/** A data file with the line of everything in it. */
type Source = {
  readonly file: string;
  readonly data: unknown;
  line(path: readonly (string | number)[]): number;
};

/** What could be read, and what could not. With faults the model holds the rest. */
export type ReadModel = {
  readonly model: Model;
  readonly faults: readonly Fault[];
  /** The content of a file of `flows/`, as it was parsed; undefined where there is none. */
  data(file: string): unknown;
};

/** Facts the engine supplies itself: the step blocked last and who must act on it. */
const SUPPLIED = ["blocked_step", "blocked_owner"];

const factsSchema = z.object({
  facts: z.record(
    z.string(),
    z.object({
      type: z.string(),
      values: z.union([z.array(z.coerce.string()), z.object({ from: z.string() })]).default([]),
      unknown: z.boolean().default(false),
      sources: z.array(z.string()).default([]),
    }),
  ),
});
const messagesSchema = z.record(z.string(), z.object({ case: z.string().optional() }));
const labelsSchema = z.object({
  labels: z.record(z.string(), z.array(z.object({ until: z.number().optional(), text: z.string() })).min(1)),
});

/** Reads `flows/` and `locales/` below `root` for the model checker; whatever cannot be used is a fault with its line. */
export function readModel(root: string): ReadModel {
  const faults: Fault[] = [];
  const sources = new Map(sourcesIn(root, "flows", faults).map((source) => [basename(source.file), source]));
  const flows = readFlows([...sources.values()], faults);
  const cases = readCases(sources.get("cases.yaml"), faults);
  const facts = readFacts(sources, faults);
  const messages = usable(sources.get("messages.yaml"), messagesSchema, faults) ?? {};
  const guide = sources.get("guide.yaml");
  const sections = new Map(
    Object.keys(record(guide?.data)).map((id) => [
      id,
      { file: "flows/guide.yaml", line: guide?.line([id]) ?? 1 },
    ]),
  );
  checkStatements(root, facts, faults);
  usable(sources.get("school-breaks.yaml"), breaksSchema, faults);
  const model: Model = {
    ...flows,
    flows: cases === undefined ? flows.flows : new Map([...flows.flows, [CASE_FLOW, cases.flow]]),
    place: (path) => cases?.places.get(path) ?? flows.place(path),
    intents: new Set(Object.keys(record(record(sources.get("intents.yaml")?.data)["intents"]))),
    facts,
    cases: cases?.known ?? new Map<string, KnownCase>(),
    mentions: [
      ...readExamples(root, faults),
      ...Object.entries(messages).map(([id, one]) => ({
        intent: null,
        case: one.case ?? null,
        sentences: 0,
        place: { file: "flows/messages.yaml", line: sources.get("messages.yaml")?.line([id, "case"]) ?? 1 },
      })),
    ],
    supplied: new Set(SUPPLIED),
    sections,
    texts: new Map(LANGUAGES.map((language) => [language, readTexts(root, language, faults)])),
    placeholders: placeholders(sources, faults),
  };
  return { model, faults, data: (file) => sources.get(file)?.data };
}

/** The data files of a folder below `root`; none where there is no such folder. */
function sourcesIn(root: string, folder: string, faults: Fault[]): readonly Source[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder))
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => readSource(root, join(folder, name), faults));
}

function readSource(root: string, file: string, faults: Fault[]): Source {
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(join(root, file), "utf8"), { lineCounter: lines });
  const broken = document.errors[0];
  if (broken !== undefined) {
    const reason = broken.message.split("\n")[0] ?? "";
    faults.push(fault("unusable-data", { file, line: lines.linePos(broken.pos[0]).line }, { reason }));
  }
  return {
    file,
    data: broken === undefined ? (document.toJS() as unknown) : null,
    line: (path) => lineOf(document, lines, path),
  };
}

/** The line of the deepest part of `path` that exists. */
function lineOf(document: Document, lines: LineCounter, path: readonly (string | number)[]): number {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range != null) return lines.linePos(node.range[0]).line;
  }
  return 1;
}

function record(data: unknown): Readonly<Record<string, unknown>> {
  return typeof data === "object" && data !== null ? (data as Record<string, unknown>) : {};
}

function usable<T>(source: Source | undefined, schema: z.ZodType<T>, faults: Fault[]): T | undefined {
  if (source === undefined || source.data === null) return undefined;
  const result = schema.safeParse(source.data);
  if (result.success) return result.data;
  faults.push(shapeFault(source, result.error));
  return undefined;
}

function shapeFault(source: Source, error: z.ZodError): Fault {
  const issue = error.issues[0];
  const path = (issue?.path ?? []) as readonly (string | number)[];
  const reason = `${path.join(".") || "top"}: ${issue?.message ?? ""}`;
  return fault("unusable-data", { file: source.file, line: source.line(path) }, { reason });
}

function readFlows(sources: readonly Source[], faults: Fault[]): Pick<Model, "flows" | "twice" | "place"> {
  const flows = new Map<string, Flow>();
  const twice: { name: string; place: Place }[] = [];
  const places = new Map<string, Place>();
  for (const source of sources) {
    if (!("flow" in record(source.data))) continue;
    const flow = usable(source, flowSchema, faults);
    if (flow === undefined) continue;
    const place = (path: readonly (string | number)[]): Place => ({
      file: source.file,
      line: source.line(path),
    });
    if (flows.has(flow.flow)) {
      twice.push({ name: flow.flow, place: place(["flow"]) });
      continue;
    }
    flows.set(flow.flow, flow);
    places.set(flow.flow, place(["flow"]));
    for (const [index, step] of flow.steps.entries()) {
      const path = `${flow.flow}/${step.id}`;
      if (places.has(path)) twice.push({ name: path, place: place(["steps", index]) });
      else places.set(path, place(["steps", index]));
    }
  }
  return { flows, twice, place: (path) => places.get(path) ?? { file: "flows", line: 1 } };
}

/** The cases as the flow they are answered in, each step at the line its case is written on. */
function readCases(
  source: Source | undefined,
  faults: Fault[],
):
  | {
      readonly flow: Flow;
      readonly places: ReadonlyMap<string, Place>;
      readonly known: ReadonlyMap<string, KnownCase>;
    }
  | undefined {
  const cases = usable(source, casesSchema, faults);
  if (source === undefined || cases === undefined) return undefined;
  const flow = caseFlow(cases);
  const { file } = source;
  return {
    flow,
    known: new Map(
      Object.entries(cases).map(([id, one]) => [
        id,
        { intent: one.intent, flow: one.flow, place: { file, line: source.line([id]) } },
      ]),
    ),
    places: new Map([
      [CASE_FLOW, { file, line: 1 }],
      ...flow.steps.map(({ id }): [string, Place] => [
        `${CASE_FLOW}/${id}`,
        { file, line: cases[id] === undefined ? 1 : source.line([id]) },
      ]),
    ]),
  };
}

/** The sentences of each intent and case, counted, each at the line its block begins on. */
function readExamples(root: string, faults: Fault[]): readonly Mention[] {
  return sourcesIn(root, join("flows", "examples"), faults).flatMap((source) => {
    const examples = usable(source, examplesSchema, faults);
    const intent = basename(source.file, ".yaml");
    const mention = (id: string | null, said: Spoken, path: readonly string[]): Mention => ({
      intent,
      case: id,
      sentences: Object.values(said).reduce((sum, block) => sum + sentences(block).length, 0),
      place: { file: source.file, line: source.line(path) },
    });
    return [
      mention(null, examples?.any ?? {}, ["any"]),
      ...Object.entries(examples?.cases ?? {}).map(([id, said]) => mention(id, said, ["cases", id])),
    ];
  });
}

/** Statements teach nothing of a fact or a value there is none of. */
function checkStatements(root: string, facts: ReadonlyMap<string, FactDomain>, faults: Fault[]): void {
  for (const source of sourcesIn(root, join("flows", "statements"), faults)) {
    const data = usable(source, statementsSchema, faults);
    if (data !== undefined) faults.push(...statementFaults({ ...source, data }, facts));
  }
}

function readFacts(sources: ReadonlyMap<string, Source>, faults: Fault[]): ReadonlyMap<string, FactDomain> {
  const read = usable(sources.get("facts.yaml"), factsSchema, faults);
  return new Map(
    Object.entries(read?.facts ?? {}).map(([id, fact]) => {
      const values = Array.isArray(fact.values)
        ? fact.values
        : Object.keys(record(sources.get(`${fact.values.from}.yaml`)?.data));
      const told = fact.sources.includes("chosen") || fact.sources.includes("said");
      return [id, { values, told, free: fact.type !== "choice", unknown: fact.unknown }];
    }),
  );
}

function readTexts(root: string, language: Language, faults: Fault[]): ReadonlyMap<string, TextEntry> {
  const table = new Map<string, TextEntry>();
  for (const source of sourcesIn(root, join("locales", language), faults)) {
    const flat = new Map<string, string>();
    flatten(basename(source.file, ".yaml"), source.data, flat);
    for (const [key, text] of flat) {
      table.set(key, { text, place: { file: source.file, line: source.line(key.split(".").slice(1)) } });
    }
  }
  return table;
}

function placeholders(sources: ReadonlyMap<string, Source>, faults: Fault[]): ReadonlyMap<string, string> {
  const labels = usable(sources.get("pronote.yaml"), labelsSchema, faults)?.labels ?? {};
  const longest = new Map(fixedPlaceholders(Object.keys(labels)).map((name) => [name, LONG_VALUE]));
  for (const [label, wordings] of Object.entries(labels)) {
    longest.set(`l_${label}`, labelText(wordings, "", "ou, selon la version, ", "auparavant "));
  }
  return longest;
}
