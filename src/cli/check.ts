import { randomBytes } from "node:crypto";
import { createReadStream, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { besideOthers } from "../evidence/across-files.ts";
import type { Ask, Clues, Examined } from "../evidence/finding.ts";
import { isUai } from "../evidence/uai.ts";
import { examineOffThread, stopExaminers } from "../examiner/off-thread.ts";
import { describe, findingsSchema } from "../findings.ts";
import type { Command, Context } from "./command.ts";
import { UsageError } from "./command.ts";
import { filesOf } from "./files-of.ts";
import { parseOptions } from "./parse-options.ts";
import { openProgress } from "./progress.ts";
import type { Checked } from "./show-checked.ts";
import { showChecked } from "./show-checked.ts";

const OPTIONS = {
  json: { type: "boolean" },
  uai: { type: "string" },
  today: { type: "string" },
  lang: { type: "string" },
} as const;

/** `passerelle check FILE|FOLDER…`: what each file is, and what is wrong with it; several are read together. */
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
  const json = values.json === true;
  const files: Checked[] = [];
  const seen = new Set<string>();
  const clues: Clues[] = [];
  const uais: string[] = [];
  const clueKey = randomBytes(16).toString("base64");
  try {
    const listed = (await Promise.all(positionals.map(filesOf))).flat();
    for (const one of listed) {
      const { path: file } = one;
      if (one.kind === "unusable") {
        context.stderr.write(`passerelle: ${context.texts().say(language, `cli.${one.why}`, { file })}\n`);
        continue;
      }
      const { size } = one;
      const alone = await examineFile(file, size, { today, uai, seen, clueKey }, context, json);
      const examined = besideOthers(alone, { clues, uais });
      if (examined.clues !== undefined) clues.push(examined.clues);
      if (examined.facts["uai"] !== undefined) uais.push(examined.facts["uai"]);
      if (examined.fingerprint !== null) seen.add(examined.fingerprint);
      files.push({ file, ...describe(examined, catalogue, context.texts(), language) });
    }
  } finally {
    await stopExaminers();
  }

  if (json) context.stdout.write(`${JSON.stringify({ files })}\n`);
  else if (files.length > 0) showChecked(files, context, language);
  if (files.length === 0) return 2;
  return files.some((one) => one.verdict === "rejected") ? 1 : 0;
};

async function examineFile(
  file: string,
  size: number,
  ask: Ask,
  context: Context,
  quiet: boolean,
): Promise<Examined> {
  const progress = quiet ? null : openProgress(context.stderr, file, size);
  try {
    return await examineOffThread(createReadStream(file, { highWaterMark: 2 ** 20 }), ask, {
      ...(progress === null ? {} : { progress: progress.at }),
      // The place names code of this program, never what the file holds.
      crashed: ({ reference, place }) => context.stderr.write(`passerelle: check ${reference}: ${place}\n`),
    });
  } finally {
    progress?.end();
  }
}

function todayInParis(): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Paris", dateStyle: "short" }).format(
    new Date(),
  );
}
