import { byId } from "./dom.ts";
import type { Changes } from "./shown.ts";
import { shown } from "./shown.ts";

const log = byId("log");
const where = byId("where");
const typing = byId("typing");
const calm = matchMedia("(prefers-reduced-motion: reduce)");

let echo: HTMLElement | null = null;
let typingTimer = 0;

/** Brings an element to the top of what is seen. */
function reveal(element: Element, block: ScrollLogicalPosition): void {
  element.scrollIntoView({ block, behavior: calm.matches ? "auto" : "smooth" });
}

/** Shows at once what the person did. Hidden from screen readers, who hear the stored words when they come. */
export function echoWords(words: string): void {
  dropEcho();
  echo = document.createElement("div");
  echo.className = "turn echo";
  echo.setAttribute("aria-hidden", "true");
  const bubble = document.createElement("div");
  bubble.className = "message own";
  bubble.textContent = words;
  echo.append(bubble);
  log.after(echo);
  reveal(echo, "nearest");
  typingTimer = setTimeout(() => (typing.hidden = false), 500);
}

export function dropEcho(): void {
  clearTimeout(typingTimer);
  typing.hidden = true;
  echo?.remove();
  echo = null;
}

/** An answered question cannot be answered again: its buttons go. */
function retireChoices(): void {
  for (const element of log.querySelectorAll("[data-live]")) element.remove();
}

function refreshTickets(added: ParentNode): void {
  for (const card of added.querySelectorAll<HTMLElement>("[data-ticket]")) {
    const now = card.querySelector<HTMLElement>(".status");
    for (const earlier of log.querySelectorAll<HTMLElement>("[data-ticket]")) {
      const status = earlier.querySelector<HTMLElement>(".status");
      if (earlier.dataset["ticket"] !== card.dataset["ticket"] || status === null || now === null) continue;
      status.textContent = now.textContent;
      status.dataset["status"] = now.dataset["status"] ?? "";
    }
  }
}

/** Whether a turn with this event id is shown. */
export function shows(eventId: string): boolean {
  return [...log.querySelectorAll<HTMLElement>("[data-event]")].some(
    (one) => one.dataset["event"] === eventId,
  );
}

/** Forgets the sample greeting: the conversation's own comes with all its turns. */
export function clearLog(): void {
  log.replaceChildren();
}

/** Adds the turns that are new. `focus` takes the keyboard to the first answer, for the button pressed is gone. */
export function apply(changes: Changes, focus: boolean): void {
  const sameTalk = shown.conversation === changes.conversation;
  if (sameTalk && (changes.count < shown.count || changes.seq < shown.seq)) return;
  dropEcho();
  const template = document.createElement("template");
  template.innerHTML = changes.html;
  const added = template.content;
  for (const turn of added.querySelectorAll<HTMLElement>("[data-event]")) {
    if (shows(turn.dataset["event"] ?? "")) turn.remove();
  }
  const turns = [...added.querySelectorAll(".turn")];
  for (const turn of turns) turn.classList.add("new");
  if (added.querySelector(".own, [data-live]") !== null) retireChoices();
  refreshTickets(added);
  log.append(added);
  log.lang = changes.language;
  where.innerHTML = changes.where;
  shown.conversation = changes.conversation;
  shown.count = changes.count;
  shown.seq = changes.seq;
  document.body.dataset["conversation"] = changes.conversation;
  document.getElementById("intro")?.remove();
  const first = turns[0];
  if (first === undefined) return;
  reveal(first, "start");
  if (focus) first.querySelector<HTMLElement>(".message.bot, .card")?.focus({ preventScroll: true });
}
