import { byId } from "./dom.ts";
import { say } from "./texts.ts";

const status = byId("status");
const alert = byId("alert");
let lost = false;
let timer = 0;

function show(text: string, kind: string): void {
  clearTimeout(timer);
  if (status.textContent !== text) status.textContent = text;
  status.dataset["kind"] = kind;
}

/** A passing remark, announced politely. */
export function remark(text: string): void {
  show(text, "info");
  timer = setTimeout(() => show("", ""), 6000);
}

export function connectionLost(): void {
  lost = true;
  show(say("web.offline"), "lost");
}

export function connectionBack(): void {
  if (!lost) return;
  lost = false;
  show(say("web.online"), "back");
  timer = setTimeout(() => show("", ""), 4000);
}

export function waiting(seconds: number): void {
  lost = true;
  show(say("web.wait", { seconds }), "lost");
}

/** Why something was not taken; an empty text takes it away. */
export function complain(text: string): void {
  alert.textContent = text;
  alert.hidden = text === "";
  if (text !== "") alert.scrollIntoView({ block: "nearest" });
}
