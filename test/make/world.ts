import { createAssistant } from "../../src/assistant/assistant.ts";
import type { AssistantParts, TellingAssistant } from "../../src/assistant/assistant.ts";
import type { World } from "../../src/assistant/world.ts";
import type { Catalogue } from "../../src/catalogue.ts";
import { loadCatalogue } from "../../src/catalogue.ts";
import { loadModel } from "../../src/training/load-model.ts";
import type { Examine } from "../../src/assistant/ready.ts";
import { examine } from "../../src/evidence/examine.ts";
import { toolsOf } from "../../src/examiner/tools.ts";
import { once } from "../../src/once.ts";
import { mailMaker } from "../../src/mail/make-mail.ts";
import { ROOT } from "../../src/root.ts";
import type { Store } from "../../src/store/store.ts";
import { loadTexts } from "../../src/texts.ts";

/** The real catalogue, with what its examples teach as the build learnt it. */
const realCatalogue: () => Catalogue = once(() => {
  const catalogue = loadCatalogue(ROOT);
  return { ...catalogue, lexicon: { ...catalogue.lexicon, trained: loadModel(ROOT, catalogue.lexicon) } };
});

/** The real flows and texts, read once a test file. */
export const realWorld: () => World = once(() => ({
  catalogue: realCatalogue(),
  texts: loadTexts(ROOT),
  mailLeaves: false,
}));

/** The real examination, on this thread. */
export const realExamine: Examine = (content, ask) => examine(content, { ...ask, ...toolsOf() });

export const MAIL_FROM = "Passerelle <passerelle@example.org>";

/** The real assistant over a store, examining on this thread. */
export function realAssistant(store: Store, more: Partial<AssistantParts> = {}): TellingAssistant {
  return createAssistant({
    world: realWorld(),
    store,
    mailFrom: MAIL_FROM,
    makeMail: mailMaker({ from: MAIL_FROM, secret: store.secret }),
    examine: realExamine,
    ...more,
  });
}
