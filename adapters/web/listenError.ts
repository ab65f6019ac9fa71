import type { WebOptions } from "./options.ts";

const WHY: Readonly<Record<string, { setting: "PORT" | "HOST"; why: string; example: string }>> = {
  EADDRINUSE: { setting: "PORT", why: "is already in use", example: "PORT=3001" },
  EACCES: { setting: "PORT", why: "may not be used by this account", example: "PORT=3000" },
  EADDRNOTAVAIL: { setting: "HOST", why: "is no address of this machine", example: "HOST=127.0.0.1" },
  ENOTFOUND: { setting: "HOST", why: "is not known", example: "HOST=127.0.0.1" },
};

/** The address cannot be listened on. One line: the setting to change, why, an example. */
export class ListenError extends Error {
  override readonly name = "ListenError";
  readonly setting: "PORT" | "HOST";

  constructor(cause: NodeJS.ErrnoException, options: Pick<WebOptions, "host" | "port">) {
    const known = WHY[cause.code ?? ""] ?? {
      setting: "PORT" as const,
      why: `: ${cause.code}`,
      example: "PORT=3001",
    };
    const value = known.setting === "PORT" ? `${options.port} (on ${options.host})` : options.host;
    super(`${known.setting}: ${value} ${known.why}; try ${known.example}`, { cause });
    this.setting = known.setting;
  }
}
