import { parseArgs } from "node:util";

export const SECTIONS = ["questions", "folds", "baselines", "speed"] as const;

export type SectionName = (typeof SECTIONS)[number];

/** What the command line asks for. */
export type Options = { readonly sections: readonly SectionName[]; readonly folds: number };

/** Reads `--only a,b` and `--folds N`; throws where they cannot be meant. */
export function options(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: { only: { type: "string", multiple: true }, folds: { type: "string", default: "5" } },
  });
  const only = values.only?.flatMap((names) => names.split(",")) ?? SECTIONS;
  const unknown = only.find((name) => !SECTIONS.some((section) => section === name));
  if (unknown !== undefined) throw new Error(`--only ${unknown}: one of ${SECTIONS.join(", ")}`);
  const folds = Number(values.folds);
  if (!Number.isInteger(folds) || folds < 2) throw new Error(`--folds ${values.folds}: a number from 2 on`);
  return { sections: SECTIONS.filter((name) => only.includes(name)), folds };
}
