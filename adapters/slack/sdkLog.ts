import type { Logger } from "@slack/bolt";
import { LogLevel } from "@slack/bolt";
import type { AdapterLog } from "../adapter.ts";

/** The SDK's warnings and errors in our log; its other lines hold what people wrote and are never even made. */
export function sdkLog(log: AdapterLog): Logger {
  const line = (parts: readonly unknown[]): object => ({
    sdk: parts
      .map((one) => (one instanceof Error ? one.message : String(one)))
      .join(" ")
      .slice(0, 300),
  });
  return {
    debug: () => undefined,
    info: () => undefined,
    warn: (...parts: unknown[]) => log.warn(line(parts), "slack: the SDK warns"),
    error: (...parts: unknown[]) => log.error(line(parts), "slack: the SDK tells an error"),
    setLevel: () => undefined,
    getLevel: () => LogLevel.WARN,
    setName: () => undefined,
  };
}
