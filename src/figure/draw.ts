import type { EChartsCoreOption } from "echarts/core";
import type { Figure } from "../message.ts";
import { bucketNames } from "./figure-table.ts";
import { drawSequence } from "./draw-sequence.ts";

const WIDTH = 720;
/** Colours told apart by the colour-blind too (Okabe and Ito). */
const COLOURS = ["#d55e00", "#0072b2", "#009e73", "#e69f00", "#56b4e9", "#cc79a7"];
const INK = "#1b1b1f";
const FAINT = "#6b6b76";
const SERIES = 5;
const BARS = 12;
const NAME_LENGTH = 46;

function short(name: string): string {
  return name.length > NAME_LENGTH ? `${name.slice(0, NAME_LENGTH - 1)}…` : name;
}

/** A figure as SVG, for whoever shows pictures. Charts are drawn by ECharts, loaded at the first of them. */
export async function draw(figure: Figure): Promise<string> {
  if (figure.kind === "sequence") return drawSequence(figure);
  const [{ init, use }, { BarChart }, { GridComponent, LegendComponent, AriaComponent }, { SVGRenderer }] =
    await Promise.all([
      import("echarts/core"),
      import("echarts/charts"),
      import("echarts/components"),
      import("echarts/renderers"),
    ]);
  use([BarChart, GridComponent, LegendComponent, AriaComponent, SVGRenderer]);
  const height = figure.kind === "bars" ? 60 + 34 * Math.min(BARS, figure.bars.length) : 300;
  const chart = init(null, null, { renderer: "svg", ssr: true, width: WIDTH, height });
  try {
    chart.setOption(figure.kind === "bars" ? barsOption(figure) : timelineOption(figure));
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
}

const PLAIN = {
  animation: false,
  backgroundColor: "#ffffff",
  textStyle: { fontFamily: "sans-serif", color: INK },
};
const LABEL = { color: INK, fontSize: 12 };

function barsOption({ bars }: Extract<Figure, { kind: "bars" }>): EChartsCoreOption {
  const shown = bars.slice(0, BARS);
  const total = bars.reduce((sum, one) => sum + one.count, 0);
  return {
    ...PLAIN,
    grid: { left: 300, right: 90, top: 12, bottom: 30 },
    xAxis: { type: "value", minInterval: 1, axisLabel: { color: FAINT } },
    yAxis: { type: "category", inverse: true, data: shown.map((one) => short(one.name)), axisLabel: LABEL },
    series: [
      {
        type: "bar",
        data: shown.map((one) => one.count),
        itemStyle: { color: COLOURS[1] },
        label: {
          show: true,
          position: "right",
          color: INK,
          formatter: ({ value }: { value: number }) =>
            `${value} (${Math.round((100 * value) / Math.max(1, total))} %)`,
        },
      },
    ],
  };
}

function timelineOption(figure: Extract<Figure, { kind: "timeline" }>): EChartsCoreOption {
  const shown = figure.series.slice(0, SERIES);
  return {
    ...PLAIN,
    legend: {
      orient: "vertical",
      bottom: 6,
      left: 12,
      right: 12,
      type: "plain",
      textStyle: LABEL,
      data: shown.map((one) => short(one.name)),
    },
    grid: { left: 48, right: 20, top: 20, bottom: 50 + 22 * shown.length },
    xAxis: { type: "category", data: bucketNames(figure), axisLabel: { color: FAINT, hideOverlap: true } },
    yAxis: { type: "value", minInterval: 1, axisLabel: { color: FAINT } },
    series: shown.map((one, at) => ({
      type: "bar",
      stack: "all",
      name: short(one.name),
      data: one.counts,
      itemStyle: { color: COLOURS[at % COLOURS.length] },
    })),
  };
}
