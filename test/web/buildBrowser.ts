import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { ROOT } from "../../src/root.ts";

/** Compiles the page's script, which the server serves from `dist` when it runs from source. */
export function buildBrowser(): void {
  const tsc = join(ROOT, "node_modules/typescript/bin/tsc");
  execFileSync(process.execPath, [tsc, "-p", join(ROOT, "tsconfig.browser.json")], { stdio: "pipe" });
}
