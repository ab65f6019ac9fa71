import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import pc from "picocolors";
import { checkFlows } from "../dialogue/check/check-flows.ts";
import type { Fault } from "../dialogue/check/fault.ts";
import { flowsAsMermaid } from "../dialogue/check/mermaid.ts";
import { pathsOf } from "../dialogue/check/paths-of.ts";
import type { Language } from "../message.ts";
import { checkProject } from "../preview/check-project.ts";
import { readModel } from "../read-model.ts";
import type { Command, Context, ExitStatus } from "./command.ts";
import { UsageError } from "./command.ts";
import { parseOptions } from "./parse-options.ts";

const OPTIONS = {
  json: { type: "boolean" },
  format: { type: "string" },
  flow: { type: "string" },
  lang: { type: "string" },
} as const;

/** `passerelle flows check|paths|graph|schema [FOLDER]`: the model checker, every path, the picture, the editors' schema. */
export const flows: Command = async (args, context) => {
  const { values, positionals } = parseOptions("flows", args, OPTIONS);
  const [what = "check", folder] = positionals;
  const root = folder === undefined ? context.root : resolve(folder);
  if (!existsSync(join(root, "flows"))) throw new UsageError(`flows: no folder flows/ in ${folder}`);
  const language = context.language(values.lang);
  switch (what) {
    case "check":
      return check(root, values.json ?? false, language, context);
    case "paths":
      return paths(root, values.json ?? false, language, context);
    case "graph":
      return graph(root, values.format ?? "mermaid", values.flow, language, context);
    case "schema":
      context.stdout.write(`${JSON.stringify(await flowFileSchema(), null, 2)}\n`);
      return 0;
    default:
      throw new UsageError(`flows ${what}: use flows check, flows paths, flows graph or flows schema`);
  }
};

async function check(root: string, json: boolean, language: Language, context: Context): Promise<ExitStatus> {
  const { model, faults } = checkProject(root, await context.previewers());
  const say = (one: Fault): string => context.texts().say(language, `flows.${one.rule}`, one.values);
  if (json) {
    const list = faults.map((one) => ({ rule: one.rule, ...one.place, message: say(one), path: one.path }));
    context.stdout.write(`${JSON.stringify({ faults: list })}\n`);
  } else if (faults.length === 0) {
    const count = [...model.flows.values()].reduce((sum, flow) => sum + flow.steps.length, 0);
    const values = { flows: model.flows.size, steps: count, sections: model.sections.size };
    context.stdout.write(`${context.texts().say(language, "flows.all-sound", values)}\n`);
  } else {
    const colours = pc.createColors(
      "isTTY" in context.stdout && context.stdout.isTTY === true && pc.isColorSupported,
    );
    for (const one of faults) {
      context.stdout.write(`${one.place.file}:${one.place.line}  ${colours.red(one.rule)}  ${say(one)}\n`);
      one.path.forEach((step, index) => {
        context.stdout.write(colours.dim(`    ${index + 1}. ${step.step}  ${step.settled}\n`));
      });
    }
    context.stdout.write(`${context.texts().say(language, "flows.count", { count: faults.length })}\n`);
  }
  return faults.length === 0 ? 0 : 1;
}

async function paths(root: string, json: boolean, language: Language, context: Context): Promise<ExitStatus> {
  const { model, faults } = readModel(root);
  const found = faults.length > 0 ? faults : checkFlows(model);
  if (found.length > 0) return check(root, json, language, context);
  const all = pathsOf(model);
  if (json) {
    context.stdout.write(`${JSON.stringify(all)}\n`);
    return 0;
  }
  for (const { id, ...sizes } of all.flows) {
    context.stdout.write(`${id}  ${context.texts().say(language, "flows.sizes", sizes)}\n`);
  }
  for (const [section, steps] of Object.entries(all.guide))
    context.stdout.write(`${section}  ${steps.join(" ")}\n`);
  return 0;
}

async function graph(
  root: string,
  format: string,
  only: string | undefined,
  language: Language,
  context: Context,
): Promise<ExitStatus> {
  const { model, faults } = readModel(root);
  if (faults.length > 0) return check(root, false, language, context);
  if (only !== undefined && !model.flows.has(only)) throw new UsageError(`flows graph: no flow ${only}`);
  const shown = [...model.flows.values()].filter((flow) => only === undefined || flow.flow === only);
  if (format === "mermaid") context.stdout.write(flowsAsMermaid(shown));
  else if (format === "svg")
    context.stdout.write(await (await import("../dialogue/check/svg.ts")).flowsAsSvg(shown));
  else throw new UsageError(`flows graph --format ${format}: use mermaid or svg`);
  return 0;
}

async function flowFileSchema(): Promise<unknown> {
  const { z } = await import("zod");
  const { flowSchema } = await import("../dialogue/flow.ts");
  return z.toJSONSchema(flowSchema, { io: "input" });
}
