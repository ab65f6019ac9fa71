import { randomUUID } from "node:crypto";
import { getCookie, setCookie } from "hono/cookie";
import type { Language } from "../../../src/message.ts";
import type { Assistant } from "../../adapter.ts";
import type { WebContext } from "../context.ts";
import { acceptedLanguage, asLanguage } from "../pickLanguage.ts";
import type { Scene } from "./scene.ts";

const COOKIE = "lang";
const YEAR = 365 * 24 * 3600;

export function sceneOf(
  assistant: Assistant,
  language: Language,
  conversation: string | null,
  { turns, updates }: Pick<Scene, "turns" | "updates">,
): Scene {
  return {
    say: (key, values) => assistant.text(language, key, values),
    language,
    conversation,
    turns,
    updates,
    eventId: () => `form-${randomUUID()}`,
    table: (figure) => assistant.table(language, figure),
  };
}

/** The language asked for in the address or by an earlier such choice, which is kept. */
export function chosenLanguage(context: WebContext): Language | undefined {
  const asked = asLanguage(context.req.query("lang"));
  if (asked !== undefined) setCookie(context, COOKIE, asked, { path: "/", sameSite: "Lax", maxAge: YEAR });
  return asked ?? asLanguage(getCookie(context, COOKIE));
}

/**
 * The language to open a conversation in, or undefined to let the first message decide: French is also what a browser
 * that asks for nothing gets.
 */
export function openingLanguage(context: WebContext): Language | undefined {
  const accepted = acceptedLanguage(context.req.header("accept-language"));
  return chosenLanguage(context) ?? (accepted === "fr" ? undefined : accepted);
}
