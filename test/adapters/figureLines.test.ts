import { describe, expect, it } from "vitest";
import { figureLines } from "../../adapters/figureLines.ts";

const rows = [
  ["08:00", "12", "3"],
  ["08:30", "7", "1041"],
];

describe("a figure in lines", () => {
  it("is columns where they are narrow enough", () => {
    expect(figureLines({ heading: ["Heure", "Refus", "Retards"], rows }, 30)).toEqual({
      kind: "columns",
      legend: [],
      lines: "Heure  Refus  Retards\n08:00  12     3\n08:30  7      1041",
    });
  });

  it("tells long headings above and numbers the columns", () => {
    const long = ["Heure", "PRONOTE n’est pas inscrit au serveur CAS", "Le ticket était expiré"];
    expect(figureLines({ heading: long, rows }, 30)).toEqual({
      kind: "columns",
      legend: long.slice(1),
      lines: "Heure  1   2\n08:00  12  3\n08:30  7   1041",
    });
  });

  it("is a list where the cells themselves are long, and loses none", () => {
    const name = "Identité non reconnue par PRONOTE";
    expect(figureLines({ heading: ["Constat", "Nombre"], rows: [[name, "12"]] }, 30)).toEqual({
      kind: "items",
      items: [`Constat ${name} · Nombre 12`],
    });
  });
});
