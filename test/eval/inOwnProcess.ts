import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { ROOT } from "../../src/root.ts";

/** Runs a program of this folder where nothing ran before it, and gives the JSON it prints. */
export function inOwnProcess<T>(program: URL): T {
  const args = ["--expose-gc", "--import", "tsx", fileURLToPath(program)];
  return JSON.parse(execFileSync(process.execPath, args, { cwd: ROOT, encoding: "utf8" })) as T;
}
