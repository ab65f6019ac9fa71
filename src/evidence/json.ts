import type { Artefact } from "./artefact.ts";
import { only } from "./finding.ts";

/** An object or a list; a log's `[Tue Sep 01 …]` and `[2026-09-01 …]` are neither. */
const JSON_START =
  /^\s*(?:\{\s*(?:"|\}|$)|\[\s*(?:[{"[\]]|$|(?:-?\d+(?:\.\d+)?|true|false|null)\s*[,\]]\s*(?:[-\d"tfn{[\]]|$)))/;

/** JSON that is neither a trace nor a CAS answer. */
export const json: Artefact = {
  recognise: (head) => (JSON_START.test(head.text) ? 0.6 : 0),
  async examine() {
    return only("json", "nothing-recognised");
  },
};
