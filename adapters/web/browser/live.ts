import { backOff } from "./deliver.ts";
import { pause } from "./dom.ts";
import { isBusy } from "./exchange.ts";
import { apply, clearLog } from "./log.ts";
import { connectionBack, connectionLost } from "./notices.ts";
import type { Changes } from "./shown.ts";
import { shown } from "./shown.ts";

/** Adds what this page does not show yet: an agent's answer, a mail that left, what another tab did. */
export async function refresh(): Promise<void> {
  const asked = shown.conversation;
  const response = await fetch(
    `/chat/log?${asked === "" ? "after=0" : `after=${shown.count}&seq=${shown.seq}`}`,
    {
      headers: { Accept: "application/json" },
    },
  );
  if (response.status !== 200) return;
  const changes = (await response.json()) as Changes;
  // What is on its way brings the same turns with it.
  if (isBusy() || asked !== shown.conversation) return;
  if (asked === "") clearLog();
  if (asked !== "" && asked !== changes.conversation) location.replace("/");
  else if (changes.count > shown.count || changes.seq > shown.seq || asked === "") apply(changes, false);
}

async function listen(signal: AbortSignal, open: () => void): Promise<void> {
  const response = await fetch(`/api/conversations/${encodeURIComponent(shown.conversation)}/events`, {
    headers: { Accept: "text/event-stream" },
    signal,
  });
  if (!response.ok || response.body === null) throw new Error(String(response.status));
  open();
  await refresh();
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    if (read.value.includes("data:")) await refresh();
  }
}

async function follow(signal: AbortSignal): Promise<void> {
  for (let failures = 0; !signal.aborted; failures += 1) {
    try {
      await listen(signal, () => {
        failures = 0;
        connectionBack();
      });
    } catch {
      if (signal.aborted) return;
      if (failures > 0) connectionLost();
    }
    await pause(backOff(failures));
  }
}

/**
 * Keeps the page up to date while it is seen. An event is only a bell: what is new is asked for as the page shows it.
 * A hidden page lets its connection go, for a browser has few per host.
 */
export function keepUpToDate(): void {
  let running: AbortController | null = null;
  const settle = (): void => {
    const wanted = document.visibilityState === "visible" && shown.conversation !== "";
    if (wanted && running === null) {
      running = new AbortController();
      void follow(running.signal);
    } else if (!wanted && running !== null) {
      running.abort();
      running = null;
    }
  };
  document.addEventListener("visibilitychange", settle);
  new MutationObserver(settle).observe(document.body, { attributeFilter: ["data-conversation"] });
  settle();
}
