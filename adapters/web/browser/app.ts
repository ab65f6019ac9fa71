import { focusText, prepareComposer, setText } from "./composer.ts";
import { byId } from "./dom.ts";
import { takeDrops } from "./dropFiles.ts";
import { isBusy, sendTurn } from "./exchange.ts";
import { keepPending, keptPending } from "./kept.ts";
import { keepUpToDate, refresh } from "./live.ts";
import { shows } from "./log.ts";
import { remark } from "./notices.ts";
import { shown } from "./shown.ts";
import { say } from "./texts.ts";
import { uploadAll } from "./uploads.ts";

function wordsOf(submitter: HTMLElement | null): string {
  return submitter?.textContent?.trim() ?? "";
}

async function submitTurn(form: HTMLFormElement, submitter: HTMLElement | null): Promise<void> {
  const path = new URL(form.action).pathname;
  const data = new FormData(form);
  const button = submitter instanceof HTMLButtonElement ? submitter : null;
  form.closest("details")?.removeAttribute("open");
  if (path === "/chat/edit") {
    await sendTurn(path, { text: data.get("text") }, wordsOf(button), true);
  } else if (form.id === "composer") {
    const text = String(data.get("say") ?? "");
    setText("");
    if (!(await sendTurn(path, { say: text }, text, false))) setText(text);
    focusText();
  } else if (button !== null) {
    const value = button.value === "true" ? true : button.value;
    const of = data.get("of");
    const fields = { [button.name]: value, ...(of === null ? {} : { of }) };
    // What is refused may be an answer to what another tab answered: that is shown then.
    if (!(await sendTurn(path, fields, wordsOf(button), true))) await refresh().catch(() => {});
  }
}

/** Takes the forms over from the browser; they are the same that work without script. */
function takeForms(): void {
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    const path = new URL(form.action).pathname;
    if (path !== "/chat/turns" && path !== "/chat/edit") return;
    event.preventDefault();
    if (isBusy()) remark(say("web.sending"));
    else void submitTurn(form, event.submitter);
  });
  const file = byId<HTMLInputElement>("file");
  // Without a script the form takes one file; with it they are sent one after the other.
  file.multiple = true;
  file.addEventListener("change", () => {
    const files = [...(file.files ?? [])];
    file.value = "";
    void uploadAll(files);
  });
}

function takeClicks(): void {
  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target.closest("button") : null;
    if (target?.matches("[data-close]")) {
      const details = target.closest("details");
      details?.removeAttribute("open");
      details?.querySelector("summary")?.focus();
    }
    const copied = target?.dataset["copy"];
    const letter = target?.closest(".draft")?.querySelector(".letter")?.textContent;
    if (copied !== undefined && letter) void navigator.clipboard.writeText(letter).then(() => remark(copied));
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const details = document.activeElement?.closest("details[open]");
    details?.removeAttribute("open");
    details?.querySelector("summary")?.focus();
  });
}

/** A turn the last page could not see answered is sent again, under its own id. */
async function resendPending(): Promise<void> {
  const pending = keptPending();
  if (pending === null) return;
  if (shows(String(pending.fields["eventId"]))) keepPending(null);
  else await sendTurn(pending.path, pending.fields, pending.words, true);
}

document.documentElement.classList.add("js");
if (navigator.clipboard !== undefined) document.documentElement.classList.add("can-copy");
prepareComposer();
takeForms();
takeClicks();
takeDrops();
keepUpToDate();
// Coming from another site, the browser keeps a strict cookie back at first: the conversation is fetched instead.
if (shown.conversation === "" && keptPending() === null) void refresh().catch(() => {});
void resendPending();
