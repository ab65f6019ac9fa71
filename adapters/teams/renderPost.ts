import type { Call, Post } from "../chat.ts";
import type { Language, Output } from "../../src/message.ts";
import type { Card, CardElement } from "./cards.ts";
import { bytesOf, card } from "./cards.ts";
import { cardText, escaped, plainText } from "./cardText.ts";
import { LIMITS } from "./limits.ts";
import { draftElements } from "./renderDraft.ts";
import { cut, renderChoices } from "./renderChoices.ts";
import { renderFigure } from "./renderFigure.ts";
import type { Rows, Words } from "./words.ts";

export type Reader = {
  readonly language: Language;
  readonly words: Words;
  readonly rows: Rows;
  /** Whether others read it too: there a bot hears only who mentions it, and is given no file. */
  readonly shared?: boolean;
};

/** A post as the cards of as many messages; at least one. */
export function renderPost(post: Post, { language, words, rows, shared = false }: Reader): readonly Card[] {
  if (post.kind === "call") return [renderCall(post.call, language, words)];
  const { output } = post;
  const choices = output.type === "ticket" || post.kind === "settle" ? [] : output.choices;
  const shown = renderChoices(choices, goesBack(output), words);
  const hint = post.kind === "show" && shared ? hintOf(output, words) : [];
  const answer = post.kind === "settle" && post.answer !== null ? answered(post.answer, words) : [];
  const fallback = cut(fallbackOf(output), LIMITS.fallback);
  const parts = packed(elementsOf(output, words, rows));
  return parts.map((body, index) =>
    index < parts.length - 1
      ? card(language, fallback, body)
      : card(language, fallback, [...body, ...hint, ...shown.body, ...answer], shown.actions),
  );
}

/** In the menu there is nothing to go back to, nor from a sentence that is of no step. */
function goesBack(output: Output): boolean {
  return output.type !== "ticket" && output.step !== "" && !output.step.startsWith("menu/");
}

/** How to answer where others write too. */
function hintOf(output: Output, words: Words): readonly CardElement[] {
  if (output.type !== "message") return [];
  const asks = output.asks !== null || output.awaits !== undefined || output.choices.length > 0;
  const key = output.awaits === "file" ? "teams.file-elsewhere" : "teams.mention-me";
  return asks ? [{ type: "TextBlock", text: escaped(words(key)), wrap: true, isSubtle: true }] : [];
}

function elementsOf(output: Output, words: Words, rows: Rows): readonly CardElement[] {
  if (output.type === "draft") return draftElements(output, words);
  const text = cardText(output.text);
  if (output.type === "ticket" || output.figure === undefined) return text;
  const drawn = renderFigure(output.figure, rows(output.figure));
  // A text that is the figure's own title is not said twice.
  return plainText(output.text) === output.figure.title ? drawn : [...text, ...drawn];
}

function answered(answer: string, words: Words): readonly CardElement[] {
  const text = words("chat.answered", { answer: cut(answer, LIMITS.answer) });
  return [{ type: "TextBlock", text: escaped(plainText(text)), wrap: true, isSubtle: true, separator: true }];
}

function fallbackOf(output: Output): string {
  const text =
    output.type === "draft"
      ? output.subject || output.body
      : plainText(output.text.slice(0, 4 * LIMITS.fallback));
  return text === "" ? "Passerelle" : text;
}

/** Fills message after message, in order. */
function packed(elements: readonly CardElement[]): readonly (readonly CardElement[])[] {
  const parts: CardElement[][] = [[]];
  let size = 0;
  for (const element of elements) {
    const more = bytesOf(element) + 1;
    if (size > 0 && size + more > LIMITS.body) {
      parts.push([]);
      size = 0;
    }
    parts.at(-1)?.push(element);
    size += more;
  }
  return parts;
}

function renderCall(call: Call, language: Language, words: Words): Card {
  const title = words("teams.call.title", { ticket: call.ticket });
  const state = call.takenBy === null ? [] : [subtle(words("teams.call.taken", { name: call.takenBy }))];
  const link = threadLink(call.place);
  return card(
    language,
    cut(title, LIMITS.fallback),
    [
      { type: "TextBlock", text: escaped(title), wrap: true, weight: "Bolder", size: "Medium" },
      ...(packed(cardText(call.text))[0] ?? []),
      ...state,
    ],
    [
      ...(call.takenBy === null
        ? [
            {
              type: "Action.Execute",
              title: words("teams.call.take"),
              verb: "choose",
              data: { id: "chat:take-over", place: call.place },
              style: "positive",
            } as const,
          ]
        : []),
      ...(link === null
        ? []
        : [{ type: "Action.OpenUrl", title: words("teams.call.open"), url: link } as const]),
    ],
  );
}

function subtle(text: string): CardElement {
  return { type: "TextBlock", text: escaped(text), wrap: true, isSubtle: true, separator: true };
}

/**
 * Where a thread of a channel is read; a personal chat is nobody else's to read.
 * https://learn.microsoft.com/microsoftteams/platform/concepts/build-and-test/deep-link-teams
 */
function threadLink(place: string): string | null {
  const found = /\|(19:[^;]+);messageid=(\d+)$/.exec(place);
  return found === null
    ? null
    : `https://teams.microsoft.com/l/message/${encodeURIComponent(found[1] ?? "")}/${found[2] ?? ""}`;
}
