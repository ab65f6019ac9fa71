import { spawnSync } from "node:child_process";
import { createReadStream, mkdtempSync, rmSync, statSync, writeFileSync, appendFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { examine } from "../src/evidence/examine.ts";
import { newDrain } from "../src/evidence/log/drain.ts";
import { newMask } from "../src/evidence/log/mask.ts";
import { toolsOf } from "../src/examiner/tools.ts";
import { access, auditBlock, noise, ticket } from "../test/make/logs.ts";
import type { Line } from "./line.ts";
import { ms } from "./line.ts";
import { median } from "./median.ts";

const MB = 1_000_000;
const SIZES = [10 * MB, 200 * MB];
/** What a log may take beyond what it takes at the smallest size. */
const FLAT_MB = 60;
/** Lines a second clustering is wanted to take, on one core. */
const CLUSTERED = 100_000;

/** A log of a busy morning: mostly lines of no matter, tickets made, validated and refused, requests. */
function writeLog(file: string, size: number): void {
  writeFileSync(file, "");
  const service = "https://0440001M.index-education.net/pronote/";
  for (let written = 0, round = 0; written < size; round++) {
    const blocks = Array.from({ length: 300 }, (_, at) => {
      const action = at % 10 === 0 ? "SERVICE_TICKET_VALIDATE_FAILED" : "SERVICE_TICKET_CREATED";
      const what = `${ticket(round * 300 + at)} for ${service}`;
      const asked = access(at, `/cas/login?service=${encodeURIComponent(service)}`, 302);
      return auditBlock({ action, what, who: `p${round}-${at}`, at }) + asked;
    });
    const text = noise(4_000, round + 1) + blocks.join("");
    appendFileSync(file, text);
    written += text.length;
  }
}

/** The most memory this process held while `work` ran, in megabytes, beside what it held before. */
async function peak(work: () => Promise<void>): Promise<number> {
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  let most = before;
  const timer = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 20);
  await work();
  clearInterval(timer);
  return (Math.max(most, process.memoryUsage().rss) - before) / MB;
}

async function measureReading(
  file: string,
  rounds: number,
): Promise<{ seconds: number; lines: number; memory: number }> {
  const seconds: number[] = [];
  let lines = 0;
  let memory = 0;
  for (let round = 0; round < rounds; round++) {
    const from = performance.now();
    memory = Math.max(
      memory,
      await peak(async () => {
        const options = { today: "2026-09-02", seen: new Set<string>(), ...toolsOf() };
        const { summary } = await examine(createReadStream(file, { highWaterMark: 2 ** 20 }), options);
        lines = Number(summary["lines"]);
      }),
    );
    seconds.push((performance.now() - from) / 1_000);
  }
  return { seconds: median(seconds), lines, memory };
}

/** Log analysis against `grep -c -F -f signatures` on the same file; memory at two sizes; clustering alone. */
export async function measureLogs(rounds: number): Promise<readonly Line[]> {
  const folder = mkdtempSync(join(tmpdir(), "passerelle-bench-"));
  const signatures = join(folder, "signatures");
  writeFileSync(
    signatures,
    toolsOf()
      .knowledge.signatures.flatMap((one) => one.any)
      .join("\n"),
  );
  const lines: Line[] = [];
  const memories: number[] = [];
  for (const size of SIZES) {
    const file = join(folder, "cas.log");
    writeLog(file, size);
    const few = size > 50 * MB ? 2 : rounds;
    const ours = await measureReading(file, few);
    const theirs = Array.from({ length: few }, () => {
      const from = performance.now();
      spawnSync("grep", ["-c", "-F", "-i", "-f", signatures, file]);
      return (performance.now() - from) / 1_000;
    });
    const bytes = statSync(file).size;
    memories.push(ours.memory);
    lines.push({
      what: `log analysis, ${Math.round(bytes / MB)} MB`,
      figure: `${Math.round(ours.lines / ours.seconds / 1_000)},000 lines/s, ${(bytes / MB / ours.seconds).toFixed(1)} MB/s; grep -c -F -i -f ${ms(median(theirs) * 1_000)} against ${ms(ours.seconds * 1_000)}: ${(median(theirs) / ours.seconds).toFixed(2)} times its speed; ${ours.memory.toFixed(0)} MB more memory at most`,
      wanted: "reported",
      ok: null,
    });
  }
  const [small = 0, large = 0] = memories;
  lines.push({
    what: "memory a log of 200 MB takes beyond one of 10 MB",
    figure: `${(large - small).toFixed(0)} MB`,
    wanted: `≤ ${FLAT_MB} MB`,
    ok: large - small <= FLAT_MB,
  });
  rmSync(folder, { recursive: true, force: true });
  lines.push(measureClustering(rounds));
  return lines;
}

function measureClustering(rounds: number): Line {
  const text = noise(200_000, 7).split("\n");
  const rates = Array.from({ length: rounds }, () => {
    const mask = newMask();
    const drain = newDrain();
    const from = performance.now();
    for (const line of text) drain.add(mask(line));
    return text.length / ((performance.now() - from) / 1_000);
  });
  return {
    what: "clustering alone, every line through the tree",
    figure: `${Math.round(median(rates) / 1_000)},000 lines/s`,
    wanted: `≥ ${CLUSTERED.toLocaleString("en")} lines/s`,
    ok: median(rates) >= CLUSTERED,
  };
}
