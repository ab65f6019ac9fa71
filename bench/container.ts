import { spawnSync } from "node:child_process";
import { createReadStream, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { SaxesParser } from "saxes";
import { examine } from "../src/evidence/examine.ts";
import { toolsOf } from "../src/examiner/tools.ts";
import { containerXml, UAI } from "../test/make/container.ts";
import type { Line } from "./line.ts";
import { ms } from "./line.ts";
import { median } from "./median.ts";

/** How much longer than saxes alone the check of a large school's file may take. */
const OVER_SAXES = 1.5;
const PEOPLE = 4_000;

/** The check of a file of 4,000 people against saxes alone on the same text. */
async function measureAgainstSaxes(rounds: number): Promise<Line> {
  const bytes = Buffer.from(containerXml({ people: PEOPLE, uai: UAI, date: "2026-09-01T08:00:00+02:00" }));
  async function* pieces(): AsyncIterable<Uint8Array> {
    for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
  }
  const options = { today: "2026-09-02", uai: UAI, seen: new Set<string>(), ...toolsOf() };
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < rounds * 9; round++) {
    const from = performance.now();
    const { found } = await examine(pieces(), options);
    ours.push(performance.now() - from);
    if (found[0]?.code !== "container-ok") throw new Error("the container is not fine");
    const alone = performance.now();
    const parser = new SaxesParser({ xmlns: true });
    const decoder = new TextDecoder();
    for await (const piece of pieces()) parser.write(decoder.decode(piece, { stream: true }));
    parser.close();
    theirs.push(performance.now() - alone);
  }
  const ratio = median(ours) / median(theirs);
  return {
    what: `container check, ${PEOPLE.toLocaleString("en")} people (${(bytes.length / 1024).toFixed(0)} KiB), against saxes alone`,
    figure: `${ms(median(ours))} against ${ms(median(theirs))}: ${ratio.toFixed(2)} times as long`,
    wanted: `< ${OVER_SAXES}`,
    ok: ratio < OVER_SAXES,
  };
}

const SIZES = [
  // A school of a thousand people and their families, at some 70 bytes a person.
  { name: "a large school", contentBytes: 192 * 1024 },
  { name: "six mebibytes", contentBytes: 6 * 1024 * 1024 },
];

/** The whole judgement of a container on one file, against `xmllint --noout`, which only parses it. */
export async function measureContainer(rounds: number): Promise<readonly Line[]> {
  const oracle = spawnSync("xmllint", ["--version"]).error === undefined;
  const folder = mkdtempSync(join(tmpdir(), "passerelle-bench-"));
  const lines: Line[] = [await measureAgainstSaxes(rounds)];
  for (const { name, contentBytes } of SIZES) {
    const file = join(folder, "identifiers.xml");
    writeFileSync(file, containerXml({ contentBytes, uai: UAI, date: "2026-09-01T08:00:00+02:00" }));
    const options = { today: "2026-09-02", uai: UAI, seen: new Set<string>(), ...toolsOf() };
    const ours: number[] = [];
    const theirs: number[] = [];
    for (let round = 0; round < rounds * 3; round++) {
      const from = performance.now();
      const { found } = await examine(createReadStream(file), options);
      ours.push(performance.now() - from);
      if (found.map((one) => one.code).join() !== "container-ok")
        throw new Error("the container is not fine");
      if (!oracle) continue;
      const spawned = performance.now();
      const { status } = spawnSync("xmllint", ["--noout", file]);
      theirs.push(performance.now() - spawned);
      if (status !== 0) throw new Error("xmllint finds the container broken");
    }
    const size = `${(statSync(file).size / 1024).toFixed(0)} KiB`;
    const other = oracle
      ? `; xmllint --noout ${ms(median(theirs))}; ${(median(theirs) / median(ours)).toFixed(2)} times its speed`
      : "; xmllint is not installed";
    lines.push({
      what: `container check, ${name} (${size})`,
      figure: `${ms(median(ours))}${other}`,
      wanted: "reported",
      ok: null,
    });
  }
  rmSync(folder, { recursive: true, force: true });
  return lines;
}
