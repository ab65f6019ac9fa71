import type { Assistant } from "../../adapters/adapter.ts";
import { createAssistant } from "../../src/assistant/assistant.ts";
import type { AssistantParts } from "../../src/assistant/assistant.ts";
import type { World } from "../../src/assistant/world.ts";
import { loadCatalogue } from "../../src/catalogue.ts";
import type { Examine } from "../../src/assistant/ready.ts";
import { examine } from "../../src/evidence/examine.ts";
import { toolsOf } from "../../src/examiner/tools.ts";
import { once } from "../../src/once.ts";
import { compose } from "../../src/outbox/compose.ts";
import { ROOT } from "../../src/root.ts";
import type { Store } from "../../src/store/store.ts";
import { loadTexts } from "../../src/texts.ts";

/** The real flows and texts, read once a test file. */
export const realWorld: () => World = once(() => ({
  catalogue: loadCatalogue(ROOT),
  texts: loadTexts(ROOT),
  mailLeaves: false,
}));

/** The real examination, on this thread. */
export const realExamine: Examine = (content, ask) => examine(content, { ...ask, ...toolsOf() });

/** The real assistant over a store, examining on this thread. */
export function realAssistant(store: Store, more: Partial<AssistantParts> = {}): Assistant {
  return createAssistant({
    world: realWorld(),
    store,
    mailFrom: "Passerelle <passerelle@example.org>",
    compose,
    examine: realExamine,
    ...more,
  });
}
