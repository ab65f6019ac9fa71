import pc from "picocolors";
import wrapAnsi from "wrap-ansi";
import { textFigure } from "../figure/text-figure.ts";
import type { DescribedFile } from "../findings.ts";
import type { Language } from "../message.ts";
import type { Context } from "./command.ts";

/** A file as it was given, and what was found in it. */
export type Checked = DescribedFile & { readonly file: string };

const NARROWEST = 60;
const WIDEST = 110;
const GAP = "  ";
/** Findings named in the table; below it all are told. */
const TITLES = 3;

/** Rows as aligned columns; the last takes the room that is left and goes on below itself. */
function table(rows: readonly (readonly string[])[], width: number): readonly string[] {
  const columns = rows[0]?.length ?? 0;
  const widths = Array.from({ length: columns - 1 }, (_, at) =>
    Math.min(Math.max(...rows.map((row) => (row[at] ?? "").length)), Math.floor(width / columns) + 8),
  );
  const before = widths.reduce((sum, one) => sum + one + GAP.length, 0);
  return rows.flatMap((row) => {
    const cells = row.map((cell, at) =>
      wrapAnsi(cell, widths[at] ?? Math.max(20, width - before), { hard: true, trim: true }).split("\n"),
    );
    const height = Math.max(...cells.map((lines) => lines.length));
    return Array.from({ length: height }, (_, line) =>
      cells
        .map((lines, at) => (lines[line] ?? "").padEnd(widths[at] ?? 0))
        .join(GAP)
        .trimEnd(),
    );
  });
}

function indented(text: string, width: number, by: string): string {
  return wrapAnsi(text, width - by.length, { hard: true })
    .split("\n")
    .map((line) => by + line)
    .join("\n");
}

/** What was found, for a person: one table of all the files, then each with what to do. */
export function showChecked(files: readonly Checked[], context: Context, language: Language): void {
  const { stdout } = context;
  const onTerminal = "isTTY" in stdout && stdout.isTTY === true;
  const colours = pc.createColors(onTerminal && pc.isColorSupported);
  const columns = "columns" in stdout && typeof stdout.columns === "number" ? stdout.columns : 100;
  const width = Math.min(WIDEST, Math.max(NARROWEST, columns));
  const say = (key: string, values?: Readonly<Record<string, string | number>>): string =>
    context.texts().say(language, `cli.${key}`, values);
  const colour = { rejected: colours.red, warning: colours.yellow, ok: colours.green, unknown: colours.dim };
  const print = (line = ""): void => void stdout.write(`${line}\n`);

  const rows = files.map((one) => [
    one.file,
    say(`kind.${one.kind.replaceAll("-", "_")}`),
    say(`verdict.${one.verdict}`),
    titlesOf(one),
  ]);
  const heading = ["file", "what", "verdict-column", "found"].map((key) => say(`check.${key}`));
  const [first = "", ...lines] = table([heading, ...rows], width);
  print(colours.bold(first));
  for (const line of lines) print(line);

  for (const one of files) {
    print();
    print(`${colours.bold(one.file)}  ${colour[one.verdict](say(`verdict.${one.verdict}`))}`);
    for (const finding of one.findings) {
      const place = finding.where === null ? "" : ` (${finding.where.line}:${finding.where.column})`;
      print(
        indented(`${colours.bold(finding.title)}${place}  ${colours.dim(`[${finding.code}]`)}`, width, "  "),
      );
      print(indented(`${finding.explanation} ${finding.remedy}`, width, "    "));
      print(indented(colours.dim(say("check.owner", { owner: finding.owner })), width, "    "));
    }
    const patterns = patternsOf(one.summary["patterns"]);
    if (patterns.length > 0) {
      print(`  ${say("check.patterns")}`);
      for (const { count, pattern } of patterns)
        print(indented(`${String(count).padStart(8)} × ${pattern}`, width, "  "));
    }
    if (one.figure === null) continue;
    print(`  ${one.figure.title}`);
    for (const line of textFigure(one.figure)) print(`    ${line}`.slice(0, width));
  }
}

/** The first few titles, and how many there are beside. */
function titlesOf({ findings }: Checked): string {
  const rest = findings.length - TITLES;
  const titles = findings
    .slice(0, TITLES)
    .map((one) => one.title)
    .join(" · ");
  return rest > 0 ? `${titles} · + ${rest}` : titles;
}

function patternsOf(value: unknown): readonly { readonly count: number; readonly pattern: string }[] {
  return Array.isArray(value) ? (value as { count: number; pattern: string }[]) : [];
}
