import type { Chat } from "../../adapters/chat.ts";
import { once } from "../../src/once.ts";
import { ROOT } from "../../src/root.ts";
import { loadTexts } from "../../src/texts.ts";

const texts = once(() => loadTexts(ROOT));

/** The program's own texts, as an adapter is given them. */
export const sayings: Chat["text"] = (language, key, values) => texts().say(language, key, values);
