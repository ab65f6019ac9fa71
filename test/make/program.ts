import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MAIN } from "./main.ts";

export type Program = {
  readonly url: string;
  readonly dataDir: string;
  readonly pid: number;
  /** Ends it at once, as a power cut would. */
  kill(): Promise<void>;
  /** Ends it as an operator does, and removes its data. */
  stop(): Promise<{ readonly status: number | null; readonly stderr: string }>;
};

/** The real program, `passerelle start`, on a free port of loopback with a data folder of its own. */
export async function startProgram(env: NodeJS.ProcessEnv = {}, folder?: string): Promise<Program> {
  const dataDir = folder ?? (await mkdtemp(join(tmpdir(), "passerelle-program-")));
  const child = spawn(process.execPath, [MAIN, "start"], {
    env: { ...process.env, PORT: "0", SMTP_URL: "", RATE_LIMIT: "off", ...env, DATA_DIR: dataDir },
    cwd: dataDir,
  });
  let stderr = "";
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  const url = await new Promise<string>((resolve, reject) => {
    let stdout = "";
    child.stdout.on("data", (chunk: Buffer) => {
      stdout += chunk.toString();
      const address = /http:\/\/127\.0\.0\.1:\d+/.exec(stdout)?.[0];
      if (address !== undefined) resolve(address);
    });
    void ended.then((status) => reject(new Error(`ended with ${status}: ${stderr}`)));
  });
  return {
    url,
    dataDir,
    pid: child.pid ?? 0,
    async kill() {
      child.kill("SIGKILL");
      await ended;
    },
    async stop() {
      child.kill("SIGTERM");
      const status = await ended;
      await rm(dataDir, { recursive: true, force: true });
      return { status, stderr };
    },
  };
}
