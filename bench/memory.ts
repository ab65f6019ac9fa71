import { existsSync, readFileSync } from "node:fs";
import { startProgram } from "../test/make/program.ts";
import { bearer, open, post } from "../test/web/serve.ts";
import type { Line } from "./line.ts";

const CONVERSATIONS = 1000;
const AT_ONCE = 20;
const MIB = 1024 * 1024;

/** Resident memory of a process, in bytes (Linux: proc(5)). */
function residentOf(pid: number): number {
  const kib = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return Number(kib) * 1024;
}

/** Memory of the whole server with conversations under way, a page open on each. */
export async function measureMemory(): Promise<readonly Line[]> {
  const what = `memory, ${CONVERSATIONS} open conversations`;
  if (!existsSync("/proc/self/status")) {
    return [{ what, figure: "not measured: no /proc on this system", wanted: "≤ 150 MiB", ok: null }];
  }
  const program = await startProgram({ LOG_LEVEL: "silent" });
  const closing = new AbortController();
  try {
    const idle = residentOf(program.pid);
    let most = idle;
    for (let from = 0; from < CONVERSATIONS; from += AT_ONCE) {
      await Promise.all(Array.from({ length: AT_ONCE }, () => openOne(program.url, closing.signal)));
      most = Math.max(most, residentOf(program.pid));
    }
    const held = residentOf(program.pid);
    return [
      {
        what,
        figure: `${(held / MIB).toFixed(0)} MiB, at most ${(most / MIB).toFixed(0)} MiB on the way (${(idle / MIB).toFixed(0)} MiB before the first)`,
        wanted: "≤ 150 MiB",
        ok: most <= 150 * MIB,
      },
    ];
  } finally {
    closing.abort();
    await program.stop();
  }
}

/** A conversation three answers into the restart, with its event stream held open. */
async function openOne(url: string, signal: AbortSignal): Promise<void> {
  const talk = await open(url, { lang: "fr" });
  for (const [index, choose] of ["restart", "hosted", "yearly"].entries()) {
    const taken = await post(url, talk, "turns", { eventId: `e${index}`, choose });
    if (!taken.ok) throw new Error(`turns: ${taken.status} ${await taken.text()}`);
    await taken.arrayBuffer();
  }
  const events = await fetch(`${url}/api/conversations/${talk.id}/events`, { headers: bearer(talk), signal });
  if (!events.ok) throw new Error(`events: ${events.status}`);
}
