import { expect, it } from "vitest";
import { figureTable } from "../eval/figure.ts";
import { measureQuestions } from "../eval/measureQuestions.ts";

it("people whose messages are not learnt from are understood as well as is promised", () => {
  const { figures } = measureQuestions();
  expect(figures.filter((one) => one.met === true).length).toBeGreaterThan(5);
  expect(figureTable(figures.filter((one) => one.met === false))).toBe("");
});
