import { cpus } from "node:os";
import { measureContainer } from "./container.ts";
import { measureEngine } from "./engine.ts";
import type { Line } from "./line.ts";
import { measureLogs } from "./logs.ts";
import { measureMemory } from "./memory.ts";
import { measureSlackTurn } from "./slack-turn.ts";
import { measureState } from "./state.ts";
import { measureStoredTurn } from "./stored-turn.ts";

/** Medians over several rounds, each figure beside its peer's of the same run: a busy machine slows both. */
const ROUNDS = 7;

function print(lines: readonly Line[]): void {
  for (const { what, figure, wanted, ok } of lines) {
    const mark = ok === null ? " " : ok ? "✓" : "✗";
    console.log(`${mark} ${what}\n    ${figure}   [${wanted}]`);
    if (ok === false) process.exitCode = 1;
  }
}

console.log(
  `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? "unknown"}; ${ROUNDS} rounds\n`,
);
print(await measureStoredTurn(ROUNDS * 5));
print(await measureEngine(ROUNDS));
print(measureState());
print(await measureMemory());
print(await measureContainer(ROUNDS));
print(await measureLogs(ROUNDS));
print(await measureSlackTurn(ROUNDS));
