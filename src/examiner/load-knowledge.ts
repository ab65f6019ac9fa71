import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { parseYaml } from "../parsed.ts";
import type { Knowledge } from "../evidence/knowledge.ts";

const words = z.array(z.string());

const signaturesSchema = z.array(
  z.strictObject({
    finding: z.string(),
    general: z.boolean().optional(),
    any: words.min(1),
    with: words.optional(),
    without: words.optional(),
  }),
);

const attributesSchema = z.strictObject({
  attributes: z.strictObject({
    lastName: words.min(1),
    firstName: words.min(1),
    birthDate: words.min(1),
    profile: words.min(1),
    postcode: words.min(1),
  }),
  profiles: z.array(z.strictObject({ who: z.string(), old: words, new: words })),
});

const messagesSchema = z.record(z.string(), z.looseObject({ finding: z.string() }));
const pronoteSchema = z.looseObject({
  cas_codes: z.record(z.string(), z.looseObject({ name: z.string(), means: z.string().optional() })),
});
const entsSchema = z.record(z.string(), z.looseObject({ cas_url: z.url() }));

/** A file of `flows/` evidence goes by that cannot be used. */
export class KnowledgeError extends Error {
  override readonly name = "CatalogueError";
}

function read<T>(root: string, file: string, schema: z.ZodType<T>): T {
  const path = join(root, "flows", file);
  const result = schema.safeParse(parseYaml(readFileSync(path, "utf8")));
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new KnowledgeError(
    `flows/${file}: ${issue?.path.join(".") ?? "top"}: ${issue?.message ?? "unusable"}`,
  );
}

/** What evidence goes by, from `flows/` below `root`; throws a `KnowledgeError` that names the file and the place. */
export function loadKnowledge(root: string): Knowledge {
  const { attributes, profiles } = read(root, "attributes.yaml", attributesSchema);
  const lower = (names: readonly string[]): string[] => names.map((name) => name.toLowerCase());
  const messages = read(root, "messages.yaml", messagesSchema);
  const codes = read(root, "pronote.yaml", pronoteSchema).cas_codes;
  return {
    signatures: read(root, "signatures.yaml", signaturesSchema),
    screens: Object.fromEntries(Object.entries(messages).map(([id, { finding }]) => [id, finding])),
    codes: Object.fromEntries(
      Object.entries(codes).map(([code, { name, means }]) => [code, { name, means }]),
    ),
    attributes: {
      lastName: lower(attributes.lastName),
      firstName: lower(attributes.firstName),
      birthDate: lower(attributes.birthDate),
      profile: lower(attributes.profile),
      postcode: lower(attributes.postcode),
    },
    attributeNames: attributes,
    profiles: Object.fromEntries(
      profiles.flatMap(({ who, old, new: recent }) => [
        ...lower(old).map((code) => [code, { who, naming: "old" }] as const),
        ...lower(recent).map((code) => [code, { who, naming: "new" }] as const),
      ]),
    ),
    words: read(root, "log-words.yaml", z.strictObject({ words: z.string() })).words.split(/\s+/),
    casHosts: Object.values(read(root, "ents.yaml", entsSchema)).map(
      ({ cas_url }) => new URL(cas_url).hostname,
    ),
  };
}
