import type { ImapFlow } from "imapflow";

/** A server that ends IDLE by itself, again and again, is not asked more often. */
const PAUSE_MS = 1_000;

/**
 * Resolves when there may be new mail, or nothing more to wait for. IDLE goes on, and is renewed, until the next command breaks
 * it; the count of mails that a server tells meanwhile ends the wait at once. Without IDLE the server is asked instead.
 */
export function listen(client: ImapFlow, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    let timer: NodeJS.Timeout | undefined;
    const over = (): void => {
      clearTimeout(timer);
      client.off("exists", over);
      signal.removeEventListener("abort", over);
      resolve();
    };
    client.on("exists", over);
    signal.addEventListener("abort", over);
    if (signal.aborted) return over();
    const ended = (): void => void (timer = setTimeout(over, PAUSE_MS));
    client.idle().then(ended, ended);
  });
}
