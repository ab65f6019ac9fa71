import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Case } from "./dialogue/case.ts";
import { CASE_FLOW, caseFlow, casesSchema } from "./dialogue/case.ts";
import { conditionSchema } from "./dialogue/condition.ts";
import type { Flows } from "./dialogue/flow.ts";
import { flowSchema } from "./dialogue/flow.ts";
import type { FindingsCatalogue } from "./findings.ts";
import { findingsSchema } from "./findings.ts";
import type { Lexicon } from "./language/catalogue.ts";
import { lexiconOf } from "./language/catalogue.ts";
import type { Owner } from "./message.ts";
import { parseYaml } from "./parsed.ts";
import { ownerSchema } from "./dialogue/flow.ts";

/** A file of `flows/` that cannot be used: one line that names file, place and fault. */
export class CatalogueError extends Error {
  override readonly name = "CatalogueError";
}

const entSchema = z.strictObject({
  name: z.string(),
  /** As it stands in PRONOTE's list « Mon ENT »; null where not established. */
  menu: z.string().nullable(),
  cas_url: z.url(),
  operator: z.string(),
  route: ownerSchema,
  departments: z.array(z.string()).default([]),
  hosts: z.array(z.string()).default([]),
  said: z.record(z.string(), z.array(z.string())).default({}),
});

const wordingSchema = z.strictObject({ until: z.number().optional(), text: z.string() });

const pronoteSchema = z.strictObject({
  labels: z.record(z.string(), z.array(wordingSchema).min(1)),
  recent_console_from: z.number(),
  cas_codes: z.record(
    z.string(),
    z.strictObject({ name: z.string(), owner: ownerSchema, means: z.string().optional() }),
  ),
});

const channelSchema = z.strictObject({
  channel: z.enum(["mail", "phone", "form"]),
  mail: z.string().optional(),
  phone: z.string().optional(),
  /** When the phone is answered, in words. */
  hours: z.strictObject({ fr: z.string(), en: z.string() }).optional(),
  form: z.string().optional(),
  pages: z.record(z.string(), z.string()).default({}),
});

const routeSchema = z.strictObject({
  about: z.string().optional(),
  when: conditionSchema.optional(),
  route: ownerSchema,
  reason: z.string(),
});

/** Titles of the guide's sections by language. */
const guideSchema = z.record(z.string(), z.strictObject({ fr: z.string(), en: z.string() }));

/** The shapes of the files that are data for what is said: each by its name in `flows/`, without the ending. */
export const PARTS = {
  ents: z.record(z.string(), entSchema),
  pronote: pronoteSchema,
  support: z.partialRecord(ownerSchema, channelSchema),
  routes: z.array(routeSchema),
  guide: guideSchema,
} as const;

export type Ent = z.infer<typeof entSchema>;
export type Pronote = z.infer<typeof pronoteSchema>;
export type Wording = z.infer<typeof wordingSchema>;
export type SupportChannel = z.infer<typeof channelSchema>;
export type RouteRule = z.infer<typeof routeSchema>;

/** Everything `flows/` says, checked. */
export type Catalogue = {
  readonly flows: Flows;
  readonly ents: ReadonlyMap<string, Ent>;
  readonly pronote: Pronote;
  readonly support: ReadonlyMap<Owner, SupportChannel>;
  readonly routes: readonly RouteRule[];
  readonly guide: ReadonlyMap<string, { readonly fr: string; readonly en: string }>;
  readonly lexicon: Lexicon;
  readonly findings: FindingsCatalogue;
  readonly cases: Readonly<Record<string, Case>>;
};

function parseFile(root: string, file: string): unknown {
  try {
    return parseYaml(readFileSync(join(root, "flows", file), "utf8"));
  } catch (error) {
    const why = error instanceof Error ? error.message.split("\n")[0] : String(error);
    throw new CatalogueError(`flows/${file}: ${why}`);
  }
}

function checked<T>(file: string, schema: z.ZodType<T>, data: unknown): T {
  const result = schema.safeParse(data);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const place = issue === undefined || issue.path.length === 0 ? "top" : issue.path.join(".");
  throw new CatalogueError(`flows/${file}: ${place}: ${issue?.message ?? "unusable"}`);
}

/**
 * Reads and checks `flows/` below `root`. A flow file is one with a `flow:` at its top; every other file has its own
 * shape. Throws a `CatalogueError` that names the file and the place in it.
 */
export function loadCatalogue(root: string): Catalogue {
  const files = readdirSync(join(root, "flows")).filter((name) => name.endsWith(".yaml"));
  const parsed = new Map(files.map((file) => [file, parseFile(root, file)]));
  const data = (file: string): unknown => parsed.get(file);

  const flows = new Map(
    [...parsed]
      .filter(([, content]) => typeof content === "object" && content !== null && "flow" in content)
      .map(([file, content]) => checked(file, flowSchema, content))
      .map((flow) => [flow.flow, flow]),
  );
  const cases = checked("cases.yaml", casesSchema, data("cases.yaml"));
  flows.set(CASE_FLOW, caseFlow(cases));
  const ents = checked("ents.yaml", PARTS.ents, data("ents.yaml"));
  const support = checked("support.yaml", PARTS.support, data("support.yaml"));
  return {
    flows,
    ents: new Map(Object.entries(ents)),
    pronote: checked("pronote.yaml", PARTS.pronote, data("pronote.yaml")),
    support: new Map(Object.entries(support) as [Owner, SupportChannel][]),
    routes: checked("routes.yaml", PARTS.routes, data("routes.yaml")),
    guide: new Map(Object.entries(checked("guide.yaml", PARTS.guide, data("guide.yaml")))),
    lexicon: lexiconOf({
      facts: data("facts.yaml"),
      intents: data("intents.yaml"),
      messages: data("messages.yaml"),
      ents: data("ents.yaml"),
      terms: data("terms.yaml"),
      cases,
      people: data("people.yaml"),
    }),
    findings: checked("findings.yaml", findingsSchema, data("findings.yaml")),
    cases,
  };
}
