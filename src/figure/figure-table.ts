import type { Figure, FigureTable } from "../message.ts";

/** Beginnings of a timeline's buckets as they are told: the day too where it spans several. */
export function bucketNames(figure: Extract<Figure, { kind: "timeline" }>): readonly string[] {
  const from = Date.parse(`${figure.from}Z`);
  const size = figure.series[0]?.counts.length ?? 0;
  const long = size * figure.minutes > 24 * 60;
  return Array.from({ length: size }, (_, at) => {
    const iso = new Date(from + at * figure.minutes * 60_000).toISOString();
    const day = `${iso.slice(8, 10)}/${iso.slice(5, 7)}`;
    if (figure.minutes >= 24 * 60) return day;
    return long ? `${day} ${iso.slice(11, 16)}` : iso.slice(11, 16);
  });
}

/** A figure in rows, for whoever reads rather than looks. `say` gives the words of the headings. */
export function tableOf(figure: Figure, say: (key: string) => string): FigureTable {
  switch (figure.kind) {
    case "bars":
      return {
        heading: [say("figures.what"), say("figures.count")],
        rows: figure.bars.map(({ name, count }) => [name, String(count)]),
      };
    case "timeline": {
      const rows = bucketNames(figure).map((name, at) => [
        name,
        ...figure.series.map((one) => String(one.counts[at] ?? 0)),
      ]);
      return {
        heading: [say("figures.when"), ...figure.series.map((one) => one.name)],
        rows: rows.filter((row) => row.slice(1).some((count) => count !== "0")),
      };
    }
    case "sequence":
      return {
        heading: [say("figures.from"), say("figures.to"), say("figures.step")],
        rows: figure.hops.map(({ from, to, label, wrong }) => [
          figure.actors[from] ?? "",
          figure.actors[to] ?? "",
          wrong ? `${label} ✗` : label,
        ]),
      };
  }
}
