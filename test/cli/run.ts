import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MAIN } from "../make/main.ts";

export type Ran = { readonly status: number | null; readonly stdout: string; readonly stderr: string };

/** Runs `passerelle` as a person does, in a folder and data folder of its own. */
export function passerelle(
  args: readonly string[],
  options: { readonly env?: NodeJS.ProcessEnv; readonly input?: string; readonly cwd?: string } = {},
): Ran {
  const folder = options.cwd ?? mkdtempSync(join(tmpdir(), "passerelle-cli-"));
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...args], {
    encoding: "utf8",
    cwd: folder,
    input: options.input ?? "",
    timeout: 60_000,
    env: {
      ...process.env,
      LANG: "fr_FR.UTF-8",
      LC_ALL: "",
      SMTP_URL: "",
      DATA_DIR: join(folder, "data"),
      ...options.env,
    },
  });
  if (options.cwd === undefined) rmSync(folder, { recursive: true, force: true });
  return { status, stdout, stderr };
}
