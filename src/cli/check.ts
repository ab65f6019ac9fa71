import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import pc from "picocolors";
import { examine } from "../evidence/examine.ts";
import { isUai } from "../evidence/uai.ts";
import type { DescribedFile } from "../findings.ts";
import { describe, findingsSchema } from "../findings.ts";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { Command, Context } from "./command.ts";
import { UsageError } from "./command.ts";
import { parseOptions } from "./parse-options.ts";

type Checked = DescribedFile & { readonly file: string };

const OPTIONS = {
  json: { type: "boolean" },
  uai: { type: "string" },
  today: { type: "string" },
  lang: { type: "string" },
} as const;

/** `passerelle check FILE…`: what each file is, and what is wrong with it. */
export const check: Command = async (args, context) => {
  const { values, positionals } = parseOptions("check", args, OPTIONS);
  const language = context.language(values.lang);
  const today = values.today ?? todayInParis();
  if (!/^\d{4}-\d{2}-\d{2}$/.test(today) || Number.isNaN(Date.parse(today))) {
    throw new UsageError(`check: --today ${today} is not a day; for example --today 2026-09-01`);
  }
  const uai = values.uai?.toUpperCase();
  if (uai !== undefined && !isUai(uai)) {
    throw new UsageError(`check: --uai ${values.uai} is not a UAI (7 digits and their check letter)`);
  }
  if (positionals.length === 0)
    throw new UsageError("check: which file? for example passerelle check export.xml");

  const catalogue = findingsSchema.parse(
    parse(readFileSync(join(context.root, "flows", "findings.yaml"), "utf8")),
  );
  const files: Checked[] = [];
  const seen = new Set<string>();
  for (const file of positionals) {
    const unreadable = await whyUnreadable(file);
    if (unreadable !== null) {
      context.stderr.write(`passerelle: ${context.texts().say(language, `cli.${unreadable}`, { file })}\n`);
      continue;
    }
    const examined = await examine(createReadStream(file), { today, uai, seen });
    if (examined.fingerprint !== null) seen.add(examined.fingerprint);
    files.push({ file, ...describe(examined, catalogue, context.texts(), language) });
  }

  if (values.json === true) context.stdout.write(`${JSON.stringify({ files })}\n`);
  else for (const one of files) writeReadable(one, context, language);
  if (files.length === 0) return 2;
  return files.some((one) => one.verdict === "rejected") ? 1 : 0;
};

function todayInParis(): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Paris", dateStyle: "short" }).format(
    new Date(),
  );
}

async function whyUnreadable(file: string): Promise<"no-such-file" | "not-a-file" | null> {
  try {
    return (await stat(file)).isFile() ? null : "not-a-file";
  } catch {
    return "no-such-file";
  }
}

function writeReadable(one: Checked, context: Context, language: "fr" | "en"): void {
  const colours = pc.createColors(
    "isTTY" in context.stdout && context.stdout.isTTY === true && pc.isColorSupported,
  );
  const colour = { rejected: colours.red, warning: colours.yellow, ok: colours.green, unknown: colours.dim };
  const say = (key: string): string => context.texts().say(language, `cli.${key}`);
  context.stdout.write(
    `${colours.bold(one.file)}  ${one.kind}  ${colour[one.verdict](say(`verdict.${one.verdict}`))}\n`,
  );
  for (const finding of one.findings) {
    const place = finding.where === null ? "" : ` (${finding.where.line}:${finding.where.column})`;
    context.stdout.write(`  ${colours.bold(finding.title)}${place}  [${finding.code}]\n`);
    context.stdout.write(`    ${finding.explanation}\n    ${finding.remedy}\n`);
  }
}
