import { BarChart, LineChart, ScatterChart } from "echarts/charts";
import { GridComponent, LegendComponent, TitleComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import type { Bin } from "./calibrationCurve.ts";
import { expectedError } from "./calibrationCurve.ts";
import { percent } from "./rate.ts";

const WIDTH = 720;
const HEIGHT = 480;
const INK = "#1b1b1f";
const FAINT = "#6b6b76";
const RULE = "#e4e4ea";
const BARS = "#c9dcea";
const CURVE = "#d55e00";
const BAR_WIDTH = 46;

/** Of fewer sentences the share right says little: such a point is not joined to the others. */
const FEW = 20;

const NAMES = {
  messages: "Sentences (right axis)",
  ideal: "Perfectly calibrated",
  curve: "Measured",
  few: `Measured on fewer than ${FEW}`,
};

/** The curve as SVG on a white ground, with how many sentences each point stands for. */
export function calibrationChart(bins: readonly Bin[], folds: number): string {
  use([BarChart, LineChart, ScatterChart, GridComponent, LegendComponent, TitleComponent, SVGRenderer]);
  const chart = init(null, null, { renderer: "svg", ssr: true, width: WIDTH, height: HEIGHT });
  const sentences = bins.reduce((sum, bin) => sum + bin.messages, 0);
  const points = (shown: (messages: number) => boolean): number[][] =>
    bins.filter((bin) => shown(bin.messages)).map((bin) => [bin.confidence, bin.right]);
  const axis = {
    nameLocation: "middle",
    nameTextStyle: { color: INK, fontSize: 13 },
    axisLabel: { color: FAINT, fontSize: 12 },
  } as const;
  const share = { ...axis, type: "value", min: 0, max: 1, interval: 0.2 } as const;
  try {
    chart.setOption({
      animation: false,
      backgroundColor: "#ffffff",
      textStyle: { fontFamily: "sans-serif", color: INK },
      title: {
        text: "How far confidence can be trusted",
        subtext: `${sentences.toLocaleString("en")} sentences held back in ${folds} folds; expected calibration error ${percent(expectedError(bins))}`,
        left: "center",
        textStyle: { color: INK, fontSize: 16 },
        subtextStyle: { color: FAINT, fontSize: 12 },
      },
      legend: { bottom: 4, itemGap: 26, textStyle: { color: INK, fontSize: 12 }, data: Object.values(NAMES) },
      grid: { left: 64, right: 76, top: 66, bottom: 84 },
      xAxis: { ...share, name: "Confidence", nameGap: 28, splitLine: { show: false } },
      yAxis: [
        {
          ...share,
          name: "Share understood rightly",
          nameGap: 42,
          splitLine: { lineStyle: { color: RULE } },
        },
        { ...axis, type: "value", name: "Sentences", nameGap: 52, splitLine: { show: false } },
      ],
      series: [
        {
          type: "bar",
          name: NAMES.messages,
          yAxisIndex: 1,
          barWidth: BAR_WIDTH,
          itemStyle: { color: BARS },
          data: bins.map((bin) => [(bin.from + bin.to) / 2, bin.messages]),
        },
        {
          type: "line",
          name: NAMES.ideal,
          symbol: "none",
          lineStyle: { color: FAINT, width: 1.5, type: "dashed" },
          itemStyle: { color: FAINT },
          data: [
            [0, 0],
            [1, 1],
          ],
        },
        {
          type: "line",
          name: NAMES.curve,
          symbol: "circle",
          symbolSize: 8,
          lineStyle: { color: CURVE, width: 2.5 },
          itemStyle: { color: CURVE },
          data: points((messages) => messages >= FEW),
        },
        {
          type: "scatter",
          name: NAMES.few,
          symbol: "circle",
          symbolSize: 8,
          itemStyle: { color: "#ffffff", borderColor: CURVE, borderWidth: 2 },
          data: points((messages) => messages > 0 && messages < FEW),
        },
      ],
    });
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
}
