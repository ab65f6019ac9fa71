import type { Artefact } from "./artefact.ts";
import { only } from "./finding.ts";

/** A file with nothing in it, or blanks. */
export const empty: Artefact = {
  recognise: (head) => (head.byBytes === null && head.text.trim() === "" ? 1 : 0),
  async examine() {
    return only("empty", "wrong-file");
  },
};
