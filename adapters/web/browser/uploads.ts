import type { Reply } from "./deliver.ts";
import { deliver } from "./deliver.ts";
import { byId, freshId } from "./dom.ts";
import { exchange, isBusy, whenIdle } from "./exchange.ts";
import { refresh } from "./live.ts";
import { complain, remark } from "./notices.ts";
import { shown } from "./shown.ts";
import { say } from "./texts.ts";

const panel = byId("upload");
const bar = byId<HTMLProgressElement>("upload-bar");
const name = byId("upload-name");
const percent = byId("upload-percent");
const cancel = byId<HTMLButtonElement>("upload-cancel");
const limit = Number(document.body.dataset["uploadLimit"] ?? Infinity);

const waiting: File[] = [];
let running = false;

function progress(sent: number, total: number): void {
  bar.max = total;
  bar.value = sent;
  const share = total === 0 ? 100 : Math.floor((100 * sent) / total);
  percent.textContent = sent < total ? `${share} %` : say("web.upload.done");
}

/** One try, with its progress: `fetch` tells nothing of what has left. */
function attempt(file: File, eventId: string, begun: (request: XMLHttpRequest) => void): Promise<Reply> {
  const body = new FormData();
  body.append("eventId", eventId);
  body.append("conversation", shown.conversation);
  body.append("after", String(shown.count));
  body.append("seq", String(shown.seq));
  body.append("file", file, file.name);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", "/chat/files");
    request.setRequestHeader("Accept", "application/json");
    request.upload.addEventListener("progress", (event) => progress(event.loaded, event.total));
    request.addEventListener("load", () =>
      resolve({
        status: request.status,
        retryAfter: Number(request.getResponseHeader("Retry-After") ?? 1),
        text: request.responseText,
      }),
    );
    for (const end of ["error", "abort", "timeout"])
      request.addEventListener(end, () => reject(new Error(end)));
    begun(request);
    request.send(body);
  });
}

async function upload(file: File): Promise<void> {
  const eventId = freshId();
  let request: XMLHttpRequest | undefined;
  let cancelled = false;
  const giveUp = (): void => {
    cancelled = true;
    request?.abort();
  };
  cancel.addEventListener("click", giveUp);
  name.textContent = say("web.upload.progress", { name: file.name });
  progress(0, file.size);
  panel.hidden = false;
  const call = (): Promise<Reply> => attempt(file, eventId, (begun) => (request = begun));
  await exchange(file.name, () => deliver(call, () => cancelled), !cancel.matches(":focus"));
  cancel.removeEventListener("click", giveUp);
  const focused = cancel.matches(":focus");
  panel.hidden = true;
  if (cancelled) {
    remark(say("web.upload.cancelled"));
    // It may have been taken just before.
    await refresh().catch(() => {});
  }
  if (focused) byId("say").focus();
}

function refusal(file: File): string | null {
  if (file.size > limit) return say("web.upload.too-big", { name: file.name });
  return file.size === 0 ? say("web.upload.empty", { name: file.name }) : null;
}

/** Sends files one after the other; says at once why one cannot be. */
export async function uploadAll(files: readonly File[]): Promise<void> {
  for (const file of files) {
    const why = refusal(file);
    if (why === null) waiting.push(file);
    else complain(why);
  }
  if (running) return;
  running = true;
  for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
    while (isBusy()) await whenIdle();
    await upload(file);
  }
  running = false;
}
