import { byId } from "./dom.ts";
import { keepDraft, keptDraft } from "./kept.ts";

const field = byId<HTMLTextAreaElement>("say");
const form = byId<HTMLFormElement>("composer");

function fit(): void {
  // Browsers that size a field by its content need no help.
  if (CSS.supports("field-sizing", "content")) return;
  field.rows = Math.min(8, Math.max(1, field.value.split("\n").length));
}

export function setText(text: string): void {
  field.value = text;
  keepDraft(text);
  fit();
}

export function focusText(): void {
  field.focus();
}

/** Enter sends, Shift + Enter breaks the line; what is typed outlives a reload. */
export function prepareComposer(): void {
  if (field.value === "") setText(keptDraft());
  field.addEventListener("input", () => {
    keepDraft(field.value);
    fit();
  });
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });
}
