import type { Log } from "../../src/log.ts";
import { openLog } from "../../src/log.ts";

/** The real log, of which nothing is written. */
export function quietLog(): Log {
  return openLog("silent");
}
