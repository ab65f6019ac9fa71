import type { AdapterLog } from "../adapter.ts";

type Level = "error" | "warn" | "info" | "debug" | "trace";

/** The SDK's logger, in the part it uses. */
export type SdkLog = {
  debug(...parts: readonly unknown[]): void;
  info(...parts: readonly unknown[]): void;
  warn(...parts: readonly unknown[]): void;
  error(...parts: readonly unknown[]): void;
  trace(...parts: readonly unknown[]): void;
  log(level: Level, ...parts: readonly unknown[]): void;
  child(name: string): SdkLog;
};

/**
 * What the SDK has to say, warnings and errors by their first words alone: what it adds are whole events, answers of servers
 * and errors with tokens in them, and at its lower levels whatever people write.
 */
export function sdkLog(log: AdapterLog): SdkLog {
  const tell = (level: "warn" | "error", parts: readonly unknown[]): void => {
    const [words] = parts;
    if (typeof words === "string")
      log[level]({ from: "teams sdk" }, words.replace(/\p{Cc}/gu, " ").slice(0, 120));
  };
  const quiet = (): void => undefined;
  const logger: SdkLog = {
    debug: quiet,
    info: quiet,
    trace: quiet,
    warn: (...parts) => tell("warn", parts),
    error: (...parts) => tell("error", parts),
    log: (level, ...parts) => {
      if (level === "warn" || level === "error") tell(level, parts);
    },
    child: () => logger,
  };
  return logger;
}
